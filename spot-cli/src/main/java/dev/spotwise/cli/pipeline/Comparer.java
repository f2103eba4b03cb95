package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.backtest.PolicyComparison;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Sources;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Policies;
import dev.spotwise.features.FeatureExtractor;
import jakarta.inject.Inject;
import java.util.List;

/** Replays policies side by side over the backtest of an output folder. Writes nothing. */
public final class Comparer {

  private static final List<String> FOR_JOBS = List.of("greedy", "uniform-progress");

  private final Sources sources;
  private final FeatureExtractor extractor;

  /** A comparer of the given parts. */
  @Inject
  public Comparer(Sources sources, FeatureExtractor extractor) {
    this.sources = sources;
    this.extractor = extractor;
  }

  /**
   * Compares policies.
   *
   * @param ids the policies; empty for all that suit the workload
   */
  public PolicyComparison compare(Settings settings, List<String> ids, Progress progress)
      throws Exception {
    StoredRun run = new StoredRun(settings);
    run.requireMarket(sources, progress);
    run.requireBundle();
    List<DecisionPolicy> policies =
        (ids.isEmpty() ? suitable(settings) : ids)
            .stream().map(id -> Policies.byId(id, settings.decision().numbers())).toList();
    PolicyComparison[] comparison = new PolicyComparison[1];
    progress.step(
        "compare",
        "replays",
        work -> {
          BacktestStudy study =
              new BacktestStudy(run.market.market(), run.plan(), run.studySettings(work));
          comparison[0] = study.compare(policies, run.knowledge(extractor, work));
          return policies.size() == 1 ? "1 policy" : policies.size() + " policies";
        });
    return comparison[0];
  }

  private static List<String> suitable(Settings settings) {
    return Policies.ids().stream()
        .filter(id -> settings.workload().job().isPresent() || !FOR_JOBS.contains(id))
        .toList();
  }
}
