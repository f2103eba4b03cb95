package dev.spotwise.models.evaluation;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Errors of price forecasts in USD per instance-hour.
 *
 * <p>{@value #MAE}: mean absolute error of the median. {@value #RMSE}: root mean squared error of
 * the mean. {@value #R2}: 1 - squared error / squared distance from the mean of all rows. {@value
 * #R2_WITHIN_POOL}: the same with each pool's own mean, which does not reward telling dear pools
 * from cheap ones; NaN where nothing varies. {@value #MASE}: {@link #mase}, which {@link #of}
 * leaves to the caller, who knows the scale.
 */
public final class PriceMetrics {

  /** Mean absolute error, USD per instance-hour. */
  public static final String MAE = "mae";

  /** Root mean squared error, USD per instance-hour. */
  public static final String RMSE = "rmse";

  /** Share of the variance over all rows that is explained, at most 1. */
  public static final String R2 = "r2";

  /** Share of the variance within pools that is explained, at most 1. */
  public static final String R2_WITHIN_POOL = "r2_within_pool";

  /** Mean absolute scaled error, &gt;= 0; below 1 the forecast beats the naive one. */
  public static final String MASE = "mase";

  private PriceMetrics() {}

  /**
   * Measures forecasts whose mean and median are the same.
   *
   * @param forecast forecasts, finite, USD per instance-hour
   * @param actual what came, as many, finite
   * @param pool pool index of each, &gt;= 0
   * @return the metrics by name, all NaN without rows
   */
  public static SortedMap<String, Double> of(double[] forecast, double[] actual, int[] pool) {
    return of(forecast, forecast, actual, pool);
  }

  /**
   * Measures forecasts: absolute errors are those of the median, squared errors those of the mean,
   * because that is what each of them is least for.
   *
   * @param mean forecasts of the mean, finite, USD per instance-hour
   * @param median forecasts of the median, as many, finite, USD per instance-hour
   * @param actual what came, as many, finite
   * @param pool pool index of each, &gt;= 0
   * @return the metrics by name, all NaN without rows
   */
  public static SortedMap<String, Double> of(
      double[] mean, double[] median, double[] actual, int[] pool) {
    RowCounts.requireAsMany("forecast", actual.length, mean.length);
    RowCounts.requireAsMany("median", actual.length, median.length);
    RowCounts.requireAsMany("pool", actual.length, pool.length);
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = mean[i] - actual[i];
      absolute += Math.abs(median[i] - actual[i]);
      squared += error * error;
    }
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(MAE, absolute / actual.length);
    metrics.put(RMSE, Math.sqrt(squared / actual.length));
    metrics.put(R2, explained(squared, squaredDistance(actual, new int[actual.length])));
    metrics.put(R2_WITHIN_POOL, explained(squared, squaredDistance(actual, pool)));
    return metrics;
  }

  /**
   * Mean absolute scaled error, {@code mae / naiveMae}: comparable between pools whose prices
   * differ (Hyndman and Koehler 2006, "Another look at measures of forecast accuracy", doi
   * 10.1016/j.ijforecast.2006.03.001). They take the scale from one-step naive forecasts of the
   * training values; a scale from the same rows and horizon makes it the relative MAE.
   *
   * @param mae mean absolute error of the forecast, finite and &gt;= 0; NaN if unknown
   * @param naiveMae that of the naive forecast, in the same unit, finite and &gt;= 0; NaN if
   *     unknown
   * @return &gt;= 0, 1 for the naive forecast itself; NaN if either is unknown or the naive
   *     forecast is perfect
   */
  public static double mase(double mae, double naiveMae) {
    requireError("mae", mae);
    requireError("naiveMae", naiveMae);
    return naiveMae == 0 ? Double.NaN : mae / naiveMae;
  }

  private static void requireError(String name, double value) {
    if (value < 0 || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0 or NaN but was " + value);
    }
  }

  /** Share of the squared distance that the error leaves explained; NaN where nothing varies. */
  static double explained(double squaredError, double squaredDistance) {
    return squaredDistance > 0 ? 1 - squaredError / squaredDistance : Double.NaN;
  }

  /** Measured from the first value of each group, so that it is exactly 0 where nothing varies. */
  private static double squaredDistance(double[] actual, int[] group) {
    int groups = 0;
    for (int g : group) {
      groups = Math.max(groups, g + 1);
    }
    double[] firsts = new double[groups];
    double[] sums = new double[groups];
    int[] counts = new int[groups];
    for (int i = 0; i < actual.length; i++) {
      int g = group[i];
      if (counts[g]++ == 0) {
        firsts[g] = actual[i];
      }
      sums[g] += actual[i] - firsts[g];
    }
    double squared = 0;
    for (int i = 0; i < actual.length; i++) {
      int g = group[i];
      double distance = actual[i] - firsts[g] - sums[g] / counts[g];
      squared += distance * distance;
    }
    return squared;
  }
}
