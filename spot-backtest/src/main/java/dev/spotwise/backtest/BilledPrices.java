package dev.spotwise.backtest;

import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.decision.BillingRules.PriceBasis;
import java.util.Arrays;

/** The prices that running is charged at, tick by tick. Not thread-safe. */
final class BilledPrices {

  private static final int SECONDS_PER_HOUR = 3600;

  private final PriceBasis basis;
  private final long fromSecond;
  private final long[] microUsd;
  private long hour = -1;

  /** Prices of a replay that begins at {@code fromSecond}. */
  BilledPrices(PriceBasis basis, int poolCount, long fromSecond) {
    this.basis = basis;
    this.fromSecond = fromSecond;
    this.microUsd = new long[poolCount];
  }

  void advance(MarketTick tick) {
    long now = Math.floorDiv(tick.epochSecond() - fromSecond, SECONDS_PER_HOUR);
    if (basis == PriceBasis.IN_EFFECT || now != hour) {
      Arrays.fill(microUsd, MicroUsd.UNKNOWN);
      hour = now;
    }
    for (int pool = 0; pool < microUsd.length; pool++) {
      microUsd[pool] = microUsd[pool] == MicroUsd.UNKNOWN ? tick.microUsd(pool) : microUsd[pool];
    }
  }

  long microUsd(int pool) {
    return microUsd[pool];
  }
}
