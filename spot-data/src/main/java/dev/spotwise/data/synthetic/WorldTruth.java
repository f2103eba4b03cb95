package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;

/**
 * What a generated world knows of itself: the bound that no forecast from prices and events can be
 * expected to pass. For evaluation alone; no feature and no policy may read it.
 *
 * <p>Ticks are indexes of the world's own grid, {@link WorldPools#grid()}. A horizon is a number of
 * its steps. "Given an origin" is given all that the world is at that tick, hidden or not, and
 * nothing of what comes after it. Thread-safe.
 */
public interface WorldTruth {

  /**
   * The hazard of a step: the probability that a pool event falls into {@code (tick - 1, tick]}, as
   * the world drew it; 0 where nothing can happen because the pool is down.
   *
   * @param pool a pool of the world
   * @param tick in [1, length)
   * @throws IllegalArgumentException if the world has no such pool or tick
   */
  double hazard(CapacityPool pool, int tick);

  /**
   * The probability of at least one pool event in {@code (origin, origin + steps]}, given the
   * origin.
   *
   * @param origin in [0, length)
   * @param steps at least 1; may reach past the end of the grid
   */
  double interruptionProbability(CapacityPool pool, int origin, int steps);

  /**
   * The conditional mean of the price at {@code origin + steps}, USD per instance-hour, given the
   * origin.
   *
   * @param origin in [0, length)
   * @param steps at least 1; may reach past the end of the grid
   */
  double meanUsdPerHour(CapacityPool pool, int origin, int steps);
}
