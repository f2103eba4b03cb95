package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.backtest.sweep.PolicySweep;
import dev.spotwise.backtest.sweep.SearchSpace;
import dev.spotwise.backtest.sweep.SweepJson;
import dev.spotwise.backtest.sweep.SweepRecord;
import dev.spotwise.backtest.sweep.SweepResult;
import dev.spotwise.backtest.sweep.SweepSettings;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureExtractor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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
          PolicySweep sweep = new PolicySweep(run.market.market(), run.plan(), how);
          settings.workload().job().ifPresent(job -> requireRoom(job.deadline(), settings, sweep));
          result[0] =
              sweep.run(settings.decision().policy(), space, run.knowledge(extractor, work));
          SweepJson.write(
              run.out.sweep(), SweepRecord.of(result[0], settings.decision().numbers()));
          return result[0].tries().size() == 1 ? "1 try" : result[0].tries().size() + " tries";
        });
    return result[0];
  }

  /** Both parts are replayed as a whole, so that each must be as long as the job may take. */
  private static void requireRoom(Duration deadline, Settings settings, PolicySweep sweep) {
    TimeWindow heldOut = sweep.holdoutWindow();
    Duration searched = Duration.between(settings.backtest().from(), heldOut.from());
    for (Duration part : List.of(heldOut.length(), searched)) {
      if (part.compareTo(deadline) < 0) {
        throw new ConfigException(
            List.of(
                String.format(
                    Locale.ROOT,
                    "--holdout must leave workload.job.deadline (%s) to both parts of the backtest but"
                        + " leaves %s to search by and %s to hold out; choose another share or a"
                        + " longer --backtest",
                    Durations.show(deadline),
                    Durations.show(searched),
                    Durations.show(heldOut.length()))));
      }
    }
  }
}
