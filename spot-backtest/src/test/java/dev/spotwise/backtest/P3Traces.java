package dev.spotwise.backtest;

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
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The p3.2xlarge traces of 2023: prices and availability of nine pools in ticks of 195 s (Wu et
 * al., "Can't Be Late", NSDI 2024), and the rules by which another program computed figures from
 * the same files: from the first priced tick on, a decision every 18 ticks, no refund, every start
 * loses the restart at the on-demand price.
 */
final class P3Traces {

  static final Duration STEP = Duration.ofSeconds(195);
  static final Duration INTERVAL = STEP.multipliedBy(18);
  static final BillingRules BILLING = BillingRules.aws().withoutRefund();
  static final double ON_DEMAND = 3.06;
  static final int TICKS = 20_158;
  static final int FIRST_PRICED_TICK = 137;

  private static final Path TRACES =
      Path.of(System.getProperty("spot.realData", "none")).resolve("traces/p3.2xlarge-2023");
  private static final Instant START = Instant.parse("2023-02-15T22:05:00Z");
  private static final InstanceType TYPE = new InstanceType("p3.2xlarge", 8, 61);

  private P3Traces() {}

  static boolean present() {
    return Files.isDirectory(TRACES);
  }

  static Market read() {
    TimeGrid grid = new TimeGrid(START, STEP, TICKS);
    PriceQuery query = PriceQuery.linux(new TimeWindow(START, grid.end()));
    Market.Builder builder = Market.over(grid);
    PriceHistory.read(
            Sources.load()
                .openPrices(TRACES.resolve("prices.csv").toString(), SourceOptions.none()),
            query)
        .series()
        .forEach((pool, prices) -> builder.pool(pool, TYPE, 3_060_000, prices));
    Map<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();
    Map<String, String> options =
        Map.of("polarity", "1-is-up", "start", START.toString(), "instance-type", TYPE.name());
    Sources.load()
        .openAvailability("trace:" + TRACES, SourceOptions.of(options))
        .read(
            query,
            (pool, second, state) ->
                states
                    .computeIfAbsent(pool, unused -> new AvailabilitySeries.Builder())
                    .add(second, state));
    states.forEach((pool, series) -> builder.availability(pool, series.build()));
    return builder.build();
  }

  /** A market of one of its pools. */
  static Market alone(Market market, int pool) {
    CapacityPool named = market.pools().get(pool);
    return Market.over(market.grid())
        .pool(named, TYPE, 3_060_000, market.prices(pool))
        .availability(named, market.availability(pool).orElseThrow())
        .build();
  }

  /** What has prices. */
  static TimeWindow window(Market market) {
    return new TimeWindow(market.grid().instant(FIRST_PRICED_TICK), market.grid().end());
  }

  /** A service of one instance. */
  static Workload service(Placement start, int restartMinutes) {
    return new Workload(start, CostUnit.INSTANCE, 1, Duration.ofMinutes(restartMinutes));
  }
}
