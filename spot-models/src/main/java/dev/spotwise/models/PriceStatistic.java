package dev.spotwise.models;

/**
 * What is forecast of the price at the end of a horizon. The mean is the point forecast for squared
 * errors, the median the one for absolute errors; low and high bound the 90 % prediction interval.
 */
public enum PriceStatistic {
  /** The mean, USD per instance-hour. */
  MEAN(0),
  /** The 0.05 quantile, USD per instance-hour. */
  LOW(1),
  /** The median, USD per instance-hour. */
  MEDIAN(2),
  /** The 0.95 quantile, USD per instance-hour. */
  HIGH(3),
  /** Probability, in [0, 1], that the price differs from the one at the origin. */
  CHANGE_PROBABILITY(4);

  private final int place;

  PriceStatistic(int place) {
    this.place = place;
  }

  /** Where it lies among the statistics of a forecast. */
  int place() {
    return place;
  }
}
