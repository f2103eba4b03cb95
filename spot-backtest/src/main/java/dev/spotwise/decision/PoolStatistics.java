package dev.spotwise.decision;

import dev.spotwise.data.Availability;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How the pools of a market came and went over a window: how often each was lost and came back, and
 * which were lost together. Two pools are lost together if both are, no more than three minutes or
 * one tick apart, whichever is longer.
 *
 * <p>Rates are drawn towards those of all pools by the weight of two events, so that a pool that
 * was never lost is not thought safe for good. Immutable and thread-safe; O(pools^2) in memory.
 */
public final class PoolStatistics {

  private static final double PRIOR_EVENTS = 2;
  private static final long TOGETHER_SECONDS = 180;
  private static final double SECONDS_PER_HOUR = 3600;

  private final Instant until;
  private final int pools;
  private final double[] hoursUp;
  private final double[] hoursDown;
  private final int[] losses;
  private final int[] returns;
  private final int[] together;

  private ComingAndGoing comingAndGoing = ComingAndGoing.usual();

  private PoolStatistics(Instant until, int pools) {
    this.until = until;
    this.pools = pools;
    this.hoursUp = new double[pools];
    this.hoursDown = new double[pools];
    this.losses = new int[pools];
    this.returns = new int[pools];
    this.together = new int[Math.multiplyExact(pools, pools)];
  }

  /**
   * Measures a window. O(ticks x pools).
   *
   * @param window what to read, as far as the market's grid reaches
   */
  public static PoolStatistics of(Market market, TimeWindow window) {
    TimeGrid grid = market.grid();
    int from = grid.indexAtOrAfter(window.from());
    int to = grid.indexAtOrAfter(window.to());
    PoolStatistics statistics = new PoolStatistics(window.to(), market.shape().poolCount());
    statistics.measure(market.cursor(), from, to, grid.stepSeconds());
    statistics.follow(market.cursor(), from, to);
    return statistics;
  }

  private void measure(MarketCursor cursor, int from, int to, long stepSeconds) {
    MarketTick tick = cursor.tick();
    Availability[] before = new Availability[pools];
    Deque<long[]> recent = new ArrayDeque<>();
    long apart = Math.max(TOGETHER_SECONDS, stepSeconds);
    while (tick.index() + 1 < to && cursor.advance()) {
      if (tick.index() < from) {
        continue;
      }
      while (!recent.isEmpty() && recent.peekFirst()[1] < tick.epochSecond() - apart) {
        recent.removeFirst();
      }
      for (int pool = 0; pool < pools; pool++) {
        count(tick, pool, before[pool], stepSeconds / SECONDS_PER_HOUR);
        if (tick.index() > from && tick.interruptions(pool) > 0) {
          losses[pool]++;
          pair(recent, pool);
          recent.addLast(new long[] {pool, tick.epochSecond()});
        }
        before[pool] = tick.availability(pool);
      }
    }
  }

  private void follow(MarketCursor cursor, int from, int to) {
    PoolFollower follower = new PoolFollower(cursor.shape());
    while (cursor.tick().index() + 1 < to && cursor.advance()) {
      if (cursor.tick().index() >= from) {
        follower.advance(cursor.tick());
      }
    }
    comingAndGoing = follower.rates();
  }

  /** How capacity comes and goes for somebody who follows the cheapest pool. */
  ComingAndGoing comingAndGoing() {
    return comingAndGoing;
  }

  private void count(MarketTick tick, int pool, Availability before, double hours) {
    if (tick.availability(pool) == Availability.DOWN) {
      hoursDown[pool] += hours;
    } else if (tick.watched(pool)) {
      hoursUp[pool] += hours;
      returns[pool] += before == Availability.DOWN ? 1 : 0;
    }
  }

  private void pair(Deque<long[]> recent, int pool) {
    for (long[] other : recent) {
      if (other[0] != pool) {
        together[(int) other[0] * pools + pool]++;
        together[pool * pools + (int) other[0]]++;
      }
    }
  }

  /** Nothing at this instant or later was read. */
  public Instant until() {
    return until;
  }

  /** Losses per hour up; NaN if no pool was watched. */
  public double lossesPerHour(int pool) {
    return rate(losses, hoursUp, pool);
  }

  /** Returns per hour down; NaN if no pool was ever down. */
  public double returnsPerHour(int pool) {
    return rate(returns, hoursDown, pool);
  }

  private double rate(int[] events, double[] hours, int pool) {
    double allEvents = 0;
    double allHours = 0;
    for (int i = 0; i < pools; i++) {
      allEvents += events[i];
      allHours += hours[i];
    }
    if (!(allHours > 0)) {
      return Double.NaN;
    }
    double prior = Math.max(allEvents, 1) / allHours;
    return (events[pool] + PRIOR_EVENTS) / (hours[pool] + PRIOR_EVENTS / prior);
  }

  /**
   * Of the losses of a pool, the share at which another was lost with it, in [0, 1]; 1 for the pool
   * itself. Drawn towards the mean of all pairs by two losses.
   */
  public double lostTogether(int pool, int other) {
    if (pool == other) {
      return 1;
    }
    double pairs = 0;
    double chances = 0;
    for (int i = 0; i < pools; i++) {
      chances += losses[i] * (pools - 1.0);
      for (int j = 0; j < pools; j++) {
        pairs += i == j ? 0 : together[i * pools + j];
      }
    }
    double mean = chances > 0 ? Math.min(1, pairs / chances) : 0;
    double share =
        (together[pool * pools + other] + PRIOR_EVENTS * mean) / (losses[pool] + PRIOR_EVENTS);
    return Math.min(1, share);
  }
}
