package dev.spotwise.features;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * States and interruptions of the pools over the last {@link #LONGEST}, tick by tick, which the
 * groups of features about them share. At most 127 interruptions count per tick.
 */
final class StateRing {

  static final Duration LONGEST = Duration.ofDays(30);

  /** The longest window that rates are made over. */
  private static final Duration RATED = Duration.ofDays(14);

  static final short UNKNOWN = 0;
  static final short UP = 0x180;
  static final short DOWN = 0x80;

  /** What is left of a cell without its events; {@link #UNKNOWN} is 0. */
  private static final int STATE = UP;

  private static final int EVENTS = Byte.MAX_VALUE;

  private final TimeGrid grid;
  private final int pools;
  private final int slots;
  private final short[] cells;
  private final boolean[] watched;
  private final InterruptionRate rate;
  private int slot;
  private int seen;

  StateRing(MarketShape shape) {
    grid = new TimeGrid(Instant.EPOCH, Duration.ofSeconds(shape.stepSeconds()), 1);
    pools = shape.poolCount();
    slots = 1 + grid.steps(LONGEST);
    cells = new short[Math.multiplyExact(slots, pools)];
    watched = new boolean[pools];
    rate = new InterruptionRate(hoursPerStep(), grid.steps(RATED));
  }

  void advance(MarketTick tick) {
    seen++;
    slot = slot + 1 == slots ? 0 : slot + 1;
    int now = slot * pools;
    for (int pool = 0; pool < pools; pool++) {
      watched[pool] = tick.watched(pool);
      int events = Math.min(EVENTS, tick.interruptions(pool));
      cells[now + pool] = (short) (state(tick.availability(pool)) | events);
    }
  }

  private static short state(Availability availability) {
    return switch (availability) {
      case UP -> UP;
      case DOWN -> DOWN;
      case UNKNOWN -> UNKNOWN;
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

  /** Rates of interruptions on this ring's grid. */
  InterruptionRate rate() {
    return rate;
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

  /** Whether the cells of all pools are the same at two ticks, by where these begin. */
  boolean same(int first, int second) {
    return Arrays.equals(cells, first, first + pools, cells, second, second + pools);
  }

  /** State and events of one pool at one tick in one number. */
  short cell(int index) {
    return cells[index];
  }

  /** Events of a cell, in [0, 127]. */
  static int events(short cell) {
    return cell & EVENTS;
  }

  /** {@link #UP}, {@link #DOWN} or {@link #UNKNOWN}. */
  static short state(short cell) {
    return (short) (cell & STATE);
  }

  boolean watched(int pool) {
    return watched[pool];
  }
}
