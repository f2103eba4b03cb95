package dev.spotwise.decision;

import java.time.Duration;

/**
 * The numbers of {@code expected-cost}.
 *
 * @param planningWindow how far ahead costs are added up, &gt; 0
 * @param margin what a move must gain beyond its own cost, as a multiple of that cost, &gt;= 0: the
 *     allowance for errors of the forecasts
 * @param spread what losing an instance together with one of its siblings costs, in restarts of the
 *     instance, &gt;= 0; nothing for a workload of one instance
 */
public record ExpectedCostSettings(Duration planningWindow, double margin, double spread) {

  /** Checks the ranges. */
  public ExpectedCostSettings {
    if (planningWindow.isNegative() || planningWindow.isZero()) {
      throw new IllegalArgumentException("planningWindow must be > 0 but was " + planningWindow);
    }
    requireNotNegative("margin", margin);
    requireNotNegative("spread", spread);
  }

  /** Six hours, a move must gain twice its cost, a common loss counts as one more restart. */
  public static ExpectedCostSettings defaults() {
    return new ExpectedCostSettings(Duration.ofHours(6), 1, 1);
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0 but was " + value);
    }
  }
}
