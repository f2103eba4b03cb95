package dev.spotwise.features;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;

/**
 * States and interruptions of the pools over the last {@link #LONGEST}, tick by tick, which the
 * groups of features about them share. At most 127 interruptions count per tick.
 */
final class StateRing {

  static final Duration LONGEST = Duration.ofDays(30);

  static final byte UP = 1;
  static final byte DOWN = 2;

  private final TimeGrid grid;
  private final int pools;
  private final int slots;
  private final byte[] events;
  private final byte[] states;
  private final boolean[] watched;
  private int slot;
  private int seen;

  StateRing(MarketShape shape) {
    grid = new TimeGrid(Instant.EPOCH, Duration.ofSeconds(shape.stepSeconds()), 1);
    pools = shape.poolCount();
    slots = 1 + grid.steps(LONGEST);
    events = new byte[Math.multiplyExact(slots, pools)];
    states = new byte[events.length];
    watched = new boolean[pools];
  }

  void advance(MarketTick tick) {
    seen++;
    slot = slot + 1 == slots ? 0 : slot + 1;
    int now = slot * pools;
    for (int pool = 0; pool < pools; pool++) {
      watched[pool] = tick.watched(pool);
      events[now + pool] = (byte) Math.min(Byte.MAX_VALUE, tick.interruptions(pool));
      states[now + pool] = state(tick.availability(pool));
    }
  }

  private static byte state(Availability availability) {
    return switch (availability) {
      case UP -> UP;
      case DOWN -> DOWN;
      case UNKNOWN -> 0;
    };
  }

  int pools() {
    return pools;
  }

  /** A span in steps. */
  int steps(Duration span) {
    return grid.steps(span);
  }

  double hoursPerStep() {
    return grid.stepSeconds() / 3600.0;
  }

  /** Ticks so far, the current one included. */
  int seen() {
    return seen;
  }

  /** Where the cells of some steps ago begin; those before the first tick are empty. */
  int stripe(int stepsAgo) {
    int back = slot - stepsAgo;
    return (back < 0 ? back + slots : back) * pools;
  }

  byte events(int cell) {
    return events[cell];
  }

  /** {@link #UP}, {@link #DOWN} or 0 for unknown. */
  byte state(int cell) {
    return states[cell];
  }

  boolean watched(int pool) {
    return watched[pool];
  }
}
