package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where one instance of a workload stands when a decision is asked for.
 *
 * @param current where it runs; after a loss, where it ran; empty if it does not run
 * @param held time since that instance was launched, &gt;= 0; zero if it does not run
 * @param dataZone zone that its data are in; empty if nowhere yet
 * @param job how far it has come, if it is a deadline job
 * @param siblings where the workload's other instances run, those that run nowhere left out
 */
public record WorkloadState(
    Optional<Placement> current,
    Duration held,
    Optional<String> dataZone,
    Optional<JobProgress> job,
    List<Placement> siblings) {

  /** Checks and freezes. */
  public WorkloadState {
    requireNonNull(current, "current");
    requireNonNull(dataZone, "dataZone");
    requireNonNull(job, "job");
    if (held.isNegative()) {
      throw new IllegalArgumentException("held must be >= 0 but was " + held);
    }
    siblings = List.copyOf(siblings);
  }

  /** A service of one instance that has run there for long, or runs nowhere. */
  public static WorkloadState at(Optional<Placement> current) {
    return new WorkloadState(
        current,
        current.isPresent() ? Duration.ofDays(1) : Duration.ZERO,
        current.map(Placement::zone),
        Optional.empty(),
        List.of());
  }

  /** The same with another progress. */
  public WorkloadState withJob(JobProgress progress) {
    return new WorkloadState(current, held, dataZone, Optional.of(progress), siblings);
  }

  /** The same, launched this long ago. */
  public WorkloadState withHeld(Duration newHeld) {
    return new WorkloadState(current, newHeld, dataZone, job, siblings);
  }

  /** The same beside other instances. */
  public WorkloadState withSiblings(List<Placement> others) {
    return new WorkloadState(current, held, dataZone, job, others);
  }
}
