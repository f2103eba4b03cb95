package dev.spotwise.models.evaluation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often prediction intervals held what came, over all rows and in each pool.
 *
 * <p>Intervals that are calibrated only on average can be too wide for calm pools and too narrow
 * for lively ones; the share over all rows is then right and those of the pools differ. Immutable
 * and thread-safe.
 *
 * @param rows rows measured, &gt;= 0
 * @param share share of all rows inside their interval, in [0, 1]; NaN without rows
 * @param shareByPool the same for each pool that has rows, by pool index
 */
public record IntervalCoverage(int rows, double share, SortedMap<Integer, Double> shareByPool) {

  /** Keeps a copy of the shares by pool. */
  public IntervalCoverage {
    shareByPool = Collections.unmodifiableSortedMap(new TreeMap<>(shareByPool));
  }

  /**
   * Measures intervals.
   *
   * @param low lower bounds, inclusive, USD per instance-hour; -infinity for none
   * @param high upper bounds, inclusive, as many, each &gt;= its lower one; infinity for none
   * @param actual what came, as many, finite, USD per instance-hour
   * @param pool pool index of each, &gt;= 0
   * @throws IllegalArgumentException if bounds are NaN or out of order, a value isn't finite, or a
   *     pool is negative
   */
  public static IntervalCoverage of(double[] low, double[] high, double[] actual, int[] pool) {
    RowCounts.requireAsMany("low", actual.length, low.length);
    RowCounts.requireAsMany("high", actual.length, high.length);
    RowCounts.requireAsMany("pool", actual.length, pool.length);
    RowCounts.requireFinite("actual", actual);
    SortedMap<Integer, int[]> insideAndRows = new TreeMap<>();
    int inside = 0;
    for (int i = 0; i < actual.length; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "low must be <= high but they were " + low[i] + " and " + high[i] + " (row " + i + ")");
      }
      if (pool[i] < 0) {
        throw new IllegalArgumentException(
            "pool must be >= 0 but was " + pool[i] + " (row " + i + ")");
      }
      int hit = low[i] <= actual[i] && actual[i] <= high[i] ? 1 : 0;
      int[] counts = insideAndRows.computeIfAbsent(pool[i], p -> new int[2]);
      counts[0] += hit;
      counts[1]++;
      inside += hit;
    }
    SortedMap<Integer, Double> shares = new TreeMap<>();
    insideAndRows.forEach((p, counts) -> shares.put(p, (double) counts[0] / counts[1]));
    return new IntervalCoverage(actual.length, (double) inside / actual.length, shares);
  }

  /** Least share of a pool, in [0, 1]; NaN without rows. */
  public double minPoolShare() {
    return shareByPool.values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  /** Greatest share of a pool, in [0, 1]; NaN without rows. */
  public double maxPoolShare() {
    return shareByPool.values().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  /** How far the shares of pools are apart, greatest less least, in [0, 1]; NaN without rows. */
  public double poolSpread() {
    return maxPoolShare() - minPoolShare();
  }
}
