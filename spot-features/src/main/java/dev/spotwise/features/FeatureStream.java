package dev.spotwise.features;

import dev.spotwise.data.MarketTick;

/**
 * The features of some pools as time goes by. O(1) per pool and tick; no allocation after opening.
 * Not thread-safe.
 */
public interface FeatureStream {

  /** Takes the next tick. Ticks come in order and without gaps, a step apart. */
  void advance(MarketTick tick);

  /**
   * Writes the features as of the last tick, one row per pool.
   *
   * @param firstPool first pool to write, as numbered in the shape
   * @param count number of pools, &gt;= 0
   * @param out matrix of this extractor's schema
   * @param firstRow row of {@code firstPool} in {@code out}; the others follow
   * @throws IllegalStateException before the first tick
   */
  void write(int firstPool, int count, FeatureMatrix out, int firstRow);
}
