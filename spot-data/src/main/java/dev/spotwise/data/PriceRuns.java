package dev.spotwise.data;

import java.util.Arrays;

/**
 * Collects the observations of one pool, in any order. Equally spaced observations at an unchanged
 * price take the room of one, so that a table with a row per tick takes hardly more than its
 * changes; nothing is lost by it.
 */
final class PriceRuns {

  private static final int ROOM = 64;

  private long[] firsts = new long[ROOM];
  private long[] prices = new long[ROOM];
  private int[] steps = new int[ROOM];
  private int[] counts = new int[ROOM];
  private int runs;
  private int size;
  private long last;
  private boolean ascending = true;
  private boolean descending = true;

  /** Adds an observation. */
  void add(long time, long price) {
    if (runs > 0) {
      ascending &= time > last;
      descending &= time < last;
      if (continues(time, price)) {
        counts[runs - 1]++;
        size++;
        last = time;
        return;
      }
    }
    if (runs == firsts.length) {
      grow();
    }
    firsts[runs] = time;
    prices[runs] = price;
    counts[runs++] = 1;
    size = Math.addExact(size, 1);
    last = time;
  }

  /** Whether an observation goes on with the last run; the second of a run makes its step. */
  private boolean continues(long time, long price) {
    int run = runs - 1;
    if (price != prices[run] || size == Integer.MAX_VALUE) {
      return false;
    }
    long step = time - last;
    if (counts[run] > 1) {
      return step == steps[run];
    }
    steps[run] = (int) step;
    return step != 0 && step == steps[run];
  }

  private void grow() {
    firsts = Arrays.copyOf(firsts, 2 * runs);
    prices = Arrays.copyOf(prices, 2 * runs);
    steps = Arrays.copyOf(steps, 2 * runs);
    counts = Arrays.copyOf(counts, 2 * runs);
  }

  /** Number of runs that are kept. */
  int runs() {
    return runs;
  }

  /** The series of all observations. */
  PriceSeries series() {
    if (ascending) {
      return PriceSeries.ofOwned(Arrays.copyOf(firsts, runs), Arrays.copyOf(prices, runs), runs);
    }
    return descending ? reversed() : expanded();
  }

  /** Of a run that goes back in time the last observation is the change. */
  private PriceSeries reversed() {
    long[] times = new long[runs];
    long[] values = new long[runs];
    for (int run = 0; run < runs; run++) {
      times[runs - 1 - run] = firsts[run] + (counts[run] - 1L) * steps[run];
      values[runs - 1 - run] = prices[run];
    }
    return PriceSeries.ofOwned(times, values, runs);
  }

  private PriceSeries expanded() {
    long[] times = new long[size];
    long[] values = new long[size];
    int at = 0;
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < counts[run]; i++) {
        times[at] = firsts[run] + (long) i * steps[run];
        values[at++] = prices[run];
      }
    }
    return PriceSeries.ofOwned(times, values, size);
  }
}
