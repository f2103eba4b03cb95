package dev.spotwise.charts;

import java.util.Arrays;

/**
 * Standard deviation of each pool's relative price change over a lag, from one sample to the next.
 */
final class Volatility {

  private final double[][] past;
  private final int[] counts;
  private final double[] means;
  private final double[] squares;
  private int slot;

  /** Over {@code lag} samples of {@code pools} pools. */
  Volatility(int pools, int lag) {
    past = new double[pools][lag];
    for (double[] prices : past) {
      Arrays.fill(prices, Double.NaN);
    }
    counts = new int[pools];
    means = new double[pools];
    squares = new double[pools];
  }

  /** Adds a pool's price at the current sample; NaN where it is unknown. */
  void add(int pool, double price) {
    double change = price / past[pool][slot] - 1;
    past[pool][slot] = price;
    if (!Double.isNaN(change)) {
      counts[pool]++;
      double distance = change - means[pool];
      means[pool] += distance / counts[pool];
      squares[pool] += distance * (change - means[pool]);
    }
  }

  /** Goes to the next sample. */
  void next() {
    slot = (slot + 1) % past[0].length;
  }

  /** The standard deviation, percent; NaN with fewer than two changes. */
  double percent(int pool) {
    return counts[pool] < 2 ? Double.NaN : 100 * Math.sqrt(squares[pool] / (counts[pool] - 1));
  }
}
