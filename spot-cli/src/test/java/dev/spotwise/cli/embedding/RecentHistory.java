package dev.spotwise.cli.embedding;

import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Map;

/** The market that decisions are made from. */
public final class RecentHistory {

  private RecentHistory() {}

  /** The pools of a price source over a window, without interruptions. */
  public static Market market(
      PriceSource source, TimeWindow window, Duration step, Map<String, Long> onDemandMicroUsd) {
    Market.Builder market = Market.over(TimeGrid.over(window, step));
    PriceHistory.read(source, PriceQuery.linux(window))
        .series()
        .forEach(
            (pool, prices) -> {
              String type = pool.instanceType();
              InstanceType size = InstanceTypes.catalogue().find(type).orElseThrow();
              market.pool(pool, size, onDemandMicroUsd.get(type), prices);
            });
    return market.build();
  }
}
