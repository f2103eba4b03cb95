package dev.spotwise.data.quality;

import dev.spotwise.data.TimeWindow;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a market moves, in a few figures that real and generated ones can be compared by.
 *
 * <p>Measured at the whole UTC hours inside a window. An hour of a pool is {@code [t, t + 1 h)} and
 * counts from the first one at whose beginning the pool's price is known; the first price of a pool
 * is no change. A figure that the sample can't tell is NaN: shares of nothing, discounts without
 * on-demand prices, a correlation of fewer than three pools.
 *
 * <p>Measuring takes time in proportion to pool-hours and changes, and memory in proportion to
 * changes and the hours of one pool.
 *
 * @param window what was measured
 * @param pools pools with a known price
 * @param poolHours hours of pools with a known price
 * @param changes price changes in them
 * @param hoursWithChange share of pool-hours with at least one price change, percent
 * @param persistence error of "the price stays as it is"
 * @param steps sizes of the price changes alone
 * @param stepsWithHeartbeats sizes of the steps from row to row as AWS prints them: the changes,
 *     and a step of size 0 for every 24 h that a price stays as it is
 * @param discounts mean discounts of pools
 * @param hourPattern whether changes prefer an hour of the day
 * @param momentum what the last day's change says of the next
 * @param interruptions what is known of interruptions
 */
public record Yardsticks(
    TimeWindow window,
    int pools,
    long poolHours,
    long changes,
    double hoursWithChange,
    PersistenceErrors persistence,
    StepSizes steps,
    StepSizes stepsWithHeartbeats,
    Discounts discounts,
    HourPattern hourPattern,
    Momentum momentum,
    Interruptions interruptions) {

  /**
   * Mean over pools and hours t of {@code 100 x |p(t + h) - p(t)| / p(t + h)}, where t and t + h
   * both lie in the window: the MAPE of persistence, percent.
   *
   * @param oneHour h = 1 h
   * @param oneDay h = 24 h
   * @param sevenDays h = 7 d
   */
  public record PersistenceErrors(double oneHour, double oneDay, double sevenDays) {}

  /**
   * Quantiles of {@code 100 x |new / old - 1|} over the steps from one price to the next, percent.
   *
   * @param median half are smaller
   * @param p95 95 % are smaller
   * @param p99 99 % are smaller
   */
  public record StepSizes(double median, double p95, double p99) {}

  /**
   * Quantiles over pools of a pool's mean hourly discount against on-demand, percent.
   *
   * @param lowest of all pools
   * @param p5 5 % of pools have a lower one
   * @param median half have a lower one
   * @param p95 95 % have a lower one
   * @param highest of all pools
   */
  public record Discounts(double lowest, double p5, double median, double p95, double highest) {}

  /**
   * Price changes by UTC hour of day against as many as the hour's share of pool-hours, 24 cells.
   *
   * @param chiSquare Pearson's statistic; changes cluster, so it is large without any pattern
   * @param pValue its p-value with 23 degrees of freedom, as if changes were independent
   * @param largestDeviation how far the hour furthest from its expectation lies off it, percent
   */
  public record HourPattern(double chiSquare, double pValue, double largestDeviation) {}

  /**
   * One coefficient b in {@code log p(t + 24 h) - log p(t) = b (log p(t) - log p(t - 24 h))},
   * without intercept, at hourly origins of all pools: least squares over those whose label ends in
   * the first 70 % of the window, tested on the origins in the rest.
   *
   * <p>Skill is {@code 100 x (1 - error / error of persistence)}, percent, both errors as shares of
   * each pool's mean price over the window.
   *
   * @param coefficient b
   * @param maeSkill skill of the mean absolute error
   * @param rmseSkill skill of the root mean squared error
   */
  public record Momentum(double coefficient, double maeSkill, double rmseSkill) {}

  /**
   * What is known of interruptions.
   *
   * @param perHourByType pool events per watched pool-hour by instance type, percent; empty if
   *     nothing was watched
   * @param volatilityCorrelation Spearman's rank correlation, over pools, of the standard deviation
   *     of hourly log returns and the rate of pool events
   * @param coInterruptions of the single interruptions that have another one of their pool within 1
   *     h, the share whose nearest lies within 3 minutes, percent
   */
  public record Interruptions(
      SortedMap<String, Double> perHourByType,
      double volatilityCorrelation,
      double coInterruptions) {

    /** Freezes the rates. */
    public Interruptions {
      perHourByType = Collections.unmodifiableSortedMap(new TreeMap<>(perHourByType));
    }
  }

  /**
   * Measures a sample.
   *
   * @throws IllegalArgumentException if its window holds no whole hour
   */
  public static Yardsticks measure(YardstickSample sample) {
    return new YardstickMeter(sample).measure();
  }
}
