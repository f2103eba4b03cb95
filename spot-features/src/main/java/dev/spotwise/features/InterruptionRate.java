package dev.spotwise.features;

import java.util.Arrays;

/**
 * The rate of interruptions per hour up, drawn towards a common one where little was seen: {@code
 * ln((interruptions + 0.5) / (hours up + 1))}, finite, also for nothing seen.
 *
 * <p>Counts are small whole numbers that come again and again, and logarithms are dear, so that
 * each is kept once it was asked for, by number of interruptions and then of ticks up: neighbouring
 * ticks ask for neighbours. Not thread-safe.
 */
final class InterruptionRate {

  private static final double PRIOR_EVENTS = 0.5;
  private static final double PRIOR_HOURS = 1;

  /** More interruptions than this, or more ticks up than asked for, are computed every time. */
  private static final int MOST_EVENTS = 31;

  private final double hoursPerStep;
  private final int mostUp;
  private final float[] logs;

  /**
   * Rates on one grid.
   *
   * @param hoursPerStep length of a tick
   * @param mostUp ticks up of which logarithms are kept
   */
  InterruptionRate(double hoursPerStep, int mostUp) {
    this.hoursPerStep = hoursPerStep;
    this.mostUp = mostUp;
    this.logs = new float[Math.multiplyExact(1 + MOST_EVENTS, 1 + mostUp)];
    Arrays.fill(logs, Float.NaN);
  }

  /** The logarithm, after so many interruptions in so many ticks up. */
  float log(int interruptions, int up) {
    if (interruptions > MOST_EVENTS || up > mostUp) {
      return compute(interruptions, up);
    }
    int cell = interruptions * (1 + mostUp) + up;
    if (Float.isNaN(logs[cell])) {
      logs[cell] = compute(interruptions, up);
    }
    return logs[cell];
  }

  private float compute(int interruptions, int up) {
    return (float)
        StrictMath.log((interruptions + PRIOR_EVENTS) / (up * hoursPerStep + PRIOR_HOURS));
  }
}
