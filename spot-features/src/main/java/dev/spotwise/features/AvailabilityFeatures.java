package dev.spotwise.features;

import dev.spotwise.data.MarketTick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How steadily a pool was up over windows from half an hour to two weeks, and at the same time of
 * day before: from 30 min before it to 90 min after it ({@code 14d}), or from 2 h before to 3 h
 * after ({@code 7d}).
 *
 * <p>{@code hours_in_state}: how long it has been up, or down, at least: counted from the first
 * tick where the change was not seen, capped at 30 days. {@code up_share_W}: share of the window's
 * ticks up. {@code interruption_rate_W}: {@link InterruptionRate#log} over the window. {@code
 * same_time_interruptions_14d} is their mean number a day. Only ticks at which the state is known
 * count; NaN if there are none.
 */
final class AvailabilityFeatures implements FeatureGroup {

  static final List<Duration> WINDOWS =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofDays(2),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(14));

  static final List<String> NAMES = names();

  private final StateRing ring;
  private final int longestAge;
  private final int[] changed;
  private final WindowCounts[] windows;
  private final WindowCounts narrow;
  private final WindowCounts wide;

  AvailabilityFeatures(StateRing ring) {
    this.ring = ring;
    this.longestAge = ring.steps(StateRing.LONGEST);
    this.changed = new int[ring.pools()];
    this.windows =
        WINDOWS.stream().map(span -> WindowCounts.last(ring, span)).toArray(WindowCounts[]::new);
    this.narrow = WindowCounts.sameTime(ring, 14, Duration.ofMinutes(30), Duration.ofMinutes(90));
    this.wide = WindowCounts.sameTime(ring, 7, Duration.ofHours(2), Duration.ofHours(3));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("hours_in_state"));
    WINDOWS.forEach(span -> names.add("up_share_" + Spans.name(span)));
    WINDOWS.forEach(span -> names.add("interruption_rate_" + Spans.name(span)));
    names.add("same_time_up_share_14d");
    names.add("same_time_interruptions_14d");
    names.add("same_time_interruption_rate_7d");
    return List.copyOf(names);
  }

  @Override
  public void advance(MarketTick tick) {
    int now = ring.stripe(0);
    int before = ring.stripe(1);
    for (int pool = 0; pool < changed.length; pool++) {
      if (ring.seen() == 1 || state(now + pool) != state(before + pool)) {
        changed[pool] = ring.seen();
      }
    }
    for (WindowCounts window : windows) {
      window.advance();
    }
    narrow.advance();
    wide.advance();
  }

  @Override
  public void write(int pool, float[] out, int first) {
    int at = first;
    boolean known = state(ring.stripe(0) + pool) != StateRing.UNKNOWN;
    int age = Math.min(longestAge, ring.seen() - changed[pool]);
    out[at++] = known ? (float) (age * ring.hoursPerStep()) : Float.NaN;
    for (WindowCounts window : windows) {
      out[at++] = (float) window.upShare(pool);
    }
    for (WindowCounts window : windows) {
      out[at++] = window.logRate(pool);
    }
    out[at++] = (float) narrow.upShare(pool);
    out[at++] = (float) narrow.eventsPerStretch(pool);
    out[at] = wide.logRate(pool);
  }

  private short state(int index) {
    return StateRing.state(ring.cell(index));
  }
}
