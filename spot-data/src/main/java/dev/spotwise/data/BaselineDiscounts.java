package dev.spotwise.data;

import java.util.List;

/**
 * The first pass over a market: the mean discount of all pools, tick by tick.
 *
 * <p>Discounts are summed as whole billionths, so that the result depends neither on the order of
 * the pools nor on how they are partitioned. Work and memory: one entry per price change, two per
 * tick.
 */
final class BaselineDiscounts {

  private static final double UNITS = 1e9;

  /** A dearer spot price counts as this many times the on-demand price, so that sums can't wrap. */
  private static final double MAX_RATIO = 1e6;

  private BaselineDiscounts() {}

  static double[] over(TimeGrid grid, MarketShape shape, List<PriceSeries> prices) {
    long[] sums = new long[grid.length() + 1];
    int[] known = new int[grid.length() + 1];
    for (int pool = 0; pool < prices.size(); pool++) {
      addChanges(grid, shape.onDemandMicroUsd(pool), prices.get(pool), sums, known);
    }
    double[] means = new double[grid.length()];
    long sum = 0;
    int count = 0;
    for (int tick = 0; tick < means.length; tick++) {
      sum += sums[tick];
      count += known[tick];
      means[tick] = count == 0 ? Double.NaN : 100.0 * (sum / UNITS) / count;
    }
    return means;
  }

  private static void addChanges(
      TimeGrid grid, long onDemand, PriceSeries series, long[] sums, int[] known) {
    int first = Math.max(0, series.indexAt(grid.epochSecond(0)));
    long before = 0;
    for (int change = first; change < series.size(); change++) {
      int tick = grid.indexAtOrAfter(series.epochSecond(change));
      double ratio = Math.min(MAX_RATIO, (double) series.microUsd(change) / onDemand);
      long discount = Math.round(UNITS * (1.0 - ratio));
      sums[tick] += discount - before;
      known[tick] += change == first ? 1 : 0;
      before = discount;
    }
  }
}
