package dev.spotwise.models.evaluation;

/**
 * Error of forecasts of a quantile, least on average for the true quantile (Koenker and Bassett
 * 1978, "Regression Quantiles", doi 10.2307/1913643).
 *
 * <p>For quantile q, forecast f and actual y it is {@code q (y - f)} where y &gt;= f and {@code (1
 * - q) (f - y)} elsewhere. Of the median it is half the absolute error. Thread-safe: nothing is
 * kept.
 */
public final class PinballLoss {

  private PinballLoss() {}

  /**
   * Mean loss over rows.
   *
   * @param quantile which quantile was forecast, in (0, 1)
   * @param forecast forecasts of the quantile, finite, USD per instance-hour
   * @param actual what came, as many, finite, USD per instance-hour
   * @return &gt;= 0, in the unit of the values; NaN without rows
   * @throws IllegalArgumentException if the quantile is out of range or a value isn't finite
   */
  public static double of(double quantile, double[] forecast, double[] actual) {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("quantile must be in (0, 1) but was " + quantile);
    }
    RowCounts.requireAsMany("forecast", actual.length, forecast.length);
    RowCounts.requireFinite("forecast", forecast);
    RowCounts.requireFinite("actual", actual);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += of(quantile, forecast[i], actual[i]);
    }
    return sum / actual.length;
  }

  /** Loss of one row; NaN if a value is. */
  static double of(double quantile, double forecast, double actual) {
    double above = actual - forecast;
    return above >= 0 ? quantile * above : (quantile - 1) * above;
  }
}
