package dev.spotwise.benchmarks;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A market of any size, made at once: each pool's price takes a small step at one tick in twelve.
 * Written as a table it has a row per pool and tick.
 */
final class DenseMarket {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int ZONES = 6;
  private static final long ON_DEMAND = 96_000;
  private static final long FIRST_PRICE = 40_000;
  private static final int CHANGES_EVERY = 12;

  private DenseMarket() {}

  static Market of(int pools, int ticks) {
    TimeGrid grid = new TimeGrid(START, STEP, ticks);
    Market.Builder market = Market.over(grid);
    SplittableRandom random = new SplittableRandom(42);
    for (int pool = 0; pool < pools; pool++) {
      String type = "m" + (1 + pool / ZONES) + ".large";
      String zone = "us-east-1" + (char) ('a' + pool % ZONES);
      market.pool(
          CapacityPool.of(zone, type),
          new InstanceType(type, 2, 8),
          ON_DEMAND,
          prices(grid, random.split()));
    }
    return market.build();
  }

  private static PriceSeries prices(TimeGrid grid, SplittableRandom random) {
    int changes = (grid.length() + CHANGES_EVERY - 1) / CHANGES_EVERY;
    long[] times = new long[changes];
    long[] prices = new long[changes];
    for (int i = 0; i < changes; i++) {
      times[i] = grid.epochSecond(i * CHANGES_EVERY);
      prices[i] = Math.max(1, (i == 0 ? FIRST_PRICE : prices[i - 1]) + random.nextInt(-100, 101));
    }
    return PriceSeries.of(times, prices);
  }
}
