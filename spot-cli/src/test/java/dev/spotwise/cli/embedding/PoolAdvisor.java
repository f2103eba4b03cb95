package dev.spotwise.cli.embedding;

import dev.spotwise.data.Market;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.Workload;
import dev.spotwise.decision.WorkloadState;
import dev.spotwise.models.ModelBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Says where a service should run. One per workload; threads may share it. */
public final class PoolAdvisor {

  private final DecisionEngine engine;

  /** An advisor that has seen the market so far. */
  public PoolAdvisor(Path models, Market history, Placement home) {
    engine =
        DecisionEngine.withDefaults(
            history.shape(),
            ModelBundle.load(models),
            Policies.byId("stability-first", PolicySettings.defaults()),
            Workload.filling(home));
    show(history);
  }

  /** Takes the ticks that a market has more than the last one shown. */
  public void show(Market market) {
    engine.show(market);
  }

  /** Whether the advisor has seen enough. */
  public boolean isReady() {
    return engine.isWarm();
  }

  /** What to do with an instance that has run for a while. */
  public Decision next(Placement here, Duration held) {
    WorkloadState state = WorkloadState.at(Optional.of(here)).withHeld(held);
    return engine.decide(state, Trigger.SCHEDULED);
  }

  /** Where to go from a pool that has just reclaimed the instance. */
  public Decision lost(Placement there, Duration held) {
    WorkloadState state = WorkloadState.at(Optional.of(there)).withHeld(held);
    return engine.decide(state, Trigger.LOST);
  }
}
