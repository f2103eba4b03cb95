package dev.spotwise.features;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** What happened to one pool, by epoch second, in a form that tests can cut and change. */
record PoolHistory(
    CapacityPool pool,
    long onDemand,
    NavigableMap<Long, Long> prices,
    Optional<NavigableMap<Long, Availability>> states,
    Optional<NavigableSet<Long>> events) {

  /** The first has siblings of both kinds, the fourth none. */
  private static final List<CapacityPool> POOLS =
      List.of(
          CapacityPool.of("us-east-1a", "m5.large"),
          CapacityPool.of("us-east-1a", "m5.xlarge"),
          CapacityPool.of("us-east-1b", "m5.large"),
          CapacityPool.of("us-east-1c", "c5.large"),
          CapacityPool.of("us-east-1c", "m5.large"));

  /** What the Advisor says, from its day on. */
  static final Map<String, Double> ADVISOR = Map.of("m5.large", 0.075, "c5.large", 0.225);

  static final Instant ADVISED = Rows.START.plus(Duration.ofDays(1));

  private static final List<Availability> STATES = List.of(Availability.values());
  private static final int RECENT_TICKS = 300;

  /** A pool at a price that never changes, nobody watching. */
  static PoolHistory constant(String zone, long onDemand, long price) {
    return new PoolHistory(
        CapacityPool.of(zone, "m5.large"),
        onDemand,
        new TreeMap<>(Map.of(Long.MIN_VALUE / 2, price)),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Pools of all kinds: known from the beginning or later, cheap or above on-demand, with and
   * without availability, interruptions and siblings.
   *
   * @param pools at most 5
   */
  static List<PoolHistory> random(long seed, TimeGrid grid, int pools) {
    Random random = new Random(seed);
    List<PoolHistory> histories = new ArrayList<>();
    for (int i = 0; i < pools; i++) {
      long onDemand = 40_000L + random.nextInt(200_000);
      NavigableMap<Long, Long> prices = new TreeMap<>();
      for (int change = random.nextInt(80); change >= 0; change--) {
        double share = random.nextInt(40) == 0 ? 70 : 0.05 + 1.3 * random.nextDouble();
        prices.put(second(random, grid), Math.round(onDemand * share));
      }
      NavigableMap<Long, Availability> states = new TreeMap<>();
      NavigableSet<Long> events = new TreeSet<>();
      for (int change = random.nextInt(60); change > 0; change--) {
        states.put(second(random, grid), STATES.get(random.nextInt(3)));
        events.add(second(random, grid));
      }
      histories.add(
          new PoolHistory(
              POOLS.get(i),
              onDemand,
              prices,
              i % 4 == 0 || i % 4 == 3 ? Optional.of(states) : Optional.empty(),
              i % 4 == 1 || i % 4 == 3 ? Optional.of(events) : Optional.empty()));
    }
    return histories;
  }

  /** Half of what happens happens within the last ticks, so that short windows see it too. */
  private static long second(Random random, TimeGrid grid) {
    int ticks = random.nextBoolean() ? grid.length() : Math.min(grid.length(), RECENT_TICKS);
    long back = (long) (random.nextDouble() * (ticks + 5) * grid.stepSeconds());
    boolean onTheGrid = random.nextBoolean();
    return grid.epochSecond(grid.length())
        - (onTheGrid ? back / grid.stepSeconds() * grid.stepSeconds() : back);
  }

  static Market market(TimeGrid grid, PoolHistory... histories) {
    return market(grid, List.of(histories));
  }

  static Market market(TimeGrid grid, List<PoolHistory> histories) {
    Market.Builder builder = Market.over(grid);
    for (PoolHistory history : histories) {
      CapacityPool pool = history.pool;
      builder.pool(
          pool,
          new InstanceType(pool.instanceType(), 2, 8),
          history.onDemand,
          PriceSeries.of(longs(history.prices.keySet()), longs(history.prices.values())));
      history.states.ifPresent(states -> builder.availability(pool, series(states)));
      history.events.ifPresent(
          events -> builder.interruptions(pool, InterruptionSeries.of(longs(events))));
    }
    Map<CapacityPool, Double> shares = new TreeMap<>();
    for (PoolHistory history : histories) {
      Optional.ofNullable(ADVISOR.get(history.pool.instanceType()))
          .ifPresent(share -> shares.put(history.pool, share));
    }
    return builder.advisor(ADVISED, shares).build();
  }

  private static AvailabilitySeries series(NavigableMap<Long, Availability> states) {
    AvailabilitySeries.Builder builder = new AvailabilitySeries.Builder();
    states.forEach(builder::add);
    return builder.build();
  }

  private static long[] longs(Iterable<Long> values) {
    List<Long> list = new ArrayList<>();
    values.forEach(list::add);
    return list.stream().mapToLong(Long::longValue).toArray();
  }

  /** Without what came after an instant. */
  PoolHistory until(long second) {
    return new PoolHistory(
        pool,
        onDemand,
        prices.headMap(second, true),
        states.map(known -> known.headMap(second, true)),
        events.map(known -> known.headSet(second, true)));
  }

  /** As this until an instant and as another after it. */
  PoolHistory thenAs(PoolHistory other, long second) {
    NavigableMap<Long, Long> bothPrices = new TreeMap<>(prices.headMap(second, true));
    bothPrices.putAll(other.prices.tailMap(second, false));
    NavigableMap<Long, Availability> bothStates = new TreeMap<>();
    NavigableSet<Long> bothEvents = new TreeSet<>();
    states.ifPresent(known -> bothStates.putAll(known.headMap(second, true)));
    other.states.ifPresent(known -> bothStates.putAll(known.tailMap(second, false)));
    events.ifPresent(known -> bothEvents.addAll(known.headSet(second, true)));
    other.events.ifPresent(known -> bothEvents.addAll(known.tailSet(second, false)));
    return new PoolHistory(
        pool, onDemand, bothPrices, states.map(s -> bothStates), events.map(e -> bothEvents));
  }

  PoolHistory scaled(int factor) {
    NavigableMap<Long, Long> scaled = new TreeMap<>();
    prices.forEach((second, price) -> scaled.put(second, factor * price));
    return new PoolHistory(pool, factor * onDemand, scaled, states, events);
  }

  PoolHistory withPrice(long second, long price) {
    NavigableMap<Long, Long> changed = new TreeMap<>(prices);
    changed.put(second, price);
    return new PoolHistory(pool, onDemand, changed, states, events);
  }

  PoolHistory withState(long second, Availability state) {
    NavigableMap<Long, Availability> changed = new TreeMap<>();
    states.ifPresent(changed::putAll);
    changed.put(second, state);
    return new PoolHistory(pool, onDemand, prices, Optional.of(changed), events);
  }

  /** Watched, with one interruption more for each second given. */
  PoolHistory withEvents(long... seconds) {
    NavigableSet<Long> changed = new TreeSet<>();
    events.ifPresent(changed::addAll);
    for (long second : seconds) {
      changed.add(second);
    }
    return new PoolHistory(pool, onDemand, prices, states, Optional.of(changed));
  }
}
