package dev.spotwise.decision;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How the pools of a market came and went over a window: which were lost together, and how capacity
 * comes and goes for somebody who follows the cheapest. Two pools are lost together if both are, no
 * more than three minutes or one tick apart, whichever is longer.
 *
 * <p>Immutable and thread-safe; memory grows with the pools and with the pairs that were ever lost
 * together.
 */
public final class PoolStatistics {

  private static final double PRIOR_LOSSES = 2;
  private static final long TOGETHER_SECONDS = 180;

  private final Instant until;
  private final int pools;
  private final int[] losses;
  private final Map<Long, Integer> together = new HashMap<>();
  private final ComingAndGoing comingAndGoing;
  private double allLosses;
  private double allPairs;

  /** A loss that may turn out to be common. */
  private record Loss(int pool, long epochSecond) {}

  private PoolStatistics(Market market, TimeWindow window) {
    this.until = window.to();
    this.pools = market.shape().poolCount();
    this.losses = new int[pools];
    TimeGrid grid = market.grid();
    int from = grid.indexAtOrAfter(window.from());
    int to = grid.indexAtOrAfter(window.to());
    MarketCursor cursor = market.cursor();
    PoolFollower follower = new PoolFollower(market.shape());
    Deque<Loss> recent = new ArrayDeque<>();
    while (cursor.tick().index() + 1 < to && cursor.advance()) {
      if (cursor.tick().index() >= from) {
        follower.advance(cursor.tick());
      }
      if (cursor.tick().index() > from) {
        count(cursor.tick(), recent, Math.max(TOGETHER_SECONDS, grid.stepSeconds()));
      }
    }
    this.comingAndGoing = follower.rates();
  }

  /**
   * Measures a window. O(ticks x pools).
   *
   * @param window what to read, as far as the market's grid reaches
   */
  public static PoolStatistics of(Market market, TimeWindow window) {
    return new PoolStatistics(market, window);
  }

  private void count(MarketTick tick, Deque<Loss> recent, long apart) {
    while (!recent.isEmpty() && recent.peekFirst().epochSecond() < tick.epochSecond() - apart) {
      recent.removeFirst();
    }
    for (int pool = 0; pool < pools; pool++) {
      if (tick.interruptions(pool) > 0) {
        losses[pool]++;
        allLosses++;
        for (Loss other : recent) {
          if (other.pool() != pool) {
            together.merge(pair(other.pool(), pool), 1, Integer::sum);
            together.merge(pair(pool, other.pool()), 1, Integer::sum);
            allPairs += 2;
          }
        }
        recent.addLast(new Loss(pool, tick.epochSecond()));
      }
    }
  }

  private long pair(int pool, int other) {
    return (long) pool * pools + other;
  }

  /** Nothing at this instant or later was read. */
  public Instant until() {
    return until;
  }

  /** How capacity comes and goes for somebody who follows the cheapest pool. */
  ComingAndGoing comingAndGoing() {
    return comingAndGoing;
  }

  /**
   * Of the losses of a pool, the share at which another was lost with it, in [0, 1]; 1 for the pool
   * itself. Drawn towards the mean of all pairs by two losses.
   */
  public double lostTogether(int pool, int other) {
    if (pool == other) {
      return 1;
    }
    double chances = allLosses * (pools - 1.0);
    double mean = chances > 0 ? Math.min(1, allPairs / chances) : 0;
    int counted = together.getOrDefault(pair(pool, other), 0);
    return Math.min(1, (counted + PRIOR_LOSSES * mean) / (losses[pool] + PRIOR_LOSSES));
  }
}
