package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

/**
 * The numbers of the policies that have some.
 *
 * @param stabilityFirst of {@code stability-first}
 * @param hysteresisPercent how much cheaper than the current pool another must be for {@code
 *     hysteresis} to move, percent of the current unit cost, in [0, 100)
 * @param expectedCost of {@code expected-cost}
 */
public record PolicySettings(
    StabilityFirstSettings stabilityFirst,
    double hysteresisPercent,
    ExpectedCostSettings expectedCost) {

  /** Checks the ranges. */
  public PolicySettings {
    requireNonNull(stabilityFirst, "stabilityFirst");
    requireNonNull(expectedCost, "expectedCost");
    if (!(hysteresisPercent >= 0 && hysteresisPercent < 100)) {
      throw new IllegalArgumentException(
          "hysteresisPercent must be in [0, 100) but was " + hysteresisPercent);
    }
  }

  /** The guide's numbers, five percent, and the defaults of {@code expected-cost}. */
  public static PolicySettings defaults() {
    return new PolicySettings(StabilityFirstSettings.guide(), 5, ExpectedCostSettings.defaults());
  }

  /** The same with another {@code stability-first}. */
  public PolicySettings withStabilityFirst(StabilityFirstSettings settings) {
    return new PolicySettings(settings, hysteresisPercent, expectedCost);
  }

  /** The same with another {@code expected-cost}. */
  public PolicySettings withExpectedCost(ExpectedCostSettings settings) {
    return new PolicySettings(stabilityFirst, hysteresisPercent, settings);
  }

  /** The same with another hysteresis. */
  public PolicySettings withHysteresisPercent(double percent) {
    return new PolicySettings(stabilityFirst, percent, expectedCost);
  }
}
