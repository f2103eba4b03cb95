package dev.spotwise.data;

import java.util.Arrays;

/**
 * The price of one pool as a right-continuous step function of its changes: the price at t is the
 * last change at or before t, and unknown before the first.
 *
 * <p>Immutable. Times are epoch seconds UTC, strictly ascending; prices are micro-USD per
 * instance-hour, &gt; 0, no two neighbours equal.
 */
public final class PriceSeries {

  private final long[] epochSeconds;
  private final long[] microUsd;

  private PriceSeries(long[] epochSeconds, long[] microUsd) {
    this.epochSeconds = epochSeconds;
    this.microUsd = microUsd;
  }

  /**
   * Makes a series of observations in any order. An observation at an unchanged price (AWS's daily
   * heartbeat) is no change. Of two prices at one second the higher counts, whatever their order.
   *
   * @param epochSeconds times of the observations; copied
   * @param microUsd their prices in micro-USD per instance-hour, each in [1, {@link MicroUsd#MAX}];
   *     copied, as long as the times
   */
  public static PriceSeries of(long[] epochSeconds, long[] microUsd) {
    if (epochSeconds.length != microUsd.length) {
      throw new IllegalArgumentException(
          "microUsd must be as long as epochSeconds ("
              + epochSeconds.length
              + ") but was "
              + microUsd.length);
    }
    return ofOwned(epochSeconds.clone(), microUsd.clone(), epochSeconds.length);
  }

  /** As {@link #of}, over the first {@code size} entries of arrays that the caller gives away. */
  static PriceSeries ofOwned(long[] times, long[] prices, int size) {
    if (!isSorted(times, size)) {
      sortTogether(times, prices, size);
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (prices[i] < 1 || prices[i] > MicroUsd.MAX) {
        throw new IllegalArgumentException(
            "price must be in [1, " + MicroUsd.MAX + "] micro-USD but was " + prices[i]);
      }
      if (i + 1 < size && times[i + 1] == times[i]) {
        prices[i + 1] = Math.max(prices[i], prices[i + 1]);
        continue;
      }
      if (kept == 0 || prices[i] != prices[kept - 1]) {
        times[kept] = times[i];
        prices[kept++] = prices[i];
      }
    }
    return new PriceSeries(Arrays.copyOf(times, kept), Arrays.copyOf(prices, kept));
  }

  /** This series after one observation that lies before all of it. */
  PriceSeries after(long epochSecond, long price) {
    int dropped = !isEmpty() && microUsd[0] == price ? 1 : 0;
    int rest = size() - dropped;
    long[] times = new long[1 + rest];
    long[] prices = new long[1 + rest];
    times[0] = epochSecond;
    prices[0] = price;
    System.arraycopy(epochSeconds, dropped, times, 1, rest);
    System.arraycopy(microUsd, dropped, prices, 1, rest);
    return ofOwned(times, prices, 1 + rest);
  }

  /** Number of changes, the first price included. */
  public int size() {
    return epochSeconds.length;
  }

  /** Whether no price is known at all. */
  public boolean isEmpty() {
    return epochSeconds.length == 0;
  }

  /** Epoch second of change {@code index}. */
  public long epochSecond(int index) {
    return epochSeconds[index];
  }

  /** Price from change {@code index} on, micro-USD per instance-hour. */
  public long microUsd(int index) {
    return microUsd[index];
  }

  /**
   * The last change at or before an epoch second; -1 before the first. Binary search, no
   * allocation.
   */
  public int indexAt(long epochSecond) {
    int at = Arrays.binarySearch(epochSeconds, epochSecond);
    return at >= 0 ? at : -at - 2;
  }

  /** The price in effect at an epoch second, {@link MicroUsd#UNKNOWN} before the first change. */
  public long microUsdAt(long epochSecond) {
    int index = indexAt(epochSecond);
    return index < 0 ? MicroUsd.UNKNOWN : microUsd[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PriceSeries that
        && Arrays.equals(epochSeconds, that.epochSeconds)
        && Arrays.equals(microUsd, that.microUsd);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(epochSeconds) + Arrays.hashCode(microUsd);
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "PriceSeries[empty]"
        : "PriceSeries[" + size() + " changes from epoch second " + epochSeconds[0] + "]";
  }

  private static boolean isSorted(long[] times, int size) {
    for (int i = 1; i < size; i++) {
      if (times[i] < times[i - 1]) {
        return false;
      }
    }
    return true;
  }

  private static void sortTogether(long[] times, long[] prices, int size) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
    long[] sortedTimes = new long[size];
    long[] sortedPrices = new long[size];
    for (int i = 0; i < size; i++) {
      sortedTimes[i] = times[order[i]];
      sortedPrices[i] = prices[order[i]];
    }
    System.arraycopy(sortedTimes, 0, times, 0, size);
    System.arraycopy(sortedPrices, 0, prices, 0, size);
  }
}
