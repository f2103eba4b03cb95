package dev.spotwise.models;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A few pools on an hourly grid, in a form that tests can cut and change. */
public record SmallMarket(TimeGrid grid, List<Pool> pools, Optional<Double> rating) {

  /** A market that the Advisor does not rate. */
  public SmallMarket(TimeGrid grid, List<Pool> pools) {
    this(grid, pools, Optional.empty());
  }

  private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
  private static final int HOURS = 60 * 24;
  private static final int LATE = 15 * 24;

  /** What happened to one pool, by epoch second. */
  record Pool(
      CapacityPool pool,
      long onDemand,
      SortedMap<Long, Long> prices,
      Optional<SortedSet<Long>> events) {}

  /**
   * Four pools over 60 days whose price moves in steps and which are interrupted the more often the
   * dearer they are; the price of the last one is unknown for the first 15 days.
   */
  public static SmallMarket random(long seed) {
    Random random = new Random(seed);
    TimeGrid grid = new TimeGrid(START, Duration.ofHours(1), HOURS);
    List<Pool> pools = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      long onDemand = 60_000 + 20_000L * i;
      double share = 0.3 + 0.1 * i;
      SortedMap<Long, Long> prices = new TreeMap<>();
      SortedSet<Long> events = new TreeSet<>();
      for (int hour = 0; hour < HOURS; hour++) {
        if (random.nextInt(6) == 0) {
          share = Math.max(0.1, Math.min(0.9, share + 0.08 * (random.nextDouble() - 0.5)));
        }
        if (hour >= (i == 3 ? LATE : 0)) {
          prices.put(grid.epochSecond(hour), Math.round(onDemand * share));
        }
        if (random.nextDouble() < 0.08 * share) {
          events.add(grid.epochSecond(hour) + random.nextInt(3600));
        }
      }
      pools.add(
          new Pool(
              CapacityPool.of("us-east-1" + (char) ('a' + i), "m5.large"),
              onDemand,
              prices,
              Optional.of(events)));
    }
    return new SmallMarket(grid, pools);
  }

  /** One pool at one price, never interrupted. */
  public static SmallMarket constant() {
    Pool pool = random(1).pools.get(0);
    SortedMap<Long, Long> prices = new TreeMap<>();
    prices.put(START.getEpochSecond(), 31_300L);
    return new SmallMarket(
        random(1).grid, List.of(new Pool(pool.pool, 96_000, prices, Optional.of(new TreeSet<>()))));
  }

  /** The market of all that. */
  public Market market() {
    Market.Builder builder = Market.over(grid);
    for (Pool pool : pools) {
      builder.pool(
          pool.pool,
          new InstanceType(pool.pool.instanceType(), 2, 8),
          pool.onDemand,
          PriceSeries.of(longs(pool.prices.keySet()), longs(pool.prices.values())));
      pool.events.ifPresent(
          events -> builder.interruptions(pool.pool, InterruptionSeries.of(longs(events))));
    }
    rating.ifPresent(
        share -> {
          SortedMap<CapacityPool, Double> shares = new TreeMap<>();
          pools.forEach(pool -> shares.put(pool.pool, share));
          builder.advisor(grid.start(), shares);
        });
    return builder.build();
  }

  /** The Advisor gave all pools this monthly share when the market began. */
  public SmallMarket rated(double monthlyShare) {
    return new SmallMarket(grid, pools, Optional.of(monthlyShare));
  }

  private static long[] longs(Collection<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  /** All of its time. */
  public TimeWindow window() {
    return new TimeWindow(grid.start(), grid.end());
  }

  /** Every price, on demand too, so many times as high. */
  public SmallMarket scaled(int factor) {
    List<Pool> scaled = new ArrayList<>();
    for (Pool pool : pools) {
      SortedMap<Long, Long> prices = new TreeMap<>();
      pool.prices.forEach((second, price) -> prices.put(second, factor * price));
      scaled.add(new Pool(pool.pool, factor * pool.onDemand, prices, pool.events));
    }
    return new SmallMarket(grid, scaled);
  }

  /** Nobody watched for interruptions. */
  public SmallMarket unwatched() {
    return new SmallMarket(
        grid,
        pools.stream()
            .map(pool -> new Pool(pool.pool, pool.onDemand, pool.prices, Optional.empty()))
            .toList());
  }

  /** Watched, and never interrupted. */
  public SmallMarket calm() {
    return new SmallMarket(
        grid,
        pools.stream()
            .map(p -> new Pool(p.pool, p.onDemand, p.prices, Optional.of(new TreeSet<>())))
            .toList());
  }

  /** As this up to and including an instant and as another of the same pools after it. */
  public SmallMarket thenAs(SmallMarket other, Instant instant) {
    long after = instant.getEpochSecond() + 1;
    List<Pool> joined = new ArrayList<>();
    for (int i = 0; i < pools.size(); i++) {
      Pool now = pools.get(i);
      Pool then = other.pools.get(i);
      SortedMap<Long, Long> prices = new TreeMap<>(now.prices.headMap(after));
      prices.putAll(then.prices.tailMap(after));
      SortedSet<Long> events = new TreeSet<>(now.events.orElseThrow().headSet(after));
      events.addAll(then.events.orElseThrow().tailSet(after));
      joined.add(new Pool(now.pool, now.onDemand, prices, Optional.of(events)));
    }
    return new SmallMarket(grid, joined);
  }

  /** One pool's price at and after an instant moved by some micro-USD, for one hour. */
  public SmallMarket withPrice(int pool, Instant instant, long microUsd) {
    List<Pool> changed = new ArrayList<>(pools);
    Pool old = pools.get(pool);
    SortedMap<Long, Long> prices = new TreeMap<>(old.prices);
    prices.put(instant.getEpochSecond(), microUsd);
    changed.set(pool, new Pool(old.pool, old.onDemand, prices, old.events));
    return new SmallMarket(grid, changed);
  }

  /** One pool's on-demand price replaced. */
  public SmallMarket withOnDemand(int pool, long microUsd) {
    List<Pool> changed = new ArrayList<>(pools);
    Pool old = pools.get(pool);
    changed.set(pool, new Pool(old.pool, microUsd, old.prices, old.events));
    return new SmallMarket(grid, changed);
  }

  /** No price known before an instant. */
  public SmallMarket withoutPricesBefore(Instant instant) {
    return new SmallMarket(
        grid,
        pools.stream()
            .map(
                pool ->
                    new Pool(
                        pool.pool,
                        pool.onDemand,
                        pool.prices.tailMap(instant.getEpochSecond()),
                        pool.events))
            .toList());
  }
}
