package dev.spotwise.data;

import java.util.Optional;

/**
 * Walks a {@link Market} tick by tick, forwards only, over some of its pools.
 *
 * <p>O(changes) over a walk and O(pools) per tick, no allocation. Not thread-safe.
 */
public final class MarketCursor {

  private final Market market;
  private final MarketShape shape;
  private final int first;
  private final Optional<SiblingCounts> siblings;
  private final MarketTick tick;
  private final int[] nextPrice;
  private final int[] nextState;
  private final int[] nextInterruption;

  MarketCursor(Market market, int first, int count) {
    this.market = market;
    this.shape = market.shape().partition(first, count);
    this.first = first;
    this.siblings = market.siblings().map(groups -> new SiblingCounts(groups, first));
    this.tick = new MarketTick(count);
    tick.siblings = siblings;
    market.advisor().ifPresent(this::tell);
    this.nextPrice = new int[count];
    this.nextState = new int[count];
    this.nextInterruption = new int[count];
    for (int pool = 0; pool < count; pool++) {
      tick.watched[pool] = market.interruptions(first + pool).isPresent();
    }
    skipBefore(market.grid().epochSecond(-1));
  }

  private void tell(AdvisorShares advisor) {
    tick.advisorSecond = advisor.asOf().getEpochSecond();
    double[] shares = advisor.of(shape.pools());
    System.arraycopy(shares, 0, tick.advisorShare, 0, shares.length);
  }

  /** The pools of this cursor. */
  public MarketShape shape() {
    return shape;
  }

  /** The current tick; the same object after every step. */
  public MarketTick tick() {
    return tick;
  }

  /** Goes to the next tick; false, and no change, after the last. */
  public boolean advance() {
    if (tick.index + 1 >= market.grid().length()) {
      return false;
    }
    tick.index++;
    tick.epochSecond = market.grid().epochSecond(tick.index);
    tick.baselineDiscountPercent = market.baselineDiscountPercent(tick.index);
    if (siblings.isPresent()) {
      siblings.get().advance(tick.index);
    }
    for (int pool = 0; pool < tick.poolCount(); pool++) {
      movePrice(pool);
      moveState(pool);
      tick.interruptions[pool] = countInterruptions(pool, tick.epochSecond);
    }
    return true;
  }

  private void movePrice(int pool) {
    PriceSeries series = market.prices(first + pool);
    int next = nextPrice[pool];
    if (next < series.size() && series.epochSecond(next) <= tick.epochSecond) {
      do {
        next++;
      } while (next < series.size() && series.epochSecond(next) <= tick.epochSecond);
      tick.microUsd[pool] = series.microUsd(next - 1);
      nextPrice[pool] = next;
    }
  }

  private void moveState(int pool) {
    Optional<AvailabilitySeries> known = market.availability(first + pool);
    if (known.isEmpty()) {
      return;
    }
    AvailabilitySeries series = known.get();
    int next = nextState[pool];
    while (next < series.size() && series.epochSecond(next) <= tick.epochSecond) {
      tick.availability[pool] = series.state(next++);
    }
    nextState[pool] = next;
  }

  private int countInterruptions(int pool, long until) {
    Optional<InterruptionSeries> known = market.interruptions(first + pool);
    if (known.isEmpty()) {
      return 0;
    }
    InterruptionSeries series = known.get();
    int next = nextInterruption[pool];
    int from = next;
    while (next < series.size() && series.epochSecond(next) <= until) {
      next++;
    }
    nextInterruption[pool] = next;
    return next - from;
  }

  private void skipBefore(long epochSecond) {
    for (int pool = 0; pool < tick.poolCount(); pool++) {
      countInterruptions(pool, epochSecond);
    }
  }
}
