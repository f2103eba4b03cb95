package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import java.time.Duration;
import java.util.BitSet;
import java.util.Locale;

/**
 * Sees a market tick by tick and remembers what decisions read of its last day: in which share of
 * the ticks whose state is known each pool was up, and how long it has lasted of late.
 *
 * <p>O(pools) a tick; holds two bits per pool and tick of a day. Not thread-safe; its views are.
 */
public final class MarketObserver {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final Duration MEMORY = Duration.ofHours(24);

  private final MarketShape shape;
  private final int length;
  private final BitSet up = new BitSet();
  private final BitSet known = new BitSet();
  private final int[] ticksUp;
  private final int[] ticksKnown;
  private final RenewalRecord record;
  private final boolean[] launchable;
  private final double[] hoursInState;
  private final double stepHours;
  private boolean begun;
  private int place;

  /** An observer that has seen nothing. */
  public MarketObserver(MarketShape shape) {
    this.shape = requireNonNull(shape, "shape");
    this.length = (int) Math.max(1, MEMORY.toSeconds() / shape.stepSeconds());
    this.ticksUp = new int[shape.poolCount()];
    this.ticksKnown = new int[shape.poolCount()];
    this.launchable = new boolean[shape.poolCount()];
    this.hoursInState = new double[shape.poolCount()];
    this.stepHours = shape.stepSeconds() / SECONDS_PER_HOUR;
    this.record = new RenewalRecord(shape.poolCount(), shape.stepSeconds());
  }

  /**
   * Sees the next tick.
   *
   * @throws IllegalArgumentException if it has another number of pools
   */
  public void advance(MarketTick tick) {
    requireSame(tick);
    for (int pool = 0; pool < ticksUp.length; pool++) {
      int at = pool * length + place;
      Availability state = tick.availability(pool);
      ticksUp[pool] += replace(up, at, state == Availability.UP);
      ticksKnown[pool] += replace(known, at, state != Availability.UNKNOWN);
    }
    place = (place + 1) % length;
    record.advance(tick);
    for (int pool = 0; pool < launchable.length; pool++) {
      boolean now = tick.launchable(pool);
      boolean same = begun && now == launchable[pool] && !(now && tick.interruptions(pool) > 0);
      hoursInState[pool] = same ? hoursInState[pool] + stepHours : 0;
      launchable[pool] = now;
    }
    begun = true;
  }

  private static int replace(BitSet bits, int at, boolean value) {
    int before = bits.get(at) ? 1 : 0;
    bits.set(at, value);
    return (value ? 1 : 0) - before;
  }

  /** What decisions may read at a tick, the last one seen. */
  public MarketView view(MarketTick tick) {
    requireSame(tick);
    double[] share = new double[ticksUp.length];
    for (int pool = 0; pool < share.length; pool++) {
      share[pool] = (double) ticksUp[pool] / ticksKnown[pool];
    }
    return new MarketView(shape, tick, share, record.laws(), hoursInState.clone());
  }

  private void requireSame(MarketTick tick) {
    if (shape.poolCount() != tick.poolCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tick must have %d pools but had %d",
              shape.poolCount(),
              tick.poolCount()));
    }
  }
}
