package dev.spotwise.cli.embedding;

import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.JobProgress;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import dev.spotwise.decision.WorkloadState;
import java.time.Duration;
import java.util.Optional;

/** Asks about a deadline job, whose progress the caller keeps. */
public final class JobAdvisor {

  private JobAdvisor() {}

  /** Ten hours of work within twenty, a checkpoint each half hour of work. */
  public static Workload tenHours(Workload service) {
    return service.withJob(
        new DeadlineJob(Duration.ofHours(10), Duration.ofHours(20), Duration.ofMinutes(30)));
  }

  /** What to do at a tick. */
  public static Decision next(
      DecisionEngine engine, Optional<Placement> here, Duration held, JobProgress progress) {
    WorkloadState state = WorkloadState.at(here).withHeld(held).withJob(progress);
    return engine.decide(state, here.isPresent() ? Trigger.WATCH : Trigger.START);
  }
}
