package dev.spotwise.models.evaluation;

import java.util.EnumMap;
import java.util.Map;

/**
 * Sums of the errors of one model at one horizon, per fold and pool, and of its losses per origin:
 * all that price metrics need, however many rows there are.
 */
final class PriceSums {

  /** What is summed over rows. */
  enum Sum {
    ABSOLUTE,
    SQUARED,
    ABSOLUTE_SHARE,
    SQUARED_SHARE,
    LOW_LOSS,
    MEDIAN_LOSS,
    HIGH_LOSS,
    INSIDE,
    WIDTH
  }

  private final Map<Sum, double[]> sums = new EnumMap<>(Sum.class);
  private final double[] absoluteByOrigin;
  private final double[] squaredByOrigin;

  PriceSums(int cells, int origins) {
    for (Sum sum : Sum.values()) {
      sums.put(sum, new double[cells]);
    }
    absoluteByOrigin = new double[origins];
    squaredByOrigin = new double[origins];
  }

  /** One row's forecast, USD per instance-hour; the bounds are NaN where there are none. */
  record Forecast(double mean, double low, double median, double high) {

    boolean isKnown() {
      return !Double.isNaN(mean) && !Double.isNaN(median);
    }
  }

  /**
   * Adds a row.
   *
   * @param cell fold and pool
   * @param origin its origin
   * @param actual what came, USD per instance-hour
   * @param scale mean price of the pool, USD per instance-hour, &gt; 0
   */
  void add(int cell, int origin, double actual, double scale, Forecast forecast) {
    double ofMean = forecast.mean() - actual;
    double ofMedian = Math.abs(forecast.median() - actual);
    double squaredShare = (ofMean / scale) * (ofMean / scale);
    add(Sum.ABSOLUTE, cell, ofMedian);
    add(Sum.SQUARED, cell, ofMean * ofMean);
    add(Sum.ABSOLUTE_SHARE, cell, ofMedian / scale);
    add(Sum.SQUARED_SHARE, cell, squaredShare);
    add(Sum.LOW_LOSS, cell, PinballLoss.of(0.05, forecast.low(), actual) / scale);
    add(Sum.MEDIAN_LOSS, cell, PinballLoss.of(0.5, forecast.median(), actual) / scale);
    add(Sum.HIGH_LOSS, cell, PinballLoss.of(0.95, forecast.high(), actual) / scale);
    add(Sum.INSIDE, cell, inside(forecast, actual));
    add(Sum.WIDTH, cell, (forecast.high() - forecast.low()) / scale);
    absoluteByOrigin[origin] += ofMedian / scale;
    squaredByOrigin[origin] += squaredShare;
  }

  private void add(Sum sum, int cell, double value) {
    sums.get(sum)[cell] += value;
  }

  private static double inside(Forecast forecast, double actual) {
    if (Double.isNaN(forecast.low()) || Double.isNaN(forecast.high())) {
      return Double.NaN;
    }
    return forecast.low() <= actual && actual <= forecast.high() ? 1 : 0;
  }

  double of(Sum sum, int cell) {
    return sums.get(sum)[cell];
  }

  /** Sum of absolute share errors of an origin's rows. */
  double absolute(int origin) {
    return absoluteByOrigin[origin];
  }

  /** Sum of squared share errors of an origin's rows. */
  double squared(int origin) {
    return squaredByOrigin[origin];
  }
}
