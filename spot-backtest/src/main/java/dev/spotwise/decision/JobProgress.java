package dev.spotwise.decision;

import java.time.Duration;

/**
 * How far a deadline job has come.
 *
 * @param workLeft running that it still takes, without overheads, &gt;= 0
 * @param unsaved work done since the last checkpoint, lost with the instance, &gt;= 0
 * @param startingLeft time until the instance that runs begins to work, &gt;= 0; zero if none runs
 * @param timeLeft time until the deadline; negative once it has passed
 */
public record JobProgress(
    Duration workLeft, Duration unsaved, Duration startingLeft, Duration timeLeft) {

  /** Checks the ranges. */
  public JobProgress {
    requireNotNegative("workLeft", workLeft);
    requireNotNegative("unsaved", unsaved);
    requireNotNegative("startingLeft", startingLeft);
  }

  /** A job that has not begun. */
  public static JobProgress begin(DeadlineJob job) {
    return new JobProgress(job.work(), Duration.ZERO, Duration.ZERO, job.deadline());
  }

  /** Work left if the instance were lost now. */
  public Duration workLeftIfLost() {
    return workLeft.plus(unsaved);
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must be >= 0 but was " + value);
    }
  }
}
