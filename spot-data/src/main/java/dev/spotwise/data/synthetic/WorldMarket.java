package dev.spotwise.data.synthetic;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.AvailabilitySink;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what a world makes. */
final class WorldMarket implements InterruptionSink, AvailabilitySink {

  private final SortedMap<CapacityPool, List<Long>> interruptions = new TreeMap<>();
  private final SortedMap<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();

  private WorldMarket() {}

  /** The whole world as a market. */
  static Market of(SyntheticWorld world) {
    PriceQuery all = PriceQuery.linux(world.pools().window());
    OnDemandPrices onDemand = world.pools().onDemandPrices();
    Market.Builder market = Market.over(world.pools().grid());
    PriceHistory.read(world, all)
        .series()
        .forEach(
            (pool, prices) ->
                market.pool(
                    pool,
                    size(pool.instanceType()),
                    onDemand.microUsd(pool.instanceType()),
                    prices));
    WorldMarket events = new WorldMarket();
    world.read(all, (InterruptionSink) events);
    world.availability().read(all, events);
    events.interruptions.forEach(
        (pool, times) ->
            market.interruptions(
                pool, InterruptionSeries.of(times.stream().mapToLong(Long::longValue).toArray())));
    events.states.forEach((pool, states) -> market.availability(pool, states.build()));
    return market.build();
  }

  private static InstanceType size(String name) {
    return InstanceTypes.catalogue()
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "types must be those of the catalogue but one was " + name));
  }

  @Override
  public void watched(CapacityPool pool) {
    interruptions.computeIfAbsent(pool, unused -> new ArrayList<>());
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond) {
    interruptions.computeIfAbsent(pool, unused -> new ArrayList<>()).add(epochSecond);
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond, Availability state) {
    states
        .computeIfAbsent(pool, unused -> new AvailabilitySeries.Builder())
        .add(epochSecond, state);
  }
}
