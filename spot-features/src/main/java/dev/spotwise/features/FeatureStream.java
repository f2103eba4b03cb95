package dev.spotwise.features;

import dev.spotwise.data.MarketTick;

/**
 * The features of some pools as time goes by. O(1) per pool and tick, and no allocation that grows
 * with either. Not thread-safe.
 */
public interface FeatureStream {

  /**
   * Takes the next tick.
   *
   * @param tick a tick of the pools that the stream was opened for, a step after the one before
   * @throws IllegalArgumentException if it has another number of pools or does not follow
   */
  void advance(MarketTick tick);

  /**
   * Writes the features as of the last tick, one row per pool.
   *
   * @param firstPool first pool to write, as numbered in the shape
   * @param count number of pools, &gt;= 0
   * @param out matrix of this extractor's schema
   * @param firstRow row of {@code firstPool} in {@code out}; the others follow
   * @throws IllegalStateException before the first tick
   * @throws IllegalArgumentException if the matrix has another schema
   * @throws IndexOutOfBoundsException if there are no such pools or rows; nothing is written
   */
  void write(int firstPool, int count, FeatureMatrix out, int firstRow);
}
