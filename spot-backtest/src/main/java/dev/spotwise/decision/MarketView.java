package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;

/**
 * What decisions read of a market at one tick, and of the day before it. Made by a {@link
 * MarketObserver}. Immutable and thread-safe.
 */
public final class MarketView {

  private final MarketShape shape;
  private final int index;
  private final long epochSecond;
  private final double baselineDiscountPercent;
  private final long[] microUsd;
  private final boolean[] launchable;
  private final double[] availableShare;
  private final RenewalRecord.Laws record;
  private final double[] hoursInState;

  MarketView(
      MarketShape shape,
      MarketTick tick,
      double[] availableShare,
      RenewalRecord.Laws record,
      double[] hoursInState) {
    this.shape = requireNonNull(shape, "shape");
    this.availableShare = availableShare;
    this.record = record;
    this.hoursInState = hoursInState;
    index = tick.index();
    epochSecond = tick.epochSecond();
    baselineDiscountPercent = tick.baselineDiscountPercent();
    microUsd = new long[tick.poolCount()];
    launchable = new boolean[tick.poolCount()];
    for (int pool = 0; pool < microUsd.length; pool++) {
      microUsd[pool] = tick.microUsd(pool);
      launchable[pool] = tick.launchable(pool);
    }
  }

  MarketShape shape() {
    return shape;
  }

  int index() {
    return index;
  }

  long epochSecond() {
    return epochSecond;
  }

  double baselineDiscountPercent() {
    return baselineDiscountPercent;
  }

  long microUsd(int pool) {
    return microUsd[pool];
  }

  boolean launchable(int pool) {
    return launchable[pool];
  }

  double survivalByRecord(int pool, double hours) {
    return record.survival(pool, hours);
  }

  double hoursInState(int pool) {
    return hoursInState[pool];
  }

  double availableShare(int pool) {
    return availableShare[pool];
  }
}
