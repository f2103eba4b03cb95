package dev.spotwise.data;

/**
 * A tick that no {@link Market} has: a price series is never unknown again once it is known, but a
 * tick may be.
 */
public final class HandMadeTick {

  private final MarketTick tick;

  public HandMadeTick(long epochSecond, double baselineDiscountPercent, int poolCount) {
    tick = new MarketTick(poolCount);
    tick.epochSecond = epochSecond;
    tick.baselineDiscountPercent = baselineDiscountPercent;
  }

  public void set(int pool, long microUsd, Availability state, int interruptions) {
    tick.microUsd[pool] = microUsd;
    tick.availability[pool] = state;
    tick.interruptions[pool] = interruptions;
    tick.watched[pool] = true;
  }

  public MarketTick tick() {
    return tick;
  }
}
