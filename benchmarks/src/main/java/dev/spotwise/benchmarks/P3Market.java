package dev.spotwise.benchmarks;

import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The p3.2xlarge traces of 2023 (Wu et al., "Can't Be Late", NSDI 2024): nine pools in ticks of 195
 * s, read from a folder of the public data that the documentation names.
 */
final class P3Market {

  static final Duration STEP = Duration.ofSeconds(195);
  static final Duration INTERVAL = STEP.multipliedBy(18);
  static final int TICKS = 20_158;
  static final int FIRST_PRICED_TICK = 137;
  static final double ON_DEMAND_USD = 3.06;

  private static final Instant START = Instant.parse("2023-02-15T22:05:00Z");
  private static final InstanceType TYPE = new InstanceType("p3.2xlarge", 8, 61);

  private P3Market() {}

  static Market read(Path data) {
    Path traces = data.resolve("traces/p3.2xlarge-2023");
    TimeGrid grid = new TimeGrid(START, STEP, TICKS);
    PriceQuery query = PriceQuery.linux(new TimeWindow(START, grid.end()));
    Sources sources = Sources.load();
    Market.Builder builder = Market.over(grid);
    PriceHistory.read(
            sources.openPrices(traces.resolve("prices.csv").toString(), SourceOptions.none()),
            query)
        .series()
        .forEach((pool, prices) -> builder.pool(pool, TYPE, 3_060_000, prices));
    Map<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();
    sources
        .openAvailability(
            "trace:" + traces,
            SourceOptions.of(
                Map.of(
                    "polarity",
                    "1-is-up",
                    "start",
                    START.toString(),
                    "instance-type",
                    "p3.2xlarge")))
        .read(
            query,
            (pool, second, state) ->
                states
                    .computeIfAbsent(pool, unused -> new AvailabilitySeries.Builder())
                    .add(second, state));
    states.forEach((pool, series) -> builder.availability(pool, series.build()));
    return builder.build();
  }

  /** A market of some of its pools. */
  static Market part(Market market, int... pools) {
    Market.Builder builder = Market.over(market.grid());
    for (int pool : pools) {
      CapacityPool named = market.pools().get(pool);
      builder.pool(named, TYPE, 3_060_000, market.prices(pool));
      builder.availability(named, market.availability(pool).orElseThrow());
    }
    return builder.build();
  }
}
