package dev.spotwise.data.quality;

import java.util.Arrays;

/**
 * All price observations of one pool in the order of their arrival, repeated ones too, held as runs
 * of one price at one distance in time, so that memory follows the changes of a price and not how
 * often it was repeated. Not thread-safe.
 */
final class ObservationRuns {

  private long[] firsts = new long[8];
  private long[] steps = new long[8];
  private long[] prices = new long[8];
  private int[] counts = new int[8];
  private int runs;
  private int rows;

  void add(long epochSecond, long microUsd) {
    rows++;
    int last = runs - 1;
    if (last >= 0 && prices[last] == microUsd) {
      if (counts[last] == 1) {
        steps[last] = epochSecond - firsts[last];
      }
      if (epochSecond == firsts[last] + counts[last] * steps[last]) {
        counts[last]++;
        return;
      }
    }
    if (runs == firsts.length) {
      grow();
    }
    firsts[runs] = epochSecond;
    prices[runs] = microUsd;
    counts[runs++] = 1;
  }

  private void grow() {
    firsts = Arrays.copyOf(firsts, 2 * runs);
    steps = Arrays.copyOf(steps, 2 * runs);
    prices = Arrays.copyOf(prices, 2 * runs);
    counts = Arrays.copyOf(counts, 2 * runs);
  }

  int rows() {
    return rows;
  }

  /** Number of runs that the rows are held in. */
  int runs() {
    return runs;
  }

  /** Everything that was added, by time, and at one time by price. */
  Sorted sorted() {
    long[] times = new long[rows];
    long[] values = new long[rows];
    int at = 0;
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < counts[run]; i++) {
        times[at] = firsts[run] + i * steps[run];
        values[at++] = prices[run];
      }
    }
    return new Sorted(times, values);
  }

  /** Rows by time, and at one time by price. */
  static final class Sorted {

    private final long[] times;
    private final long[] prices;

    private Sorted(long[] times, long[] prices) {
      if (isSorted(times, prices)) {
        this.times = times;
        this.prices = prices;
        return;
      }
      Integer[] order = new Integer[times.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(
          order,
          (a, b) ->
              times[a] == times[b]
                  ? Long.compare(prices[a], prices[b])
                  : Long.compare(times[a], times[b]));
      this.times = Arrays.stream(order).mapToLong(i -> times[i]).toArray();
      this.prices = Arrays.stream(order).mapToLong(i -> prices[i]).toArray();
    }

    private static boolean isSorted(long[] times, long[] prices) {
      for (int i = 1; i < times.length; i++) {
        if (times[i] < times[i - 1] || (times[i] == times[i - 1] && prices[i] < prices[i - 1])) {
          return false;
        }
      }
      return true;
    }

    int size() {
      return times.length;
    }

    long epochSecond(int row) {
      return times[row];
    }

    long microUsd(int row) {
      return prices[row];
    }
  }
}
