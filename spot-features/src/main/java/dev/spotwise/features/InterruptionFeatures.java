package dev.spotwise.features;

import dev.spotwise.data.MarketTick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a pool has been through: ages and counts of interruptions.
 *
 * <p>Ages are capped at 30 days. An age whose beginning was not seen is unknown until it has been
 * watched for that long, and the cap from then on: {@code hours_since_up} after a gap in what is
 * known of a pool starts anew and is NaN, as it is while the pool is not up. {@code
 * interruption_pressure_T} is {@code sum of e^(-age / T)} over the interruptions of the last 30
 * days, at most the newest 256 of them. Everything about interruptions is NaN for a pool that
 * nobody watches. At most 127 interruptions count per tick.
 */
final class InterruptionFeatures implements FeatureGroup {

  private static final List<Duration> COUNTED =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(30));

  private static final List<Duration> DECAYS = List.of(Duration.ofHours(3), Duration.ofHours(24));

  static final List<String> NAMES = names();

  private static final int FIRST_TICK = 1;
  private static final int NEVER = 0;

  private final StateRing ring;
  private final int longestAge;
  private final WindowCounts[] counts;
  private final double[][] decays;
  private final RecentTicks[] recent;
  private final int[] lastInterruption;
  private final int[] upSince;
  private final boolean[] sawComeUp;

  InterruptionFeatures(StateRing ring) {
    this.ring = ring;
    longestAge = ring.steps(StateRing.LONGEST);
    counts =
        COUNTED.stream().map(span -> WindowCounts.last(ring, span)).toArray(WindowCounts[]::new);
    decays = DECAYS.stream().map(this::decay).toArray(double[][]::new);
    recent = new RecentTicks[ring.pools()];
    Arrays.setAll(recent, pool -> new RecentTicks());
    lastInterruption = new int[ring.pools()];
    upSince = new int[ring.pools()];
    sawComeUp = new boolean[ring.pools()];
  }

  /** {@code e^(-age / span)} by age in steps. */
  private double[] decay(Duration span) {
    double stepsPerSpan = span.toSeconds() / (3600 * ring.hoursPerStep());
    double[] factors = new double[longestAge];
    Arrays.setAll(factors, age -> StrictMath.exp(-age / stepsPerSpan));
    return factors;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("hours_since_interruption", "hours_since_up"));
    COUNTED.forEach(span -> names.add("interruptions_" + Spans.name(span)));
    DECAYS.forEach(span -> names.add("interruption_pressure_" + Spans.name(span)));
    return List.copyOf(names);
  }

  @Override
  public void advance(MarketTick tick) {
    int before = ring.stripe(1);
    int now = ring.stripe(0);
    for (int pool = 0; pool < recent.length; pool++) {
      int events = StateRing.events(ring.cell(now + pool));
      if (events > 0) {
        lastInterruption[pool] = ring.seen();
        recent[pool].add(ring.seen(), events);
      }
      noteStart(pool, state(before + pool), state(now + pool));
    }
    for (WindowCounts window : counts) {
      window.advance();
    }
  }

  private short state(int index) {
    return StateRing.state(ring.cell(index));
  }

  private void noteStart(int pool, short before, short now) {
    if (now == StateRing.UP && before != StateRing.UP) {
      upSince[pool] = ring.seen();
      sawComeUp[pool] = before == StateRing.DOWN;
    }
  }

  @Override
  public void write(int pool, float[] out, int first) {
    int at = first;
    boolean watched = ring.watched(pool);
    boolean up = state(ring.stripe(0) + pool) == StateRing.UP;
    out[at++] = watched ? hoursSinceInterruption(pool) : Float.NaN;
    out[at++] = up ? hoursSinceUp(pool) : Float.NaN;
    for (WindowCounts window : counts) {
      out[at++] = watched ? window.events(pool) : Float.NaN;
    }
    for (double[] decay : decays) {
      double pressure = recent[pool].weighted(ring.seen(), decay);
      out[at++] = watched ? (float) pressure : Float.NaN;
    }
  }

  private float hoursSinceInterruption(int pool) {
    boolean known = lastInterruption[pool] != NEVER;
    return hours(ring.seen() - (known ? lastInterruption[pool] : FIRST_TICK), known);
  }

  private float hoursSinceUp(int pool) {
    return hours(ring.seen() - upSince[pool], sawComeUp[pool]);
  }

  /** A number of steps in hours; if that is only a lower bound, unknown until it is the cap. */
  private float hours(int steps, boolean exact) {
    if (steps >= longestAge) {
      return (float) (ring.hoursPerStep() * longestAge);
    }
    return exact ? (float) (ring.hoursPerStep() * steps) : Float.NaN;
  }
}
