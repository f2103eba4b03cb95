package dev.spotwise.data.synthetic;

import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Markets of generated worlds. */
final class Worlds {

  private Worlds() {}

  /** The market that a user of the world sees. */
  static Market market(SyntheticWorld world) {
    PriceQuery query = PriceQuery.linux(world.pools().window());
    Market.Builder market = Market.over(world.pools().grid());
    PriceHistory.read(world, query)
        .series()
        .forEach(
            (pool, prices) ->
                market.pool(
                    pool,
                    new InstanceType(pool.instanceType(), 2, 8),
                    world.pools().onDemandPrices().microUsd(pool.instanceType()),
                    prices));
    events(world, query).forEach((pool, series) -> market.interruptions(pool, series));
    Map<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();
    world
        .availability()
        .read(
            query,
            (pool, second, state) ->
                states
                    .computeIfAbsent(pool, unused -> new AvailabilitySeries.Builder())
                    .add(second, state));
    states.forEach((pool, series) -> market.availability(pool, series.build()));
    return market.build();
  }

  /** The pool events of every pool. */
  static Map<CapacityPool, InterruptionSeries> events(SyntheticWorld world, PriceQuery query) {
    Map<CapacityPool, List<Long>> seconds = new TreeMap<>();
    world.read(
        query,
        new InterruptionSink() {
          @Override
          public void watched(CapacityPool pool) {
            seconds.put(pool, new ArrayList<>());
          }

          @Override
          public void accept(CapacityPool pool, long epochSecond) {
            seconds.get(pool).add(epochSecond);
          }
        });
    Map<CapacityPool, InterruptionSeries> events = new TreeMap<>();
    seconds.forEach(
        (pool, times) ->
            events.put(
                pool, InterruptionSeries.of(times.stream().mapToLong(Long::longValue).toArray())));
    return events;
  }
}
