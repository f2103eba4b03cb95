package dev.spotwise.backtest.statistics;

import java.util.Locale;

/**
 * A measured value and how far it could have come out otherwise. A percentile interval need not lie
 * around its value.
 *
 * @param low lower end, at most {@code high}; NaN if unknown
 * @param value what was measured; NaN if nothing was
 * @param high upper end; NaN if unknown
 */
public record Interval(double low, double value, double high) {

  /** Checks that both ends are known or none is, and their order. */
  public Interval {
    boolean known = !Double.isNaN(low) && !Double.isNaN(high);
    boolean unknown = Double.isNaN(low) && Double.isNaN(high);
    if (!unknown && !(known && low <= high)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "low must be at most high, or both NaN, but they were %s and %s",
              low,
              high));
    }
  }

  /** A value of which nobody knows how sure it is. */
  public static Interval of(double value) {
    return new Interval(Double.NaN, value, Double.NaN);
  }

  /** Whether the ends are known. */
  public boolean isKnown() {
    return !Double.isNaN(low);
  }

  /** Whether a number lies in it, the ends included; false if the ends are unknown. */
  public boolean contains(double number) {
    return number >= low && number <= high;
  }
}
