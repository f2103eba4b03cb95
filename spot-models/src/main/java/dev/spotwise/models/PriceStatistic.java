package dev.spotwise.models;

/**
 * What is forecast of the price at the end of a horizon. The mean is the point forecast for squared
 * errors, the median the one for absolute errors; low and high bound the 90 % prediction interval.
 */
public enum PriceStatistic {
  /** The mean, USD per instance-hour. */
  MEAN,
  /** The 0.05 quantile, USD per instance-hour. */
  LOW,
  /** The median, USD per instance-hour. */
  MEDIAN,
  /** The 0.95 quantile, USD per instance-hour. */
  HIGH,
  /** Probability, in [0, 1], that the price differs from the one at the origin. */
  CHANGE_PROBABILITY
}
