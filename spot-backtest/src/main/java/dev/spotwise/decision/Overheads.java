package dev.spotwise.decision;

import java.time.Duration;

/**
 * What moving costs a workload itself.
 *
 * @param restart work lost by every start, &gt;= 0: boot, join, read the checkpoint. A service's
 *     very first start loses none
 * @param checkpoint time for which an instance that is left voluntarily runs on, to write what the
 *     next one reads, &gt;= 0; it is charged at the price of that instance and loses no work, since
 *     the next one boots meanwhile
 * @param dataGb data that follows the workload into another zone, GB, &gt;= 0
 */
public record Overheads(Duration restart, Duration checkpoint, double dataGb) {

  /** Three minutes: boot, join, warm up. */
  public static final Duration DEFAULT_RESTART = Duration.ofMinutes(3);

  /** Checks the ranges. */
  public Overheads {
    if (restart.isNegative()) {
      throw new IllegalArgumentException("restart must be >= 0 but was " + restart);
    }
    if (checkpoint.isNegative()) {
      throw new IllegalArgumentException("checkpoint must be >= 0 but was " + checkpoint);
    }
    if (!(dataGb >= 0) || Double.isInfinite(dataGb)) {
      throw new IllegalArgumentException("dataGb must be finite and >= 0 but was " + dataGb);
    }
  }

  /** A restart alone. */
  public static Overheads ofRestart(Duration restart) {
    return new Overheads(restart, Duration.ZERO, 0);
  }
}
