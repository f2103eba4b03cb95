package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Observations in the order in which they came, 16 bytes each; as many again, at most, while they
 * are sorted. Grows up to its capacity.
 */
final class ObservationBuffer {

  /** Epoch seconds are kept as ints, from here on: 1970 to 2106. */
  private static final long MIDDLE = 1L << 31;

  private static final int SMALLEST = 1 << 12;

  private final int capacity;
  private final Map<CapacityPool, Integer> indexes = new HashMap<>();
  private final List<CapacityPool> pools = new ArrayList<>();
  private int[] poolOf;
  private int[] seconds;
  private long[] prices;
  private int size;
  private CapacityPool lastPool;
  private int lastIndex;

  ObservationBuffer(int capacity) {
    this.capacity = capacity;
    int first = Math.min(SMALLEST, capacity);
    this.poolOf = new int[first];
    this.seconds = new int[first];
    this.prices = new long[first];
  }

  boolean isFull() {
    return size == capacity;
  }

  int size() {
    return size;
  }

  /** Adds an observation of the years 1970 to 2100; the buffer must not be full. */
  void add(CapacityPool pool, long epochSecond, long microUsd) {
    if (size == poolOf.length) {
      int larger = (int) Math.min(capacity, 2L * size);
      poolOf = Arrays.copyOf(poolOf, larger);
      seconds = Arrays.copyOf(seconds, larger);
      prices = Arrays.copyOf(prices, larger);
    }
    if (!pool.equals(lastPool)) {
      lastPool = pool;
      lastIndex = indexes.computeIfAbsent(pool, this::addPool);
    }
    poolOf[size] = lastIndex;
    seconds[size] = (int) (epochSecond - MIDDLE);
    prices[size++] = microUsd;
  }

  private int addPool(CapacityPool pool) {
    pools.add(pool);
    return pools.size() - 1;
  }

  /** Forgets the observations. */
  void clear() {
    size = 0;
  }

  /** All pools ever added, by index. */
  List<CapacityPool> pools() {
    return pools;
  }

  int poolIndex(int row) {
    return poolOf[row];
  }

  long epochSecond(int row) {
    return seconds[row] + MIDDLE;
  }

  long microUsd(int row) {
    return prices[row];
  }

  /** Orders rows by time and then by when they came; the row is the lower half. */
  long timeKey(int row) {
    return ((long) seconds[row] << 32) | row;
  }
}
