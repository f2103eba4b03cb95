package dev.spotwise.models.evaluation;

import java.util.Arrays;

/**
 * What came in the rows of each fold and pool: how many rows, and how far their prices spread.
 * Measured from the first price of each pool, so that the spread is exactly 0 where nothing varies.
 */
final class ActualSums {

  private final int pools;
  private final int[] rows;
  private final int[] rowsByOrigin;
  private final double[] firsts;
  private final double[] sums;
  private final double[] squares;

  ActualSums(int folds, int pools, int origins) {
    this.pools = pools;
    rows = new int[folds * pools];
    rowsByOrigin = new int[origins];
    firsts = new double[pools];
    Arrays.fill(firsts, Double.NaN);
    sums = new double[rows.length];
    squares = new double[rows.length];
  }

  void add(int fold, int pool, int origin, double actual) {
    int cell = fold * pools + pool;
    if (Double.isNaN(firsts[pool])) {
      firsts[pool] = actual;
    }
    double distance = actual - firsts[pool];
    rows[cell]++;
    rowsByOrigin[origin]++;
    sums[cell] += distance;
    squares[cell] += distance * distance;
  }

  int rowsOfOrigin(int origin) {
    return rowsByOrigin[origin];
  }

  /** Rows of a pool in the folds {@code [from, to)}. */
  int rows(int pool, int from, int to) {
    int sum = 0;
    for (int fold = from; fold < to; fold++) {
      sum += rows[fold * pools + pool];
    }
    return sum;
  }

  /** Rows of all pools in the folds {@code [from, to)}. */
  int rows(int from, int to) {
    int sum = 0;
    for (int pool = 0; pool < pools; pool++) {
      sum += rows(pool, from, to);
    }
    return sum;
  }

  /** Squared distance of the prices from the mean of their pool. */
  double spreadWithinPools(int from, int to) {
    double spread = 0;
    for (int pool = 0; pool < pools; pool++) {
      int count = rows(pool, from, to);
      if (count > 0) {
        double sum = total(sums, pool, from, to);
        spread += Math.max(0, total(squares, pool, from, to) - sum * sum / count);
      }
    }
    return spread;
  }

  /** Squared distance of the prices from the mean of all. */
  double spread(int from, int to) {
    double anchor = Double.NaN;
    double shift = 0;
    int count = 0;
    for (int pool = 0; pool < pools; pool++) {
      int own = rows(pool, from, to);
      if (own > 0) {
        anchor = Double.isNaN(anchor) ? mean(pool, from, to) : anchor;
        shift += own * (mean(pool, from, to) - anchor);
        count += own;
      }
    }
    double between = 0;
    for (int pool = 0; pool < pools; pool++) {
      int own = rows(pool, from, to);
      if (own > 0) {
        double distance = mean(pool, from, to) - anchor - shift / count;
        between += own * distance * distance;
      }
    }
    return spreadWithinPools(from, to) + between;
  }

  private double mean(int pool, int from, int to) {
    return firsts[pool] + total(sums, pool, from, to) / rows(pool, from, to);
  }

  private double total(double[] ofCells, int pool, int from, int to) {
    double sum = 0;
    for (int fold = from; fold < to; fold++) {
      sum += ofCells[fold * pools + pool];
    }
    return sum;
  }
}
