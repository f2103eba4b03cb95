package dev.spotwise.features;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a pool has been through: ages, counts of interruptions, share of time up.
 *
 * <p>Ages are capped at {@link #LONGEST_AGE}. An age whose beginning was not seen is unknown until
 * it has been watched for that long, and the cap from then on: {@code hours_since_up} after a gap
 * in what is known of a pool starts anew and is NaN, as it is while the pool is not up. Everything
 * about interruptions is NaN for a pool that nobody watches. A share of time up is that of the
 * ticks at which the state is known, NaN if there are none. At most 127 interruptions count per
 * tick.
 */
final class InterruptionFeatures implements FeatureGroup {

  static final List<String> NAMES =
      List.of(
          "hours_since_interruption",
          "hours_since_up",
          "interruptions_3h",
          "interruptions_24h",
          "interruptions_7d",
          "interruptions_30d",
          "up_share_3h",
          "up_share_24h",
          "up_share_7d");

  static final Duration LONGEST_AGE = Duration.ofDays(30);

  private static final List<Duration> COUNTED =
      List.of(Duration.ofHours(3), Duration.ofHours(24), Duration.ofDays(7), LONGEST_AGE);

  /** Windows, the first of {@link #COUNTED}, in which the time up is measured too. */
  private static final int SHARES = 3;

  private static final int FIRST_TICK = 1;
  private static final int NEVER = 0;
  private static final byte UP = 1;
  private static final byte DOWN = 2;

  private final int pools;
  private final double hoursPerStep;
  private final int longestAge;
  private final int[] windowSteps;
  private final int slots;
  private final byte[] eventRing;
  private final byte[] stateRing;
  private final int[][] counts;
  private final int[][] upTicks;
  private final int[][] knownTicks;
  private final int[] lastInterruption;
  private final int[] upSince;
  private final boolean[] sawComeUp;
  private final boolean[] watched;
  private int slot;
  private int seen;

  InterruptionFeatures(MarketShape shape) {
    pools = shape.poolCount();
    hoursPerStep = shape.stepSeconds() / 3600.0;
    TimeGrid grid = new TimeGrid(Instant.EPOCH, Duration.ofSeconds(shape.stepSeconds()), 1);
    longestAge = grid.steps(LONGEST_AGE);
    windowSteps = COUNTED.stream().mapToInt(grid::steps).toArray();
    slots = 1 + Arrays.stream(windowSteps).max().orElse(0);
    eventRing = new byte[Math.multiplyExact(slots, pools)];
    stateRing = new byte[eventRing.length];
    counts = new int[windowSteps.length][pools];
    upTicks = new int[SHARES][pools];
    knownTicks = new int[SHARES][pools];
    lastInterruption = new int[pools];
    upSince = new int[pools];
    sawComeUp = new boolean[pools];
    watched = new boolean[pools];
  }

  @Override
  public void advance(MarketTick tick) {
    seen++;
    int before = slot * pools;
    slot = slot + 1 == slots ? 0 : slot + 1;
    int now = slot * pools;
    for (int pool = 0; pool < pools; pool++) {
      watched[pool] = tick.watched(pool);
      int events = Math.min(Byte.MAX_VALUE, tick.interruptions(pool));
      eventRing[now + pool] = (byte) events;
      if (events > 0) {
        lastInterruption[pool] = seen;
      }
      stateRing[now + pool] = state(tick.availability(pool));
      noteStart(pool, stateRing[before + pool], stateRing[now + pool]);
    }
    for (int window = 0; window < counts.length; window++) {
      count(counts[window], now, stripe(windowSteps[window]));
    }
    for (int window = 0; window < SHARES; window++) {
      countStates(upTicks[window], knownTicks[window], now, stripe(windowSteps[window]));
    }
  }

  private static byte state(Availability availability) {
    return switch (availability) {
      case UP -> UP;
      case DOWN -> DOWN;
      case UNKNOWN -> 0;
    };
  }

  private void noteStart(int pool, byte before, byte now) {
    if (now == UP && before != UP) {
      upSince[pool] = seen;
      sawComeUp[pool] = before == DOWN;
    }
  }

  private int stripe(int steps) {
    int back = slot - steps;
    return (back < 0 ? back + slots : back) * pools;
  }

  private void count(int[] sums, int newest, int leaving) {
    for (int pool = 0; pool < pools; pool++) {
      sums[pool] += eventRing[newest + pool] - eventRing[leaving + pool];
    }
  }

  private void countStates(int[] up, int[] known, int newest, int leaving) {
    for (int pool = 0; pool < pools; pool++) {
      byte added = stateRing[newest + pool];
      byte removed = stateRing[leaving + pool];
      up[pool] += (added & UP) - (removed & UP);
      known[pool] += (added == 0 ? 0 : 1) - (removed == 0 ? 0 : 1);
    }
  }

  @Override
  public void write(int pool, FeatureMatrix out, int row, int firstColumn) {
    int column = firstColumn;
    boolean up = stateRing[slot * pools + pool] == UP;
    out.set(row, column++, watched[pool] ? hoursSinceInterruption(pool) : Float.NaN);
    out.set(row, column++, up ? hoursSinceUp(pool) : Float.NaN);
    for (int[] sums : counts) {
      out.set(row, column++, watched[pool] ? sums[pool] : Float.NaN);
    }
    for (int window = 0; window < SHARES; window++) {
      out.set(row, column++, share(upTicks[window][pool], knownTicks[window][pool]));
    }
  }

  private static float share(int up, int known) {
    return known == 0 ? Float.NaN : (float) ((double) up / known);
  }

  private float hoursSinceInterruption(int pool) {
    boolean known = lastInterruption[pool] != NEVER;
    return hours(known ? seen - lastInterruption[pool] : seen - FIRST_TICK, known);
  }

  private float hoursSinceUp(int pool) {
    return hours(seen - upSince[pool], sawComeUp[pool]);
  }

  /** A number of steps in hours; if that is only a lower bound, unknown until it is the cap. */
  private float hours(int steps, boolean exact) {
    if (steps >= longestAge) {
      return (float) (hoursPerStep * longestAge);
    }
    return exact ? (float) (hoursPerStep * steps) : Float.NaN;
  }
}
