package dev.spotwise.data.synthetic;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The best forecast that a user's data allows, in a world whose pools share nothing: the exact
 * probability of every hidden state given the prices, interruptions and availability seen so far,
 * by forward recursion over the grid of states (Baum and Petrie 1966, doi:10.1214/aoms/1177699147;
 * the filter of a hidden Markov model). It knows the world's settings, which no user does, but
 * nothing of what is hidden; so it is the ceiling that a learned forecast is held against.
 *
 * <p>Fed with every tick of the world's own grid, from the first, as a feature stream is. O(states)
 * per pool and tick. Not thread-safe.
 */
public final class PressureFilter {

  private static final double MICRO = 1e6;

  private final MarketShape shape;
  private final List<Belief> beliefs;
  private int ticks;

  private PressureFilter(MarketShape shape, List<Belief> beliefs) {
    this.shape = shape;
    this.beliefs = beliefs;
  }

  /**
   * A filter that has seen nothing yet.
   *
   * @param world a world whose pools share nothing
   * @param shape pools of the world, at the world's step
   * @throws IllegalArgumentException if the pools share something, or it is another market's shape
   */
  public static PressureFilter of(CalibratedWorld world, MarketShape shape) {
    if (!world.settings().isIndependent()) {
      throw new IllegalArgumentException(
          "pools must share nothing but have a family-weight or zone-weight above 0");
    }
    long step = world.pools().step().toSeconds();
    if (shape.stepSeconds() != step) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "step must be the world's, %d s, but was %d s",
              step,
              shape.stepSeconds()));
    }
    List<Belief> beliefs = new ArrayList<>();
    for (CapacityPool pool : shape.pools()) {
      world.pools().requireType(pool);
      beliefs.add(new Belief(world.model(pool)));
    }
    return new PressureFilter(shape, beliefs);
  }

  /**
   * Learns from a tick.
   *
   * @throws IllegalArgumentException if it is not the next one
   */
  public void advance(MarketTick tick) {
    if (tick.index() != ticks || tick.poolCount() != shape.poolCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "tick must be number %d of %d pools but was number %d of %d",
              ticks,
              shape.poolCount(),
              tick.index(),
              tick.poolCount()));
    }
    for (int pool = 0; pool < beliefs.size(); pool++) {
      beliefs.get(pool).advance(tick, pool);
    }
    ticks++;
  }

  /**
   * The probability of at least one pool event in the next {@code steps} steps, given all ticks so
   * far.
   *
   * @param pool index in the shape
   * @param steps at least 1
   */
  public double interruptionProbability(int pool, int steps) {
    requireSteps(steps);
    return 1 - beliefs.get(pool).survival(steps);
  }

  /** The conditional mean of the price in {@code steps} steps, USD per instance-hour. */
  public double meanUsdPerHour(int pool, int steps) {
    requireSteps(steps);
    return beliefs.get(pool).meanMicroUsd(steps) / MICRO;
  }

  private void requireSteps(int steps) {
    if (steps < 1 || ticks == 0) {
      throw new IllegalArgumentException(
          "steps must be >= 1, after at least one tick, but was " + steps);
    }
  }
}
