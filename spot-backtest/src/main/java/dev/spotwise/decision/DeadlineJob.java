package dev.spotwise.decision;

import java.time.Duration;

/**
 * Work that has to be done by a deadline and then ends.
 *
 * @param work hours of running that it takes, without overheads, &gt; 0
 * @param deadline time from its beginning in which it must be done, &gt;= {@code work}
 * @param checkpointInterval work between two checkpoints, counted from every start, &gt;= 0: what
 *     was done since the last one is lost with an instance. Zero loses nothing. Leaving voluntarily
 *     writes one
 */
public record DeadlineJob(Duration work, Duration deadline, Duration checkpointInterval) {

  /** Checks the ranges. */
  public DeadlineJob {
    if (work.isNegative() || work.isZero()) {
      throw new IllegalArgumentException("work must be > 0 but was " + work);
    }
    if (deadline.compareTo(work) < 0) {
      throw new IllegalArgumentException(
          "deadline must be >= the work, " + work + ", but was " + deadline);
    }
    if (checkpointInterval.isNegative()) {
      throw new IllegalArgumentException(
          "checkpointInterval must be >= 0 but was " + checkpointInterval);
    }
  }
}
