package dev.spotwise.features;

/** The rate of interruptions per hour up, drawn towards a common one where little was seen. */
final class InterruptionRate {

  private static final double PRIOR_EVENTS = 0.5;
  private static final double PRIOR_HOURS = 1;

  private InterruptionRate() {}

  /** {@code ln((interruptions + 0.5) / (hours up + 1))}: finite, also for nothing seen. */
  static double log(int interruptions, double hoursUp) {
    return StrictMath.log((interruptions + PRIOR_EVENTS) / (hoursUp + PRIOR_HOURS));
  }
}
