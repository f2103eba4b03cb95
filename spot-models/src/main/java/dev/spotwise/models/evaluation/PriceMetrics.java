package dev.spotwise.models.evaluation;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Errors of price forecasts in USD per instance-hour.
 *
 * <p>{@value #MAE}: mean absolute error. {@value #RMSE}: root mean squared error. {@value #R2}: 1 -
 * squared error / squared distance from the mean of all rows. {@value #R2_WITHIN_POOL}: the same
 * with each pool's own mean, which does not reward telling dear pools from cheap ones; NaN where
 * nothing varies.
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

  private PriceMetrics() {}

  /**
   * Measures forecasts.
   *
   * @param forecast forecasts, finite, USD per instance-hour
   * @param actual what came, as many, finite
   * @param pool pool index of each, &gt;= 0
   * @return the metrics by name, all NaN without rows
   */
  public static SortedMap<String, Double> of(double[] forecast, double[] actual, int[] pool) {
    RowCounts.requireAsMany("forecast", actual.length, forecast.length);
    RowCounts.requireAsMany("pool", actual.length, pool.length);
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = forecast[i] - actual[i];
      absolute += Math.abs(error);
      squared += error * error;
    }
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(MAE, absolute / actual.length);
    metrics.put(RMSE, Math.sqrt(squared / actual.length));
    metrics.put(R2, explained(squared, squaredDistance(actual, new int[actual.length])));
    metrics.put(R2_WITHIN_POOL, explained(squared, squaredDistance(actual, pool)));
    return metrics;
  }

  private static double explained(double squaredError, double squaredDistance) {
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
