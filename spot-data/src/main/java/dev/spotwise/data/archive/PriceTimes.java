package dev.spotwise.data.archive;

import java.util.Arrays;

/**
 * For how long each price held. Memory follows the number of different prices.
 *
 * <p>Sums are taken in the order of prices, so that they don't depend on the order in which times
 * were added.
 */
final class PriceTimes {

  private static final int SMALLEST = 16;
  private static final int PERCENT = 100;

  private long[] prices = new long[SMALLEST];
  private long[] seconds = new long[SMALLEST];
  private int size;
  private boolean sorted = true;

  /**
   * Adds a time.
   *
   * @param microUsd price, in [1, {@link dev.spotwise.data.MicroUsd#MAX}]
   * @param held seconds, &gt; 0
   */
  void add(long microUsd, long held) {
    if (size > 0 && prices[size - 1] == microUsd) {
      seconds[size - 1] += held;
      return;
    }
    if (size == prices.length) {
      sort();
      if (size > prices.length / 2) {
        prices = Arrays.copyOf(prices, 2 * prices.length);
        seconds = Arrays.copyOf(seconds, 2 * seconds.length);
      }
    }
    prices[size] = microUsd;
    seconds[size++] = held;
    sorted = false;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The least price that was not exceeded for so many percent of the time, in [1, 100]. */
  long quantile(int percent) {
    sort();
    long total = total();
    long until = 0;
    int at = -1;
    do {
      until += seconds[++at];
    } while (PERCENT * until < percent * total);
    return prices[at];
  }

  /** Standard deviation over mean. */
  double volatility() {
    sort();
    double total = total();
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (double) prices[i] * seconds[i];
    }
    double mean = sum / total;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double off = prices[i] - mean;
      squares += off * off * seconds[i];
    }
    return size == 1 ? 0 : Math.sqrt(squares / total) / mean;
  }

  /** Share of the time at a price of at most this. */
  double shareUpTo(long microUsd) {
    long until = 0;
    for (int i = 0; i < size; i++) {
      until += prices[i] <= microUsd ? seconds[i] : 0;
    }
    return (double) until / total();
  }

  private long total() {
    return Arrays.stream(seconds, 0, size).sum();
  }

  /** Sorts by price and puts equal prices together. */
  private void sort() {
    if (sorted) {
      return;
    }
    long[] byPrice = Arrays.copyOf(prices, prices.length);
    Arrays.sort(byPrice, 0, size);
    int kept = 1;
    for (int i = 1; i < size; i++) {
      if (byPrice[i] != byPrice[kept - 1]) {
        byPrice[kept++] = byPrice[i];
      }
    }
    long[] held = new long[prices.length];
    for (int i = 0; i < size; i++) {
      held[Arrays.binarySearch(byPrice, 0, kept, prices[i])] += seconds[i];
    }
    prices = byPrice;
    seconds = held;
    size = kept;
    sorted = true;
  }
}
