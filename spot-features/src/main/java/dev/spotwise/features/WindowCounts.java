package dev.spotwise.features;

import java.time.Duration;

/**
 * Exact counts over a stretch of ticks of a {@link StateRing}, or several stretches together, that
 * moves with the ring; per pool: interruptions, those at ticks whose state is known, such ticks,
 * ticks up. O(1) per pool and tick, and one comparison of two stripes where nothing changes.
 */
final class WindowCounts {

  private static final Duration DAY = Duration.ofDays(1);

  private final StateRing ring;
  private final int[] newest;
  private final int[] oldest;
  private final int[] events;
  private final int[] eventsKnown;
  private final int[] up;
  private final int[] known;

  private WindowCounts(StateRing ring, int[] newest, int[] oldest) {
    this.ring = ring;
    this.newest = newest;
    this.oldest = oldest;
    this.events = new int[ring.pools()];
    this.eventsKnown = new int[ring.pools()];
    this.up = new int[ring.pools()];
    this.known = new int[ring.pools()];
  }

  /** The last span, the current tick included. */
  static WindowCounts last(StateRing ring, Duration span) {
    return new WindowCounts(ring, new int[] {0}, new int[] {ring.steps(span)});
  }

  /**
   * A stretch around this time of day on each of some days before, all of the same length. Spans
   * are rounded to whole steps and are no longer than a day, so that none reaches past the present.
   *
   * @param days how many days before, the first being yesterday
   * @param before how long before this time a stretch begins, that instant excluded
   * @param after how long after this time it ends, that instant included; less than a day
   */
  static WindowCounts sameTime(StateRing ring, int days, Duration before, Duration after) {
    int[] newest = new int[days];
    int[] oldest = new int[days];
    for (int day = 0; day < days; day++) {
      int ago = ring.steps(DAY.multipliedBy(day + 1L));
      newest[day] = ago - ring.steps(after);
      oldest[day] = ago + ring.steps(before);
    }
    return new WindowCounts(ring, newest, oldest);
  }

  /** After the ring has taken the next tick. */
  void advance() {
    for (int stretch = 0; stretch < newest.length; stretch++) {
      advance(ring.stripe(newest[stretch]), ring.stripe(oldest[stretch]));
    }
  }

  private void advance(int added, int removed) {
    if (ring.same(added, removed)) {
      return;
    }
    for (int pool = 0; pool < events.length; pool++) {
      short came = ring.cell(added + pool);
      short left = ring.cell(removed + pool);
      if (came != left) {
        add(pool, came, 1);
        add(pool, left, -1);
      }
    }
  }

  private void add(int pool, short cell, int sign) {
    int number = sign * StateRing.events(cell);
    events[pool] += number;
    short state = StateRing.state(cell);
    if (state != StateRing.UNKNOWN) {
      eventsKnown[pool] += number;
      known[pool] += sign;
      up[pool] += state == StateRing.UP ? sign : 0;
    }
  }

  int events(int pool) {
    return events[pool];
  }

  /** Share of the known ticks up; NaN if none is known. */
  double upShare(int pool) {
    return known[pool] == 0 ? Double.NaN : (double) up[pool] / known[pool];
  }

  /** As {@link InterruptionRate#log}, of the known ticks; NaN if none is known. */
  float logRate(int pool) {
    return known[pool] == 0 ? Float.NaN : ring.rate().log(eventsKnown[pool], up[pool]);
  }

  /** Interruptions per stretch, going by the known ticks; NaN if none is known. */
  double eventsPerStretch(int pool) {
    int ticksPerStretch = oldest[0] - newest[0];
    return known[pool] == 0
        ? Double.NaN
        : (double) eventsKnown[pool] * ticksPerStretch / known[pool];
  }
}
