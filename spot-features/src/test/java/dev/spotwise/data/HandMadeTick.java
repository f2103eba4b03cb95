package dev.spotwise.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A tick that no {@link Market} has: a price series is never unknown again once it is known, but a
 * tick may be.
 */
public final class HandMadeTick {

  /** Seconds between interruptions that are no single pool event. */
  private static final long APART = 200;

  private final MarketShape shape;
  private final MarketTick tick;
  private final List<Optional<AvailabilitySeries>> states = new ArrayList<>();
  private final List<Optional<InterruptionSeries>> events = new ArrayList<>();

  public HandMadeTick(MarketShape shape, long epochSecond, double baselineDiscountPercent) {
    this.shape = shape;
    tick = new MarketTick(shape.poolCount());
    tick.epochSecond = epochSecond;
    tick.baselineDiscountPercent = baselineDiscountPercent;
  }

  /** Fills in the next pool; interruptions that the step is too short for are left out. */
  public HandMadeTick add(long microUsd, Availability state, int interruptions) {
    long most = 1 + (shape.stepSeconds() - 1) / APART;
    long[] seconds = new long[(int) Math.min(most, interruptions)];
    Arrays.setAll(seconds, event -> tick.epochSecond - APART * event);
    int pool = states.size();
    tick.microUsd[pool] = microUsd;
    tick.availability[pool] = state;
    tick.interruptions[pool] = seconds.length;
    tick.watched[pool] = true;
    states.add(Optional.of(new AvailabilitySeries.Builder().add(tick.epochSecond, state).build()));
    events.add(Optional.of(InterruptionSeries.of(seconds)));
    return this;
  }

  /** The tick, once all pools are filled in. */
  public MarketTick tick() {
    TimeGrid grid =
        new TimeGrid(
            Instant.ofEpochSecond(tick.epochSecond), Duration.ofSeconds(shape.stepSeconds()), 1);
    SiblingCounts siblings =
        new SiblingCounts(SiblingGroups.of(grid, shape.pools(), states, events), 0);
    siblings.advance(0);
    tick.siblings = Optional.of(siblings);
    return tick;
  }
}
