package dev.spotwise.decision;

import dev.spotwise.data.MarketTick;

/** What decisions read of a tick, kept while the cursor that made the tick moves on. Immutable. */
final class TickCopy {

  private final int index;
  private final long epochSecond;
  private final double baselineDiscountPercent;
  private final long[] microUsd;
  private final boolean[] launchable;

  TickCopy(MarketTick tick) {
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
}
