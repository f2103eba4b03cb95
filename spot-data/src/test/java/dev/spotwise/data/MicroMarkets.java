package dev.spotwise.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Markets for tests. */
public final class MicroMarkets {

  /** 2024-01-01T00:00:00Z. */
  public static final long START = 1_704_067_200;

  private MicroMarkets() {}

  /**
   * A market of up to {@code pools} pools over 2 days in steps of 10 minutes: random prices, some
   * unknown at first, some pools watched, some with availability.
   */
  public static Market random(long seed, int pools) {
    Random random = new Random(seed);
    TimeGrid grid =
        TimeGrid.over(TimeWindow.parse("2024-01-01/2024-01-03"), Duration.ofMinutes(10));
    Market.Builder market = Market.over(grid);
    for (int i = 0; i < pools; i++) {
      CapacityPool pool = pool(i);
      long onDemand = 50_000L + random.nextInt(1_000_000);
      InstanceType type = new InstanceType(pool.instanceType(), 2, 8);
      market.pool(pool, type, onDemand, prices(random, onDemand));
      if (i % 3 == 0) {
        market.interruptions(pool, InterruptionSeries.of(times(random, 12)));
      } else if (i % 3 == 1) {
        market.availability(pool, states(random));
      }
    }
    return market.build();
  }

  private static CapacityPool pool(int index) {
    String zone = "us-east-1" + (char) ('a' + index % 3);
    String type = List.of("m5.large", "c5.large", "p3.2xlarge").get(index / 3 % 3);
    String product = index < 9 ? CapacityPool.LINUX : "Windows, with \"SQL\" " + index;
    return new CapacityPool(zone, type, product);
  }

  private static PriceSeries prices(Random random, long onDemand) {
    int changes = random.nextInt(40);
    long[] prices = new long[changes];
    Arrays.setAll(prices, i -> 1 + (long) (random.nextDouble() * 1.2 * onDemand));
    return PriceSeries.of(times(random, changes), prices);
  }

  private static AvailabilitySeries states(Random random) {
    AvailabilitySeries.Builder states = new AvailabilitySeries.Builder();
    List<Availability> all = new ArrayList<>(List.of(Availability.values()));
    long[] times = times(random, 30);
    Arrays.sort(times);
    Arrays.stream(times).distinct().forEach(t -> states.add(t, all.get(random.nextInt(3))));
    return states.build();
  }

  private static long[] times(Random random, int count) {
    long[] times = new long[count];
    Arrays.setAll(times, i -> START - 7200 + random.nextInt(2 * 86_400 + 7200));
    return times;
  }

  /** All that a cursor shows, one line per tick. */
  public static List<String> ticks(Market market, int first, int count) {
    List<String> lines = new ArrayList<>();
    MarketCursor cursor = market.cursor(first, count);
    while (cursor.advance()) {
      lines.add(line(cursor));
    }
    return lines;
  }

  private static String line(MarketCursor cursor) {
    MarketTick tick = cursor.tick();
    StringBuilder line = new StringBuilder();
    line.append(tick.index()).append('@').append(tick.epochSecond());
    line.append(' ').append(tick.baselineDiscountPercent());
    for (int pool = 0; pool < tick.poolCount(); pool++) {
      line.append(" | ").append(cursor.shape().pools().get(pool));
      line.append(' ').append(tick.microUsd(pool)).append(' ').append(tick.availability(pool));
      line.append(' ').append(tick.watched(pool)).append(' ').append(tick.interruptions(pool));
      line.append(' ').append(tick.launchable(pool));
    }
    return line.toString();
  }
}
