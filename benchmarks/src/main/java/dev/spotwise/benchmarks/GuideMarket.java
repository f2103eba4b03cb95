package dev.spotwise.benchmarks;

import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.GuideWorld;
import dev.spotwise.data.synthetic.GuideWorldSettings;

/** The guide's twelve pools over a window, watched and calm: a market to measure on. */
final class GuideMarket {

  private GuideMarket() {}

  static Market over(String window) {
    TimeWindow span = TimeWindow.parse(window);
    GuideWorldSettings settings = GuideWorldSettings.withDefaults(span, 42);
    GuideWorld world = new GuideWorld(settings);
    OnDemandPrices onDemand = settings.onDemandPrices();
    InstanceTypes types = InstanceTypes.catalogue();
    Market.Builder market = Market.over(TimeGrid.over(span, settings.pools().step()));
    PriceHistory.read(world, PriceQuery.linux(span))
        .series()
        .forEach(
            (pool, series) -> {
              String type = pool.instanceType();
              market.pool(pool, types.find(type).orElseThrow(), onDemand.microUsd(type), series);
              market.interruptions(pool, InterruptionSeries.none());
            });
    return market.build();
  }
}
