package dev.spotwise.models;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The p3.2xlarge traces of 2023 (Wu et al., "Can't Be Late", NSDI 2024) as a market. */
public final class P3Traces {

  /** Ticks of 195 s. */
  public static final TimeGrid GRID =
      new TimeGrid(Instant.parse("2023-02-15T22:05:00Z"), Duration.ofSeconds(195), 20_158);

  private static final Path TRACES =
      Path.of(System.getProperty("spot.realData", "none")).resolve("traces/p3.2xlarge-2023");

  private P3Traces() {}

  /** Whether they are here. */
  public static boolean present() {
    return Files.isDirectory(TRACES);
  }

  /** All nine pools, all of their time. */
  public static Market market() {
    PriceQuery query = PriceQuery.linux(new TimeWindow(GRID.start(), GRID.end()));
    Market.Builder builder = Market.over(GRID);
    InstanceType type = new InstanceType("p3.2xlarge", 8, 61);
    PriceHistory.read(
            Sources.load()
                .openPrices(TRACES.resolve("prices.csv").toString(), SourceOptions.none()),
            query)
        .series()
        .forEach((pool, prices) -> builder.pool(pool, type, 3_060_000, prices));
    Map<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();
    Map<String, String> options =
        Map.of(
            "polarity", "1-is-up", "start", GRID.start().toString(), "instance-type", type.name());
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
}
