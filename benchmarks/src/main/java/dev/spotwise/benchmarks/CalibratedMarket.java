package dev.spotwise.benchmarks;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.CalibratedWorld;
import dev.spotwise.data.synthetic.CalibratedWorldSettings;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** The twelve pools of the calibrated world over a window, with their interruptions. */
final class CalibratedMarket {

  private CalibratedMarket() {}

  static Market over(TimeWindow window) {
    CalibratedWorld world = new CalibratedWorld(CalibratedWorldSettings.withDefaults(window, 42));
    OnDemandPrices onDemand = world.pools().onDemandPrices();
    InstanceTypes types = InstanceTypes.catalogue();
    PriceQuery query = PriceQuery.linux(window);
    Market.Builder market = Market.over(world.pools().grid());
    PriceHistory.read(world, query)
        .series()
        .forEach(
            (pool, series) -> {
              String type = pool.instanceType();
              market.pool(pool, types.find(type).orElseThrow(), onDemand.microUsd(type), series);
            });
    Events events = new Events();
    world.read(query, events);
    events.seconds.forEach(
        (pool, seconds) ->
            market.interruptions(pool, InterruptionSeries.of(seconds.build().toArray())));
    return market.build();
  }

  private static final class Events implements InterruptionSink {

    private final SortedMap<CapacityPool, LongStream.Builder> seconds = new TreeMap<>();

    @Override
    public void watched(CapacityPool pool) {
      seconds.computeIfAbsent(pool, unused -> LongStream.builder());
    }

    @Override
    public void accept(CapacityPool pool, long epochSecond) {
      seconds.computeIfAbsent(pool, unused -> LongStream.builder()).add(epochSecond);
    }
  }
}
