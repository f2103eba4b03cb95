package dev.spotwise.features;

import java.time.Duration;

/**
 * Exact counts over a stretch of ticks of a {@link StateRing}, or several stretches together, that
 * moves with the ring; per pool: interruptions, ticks up, ticks whose state is known.
 */
final class WindowCounts {

  private static final Duration DAY = Duration.ofDays(1);

  private final StateRing ring;
  private final int[] newest;
  private final int[] oldest;
  private final int[] events;
  private final int[] up;
  private final int[] known;

  private WindowCounts(StateRing ring, int[] newest, int[] oldest) {
    this.ring = ring;
    this.newest = newest;
    this.oldest = oldest;
    this.events = new int[ring.pools()];
    this.up = new int[ring.pools()];
    this.known = new int[ring.pools()];
  }

  /** The last span, the current tick included. */
  static WindowCounts last(StateRing ring, Duration span) {
    return new WindowCounts(ring, new int[] {0}, new int[] {ring.steps(span)});
  }

  /**
   * A stretch around this time of day on each of some days before. Where steps are so long that
   * yesterday's would reach past the present, it ends now: it never looks ahead.
   */
  static WindowCounts sameTime(StateRing ring, int days, Duration before, Duration after) {
    int[] newest = new int[days];
    int[] oldest = new int[days];
    for (int day = 0; day < days; day++) {
      int ago = ring.steps(DAY.multipliedBy(day + 1L));
      newest[day] = Math.max(0, ago - ring.steps(after));
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
    for (int pool = 0; pool < events.length; pool++) {
      events[pool] += ring.events(added + pool) - ring.events(removed + pool);
      byte came = ring.state(added + pool);
      byte left = ring.state(removed + pool);
      up[pool] += (came & StateRing.UP) - (left & StateRing.UP);
      known[pool] += (came == 0 ? 0 : 1) - (left == 0 ? 0 : 1);
    }
  }

  int events(int pool) {
    return events[pool];
  }

  /** Ticks of the stretches together. */
  int length() {
    int length = 0;
    for (int stretch = 0; stretch < newest.length; stretch++) {
      length += oldest[stretch] - newest[stretch];
    }
    return length;
  }

  int stretches() {
    return newest.length;
  }

  int known(int pool) {
    return known[pool];
  }

  /** Share of the known ticks up; NaN if none is known. */
  double upShare(int pool) {
    return known[pool] == 0 ? Double.NaN : (double) up[pool] / known[pool];
  }

  /** As {@link InterruptionRate#log}; NaN if no state is known. */
  double logRate(int pool) {
    return known[pool] == 0
        ? Double.NaN
        : InterruptionRate.log(events[pool], up[pool] * ring.hoursPerStep());
  }
}
