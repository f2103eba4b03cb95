package dev.spotwise.models.evaluation;

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

  private static final int SUMS = Sum.values().length;

  private final double[] sums;
  private final double[] absoluteByOrigin;
  private final double[] squaredByOrigin;

  PriceSums(int cells, int origins) {
    sums = new double[Math.multiplyExact(cells, SUMS)];
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
    int at = cell * SUMS;
    sums[at + Sum.ABSOLUTE.ordinal()] += ofMedian;
    sums[at + Sum.SQUARED.ordinal()] += ofMean * ofMean;
    sums[at + Sum.ABSOLUTE_SHARE.ordinal()] += ofMedian / scale;
    sums[at + Sum.SQUARED_SHARE.ordinal()] += squaredShare;
    sums[at + Sum.MEDIAN_LOSS.ordinal()] += PinballLoss.of(0.5, forecast.median(), actual) / scale;
    sums[at + Sum.LOW_LOSS.ordinal()] += PinballLoss.of(0.05, forecast.low(), actual) / scale;
    sums[at + Sum.HIGH_LOSS.ordinal()] += PinballLoss.of(0.95, forecast.high(), actual) / scale;
    sums[at + Sum.WIDTH.ordinal()] += (forecast.high() - forecast.low()) / scale;
    sums[at + Sum.INSIDE.ordinal()] += inside(forecast, actual);
    absoluteByOrigin[origin] += ofMedian / scale;
    squaredByOrigin[origin] += squaredShare;
  }

  private static double inside(Forecast forecast, double actual) {
    if (Double.isNaN(forecast.low()) || Double.isNaN(forecast.high())) {
      return Double.NaN;
    }
    return forecast.low() <= actual && actual <= forecast.high() ? 1 : 0;
  }

  double of(Sum sum, int cell) {
    return sums[cell * SUMS + sum.ordinal()];
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
