package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.backtest.sweep.PolicySweep;
import dev.spotwise.backtest.sweep.SearchSpace;
import dev.spotwise.backtest.sweep.SweepJson;
import dev.spotwise.backtest.sweep.SweepRecord;
import dev.spotwise.backtest.sweep.SweepResult;
import dev.spotwise.backtest.sweep.SweepSettings;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Sources;
import dev.spotwise.features.FeatureExtractor;
import jakarta.inject.Inject;

/**
 * Searches for the numbers of a policy over the backtest of an output folder, and keeps what it
 * found beside the models.
 */
public final class Sweeper {

  private final Sources sources;
  private final FeatureExtractor extractor;

  /** A sweeper of the given parts. */
  @Inject
  public Sweeper(Sources sources, FeatureExtractor extractor) {
    this.sources = sources;
    this.extractor = extractor;
  }

  /**
   * Searches.
   *
   * @param settings the policy, and the numbers that tries differ from
   * @param space what to try
   * @param holdout newest share of the backtest that the search doesn't see, in (0, 1)
   */
  public SweepResult sweep(Settings settings, SearchSpace space, double holdout, Progress progress)
      throws Exception {
    StoredRun run = new StoredRun(settings);
    run.requireMarket(sources, progress);
    run.requireBundle();
    SweepResult[] result = new SweepResult[1];
    progress.step(
        "sweep",
        "tries",
        work -> {
          SweepSettings how =
              new SweepSettings(
                  holdout,
                  settings.decision().numbers(),
                  StationaryBootstrap.Settings.withDefaults(settings.seed()),
                  settings.threads(),
                  work);
          result[0] =
              new PolicySweep(run.market.market(), run.plan(), how)
                  .run(settings.decision().policy(), space, run.knowledge(extractor, work));
          SweepJson.write(
              run.out.sweep(), SweepRecord.of(result[0], settings.decision().numbers()));
          return result[0].tries().size() == 1 ? "1 try" : result[0].tries().size() + " tries";
        });
    return result[0];
  }
}
