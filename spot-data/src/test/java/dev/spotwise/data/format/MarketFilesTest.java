package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroMarkets;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketFilesTest {

  private static final TimeWindow WINDOW = TimeWindow.parse("2023-12-31/2024-01-03");
  private static final PriceQuery ALL = new PriceQuery(WINDOW, Set.of(), Set.of(), Set.of());
  private static final SourceOptions NONE = SourceOptions.none();
  private static final int POOLS = 12;

  @TempDir private Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void csvReadBackGivesTheSameTicks(long seed) {
    Market market = MicroMarkets.random(seed, POOLS);
    MarketFiles.writeAll(market, folder);
    assertSameTicks(
        market, readBack(market, MarketFiles.SPOT_PRICES_CSV, MarketFiles.INTERRUPTIONS_CSV));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void parquetReadBackGivesTheSameTicks(long seed) {
    Market market = MicroMarkets.random(seed, POOLS);
    MarketFiles.writeAll(market, folder);
    assertSameTicks(
        market,
        readBack(market, MarketFiles.SPOT_PRICES_PARQUET, MarketFiles.INTERRUPTIONS_PARQUET));
  }

  private static void assertSameTicks(Market market, Market back) {
    assertThat(MicroMarkets.ticks(back, 0, POOLS)).isEqualTo(MicroMarkets.ticks(market, 0, POOLS));
  }

  private Market readBack(Market market, String pricesName, String interruptionsName) {
    Sources sources = Sources.load();
    Map<CapacityPool, PriceSeries> prices =
        PriceHistory.read(sources.openPrices(path(pricesName), NONE), ALL).series();
    Market.Builder back = Market.over(market.grid());
    PriceSeries unknown = PriceSeries.of(new long[0], new long[0]);
    for (int i = 0; i < POOLS; i++) {
      CapacityPool pool = market.pools().get(i);
      back.pool(
          pool,
          market.shape().type(i),
          market.shape().onDemandMicroUsd(i),
          prices.getOrDefault(pool, unknown));
    }
    Map<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();
    sources
        .openAvailability(path(MarketFiles.AVAILABILITY_PARQUET), NONE)
        .read(
            ALL,
            (pool, second, state) ->
                states
                    .computeIfAbsent(pool, p -> new AvailabilitySeries.Builder())
                    .add(second, state));
    states.forEach((pool, builder) -> back.availability(pool, builder.build()));
    readInterruptions(interruptionsName, watched(market), back);
    return back.build();
  }

  private static String watched(Market market) {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < POOLS; i++) {
      if (market.interruptions(i).isPresent() && !market.pools().get(i).id().contains(",")) {
        ids.add(market.pools().get(i).id());
      }
    }
    return String.join(",", ids);
  }

  private void readInterruptions(String name, String watched, Market.Builder back) {
    Map<CapacityPool, Set<Long>> events = new TreeMap<>();
    Sources.load()
        .openInterruptions(path(name), SourceOptions.of(Map.of("watched", watched)))
        .read(
            ALL,
            new InterruptionSink() {
              @Override
              public void watched(CapacityPool pool) {
                events.computeIfAbsent(pool, p -> new TreeSet<>());
              }

              @Override
              public void accept(CapacityPool pool, long epochSecond) {
                watched(pool);
                events.get(pool).add(epochSecond);
              }
            });
    events.forEach(
        (pool, times) ->
            back.interruptions(
                pool, InterruptionSeries.of(times.stream().mapToLong(Long::longValue).toArray())));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void csvLooksAsDocumented() throws IOException {
    Market market = MicroMarkets.random(5, 1);
    List<String> prices = Files.readAllLines(MarketFiles.writeSpotPricesCsv(market, folder));
    assertThat(prices.get(0))
        .isEqualTo(
            "timestamp,pool_id,instance_type,az,spot_price,on_demand_price,discount_percent");
    assertThat(prices.get(1))
        .matches(
            "2024-01-0\\dT\\d\\d:\\d0:00Z,us-east-1a_m5.large,m5.large,us-east-1a,"
                + "\\d+\\.\\d{1,6},\\d+\\.\\d{1,6},-?\\d+\\.\\d{4}");
    List<String> events = Files.readAllLines(MarketFiles.writeInterruptionsCsv(market, folder));
    assertThat(events.get(0))
        .isEqualTo("timestamp,pool_id,instance_type,az,spot_price,discount_percent");
    assertThat(events.subList(1, events.size())).hasSizeGreaterThan(2).isSorted();
  }

  @Test
  void anUnknownPriceIsLeftEmpty() throws IOException {
    CapacityPool pool = CapacityPool.of("us-east-1a", "m5.large");
    Market market =
        Market.over(MicroMarkets.random(1, 1).grid())
            .pool(
                pool,
                new InstanceType("m5.large", 2, 8),
                96_000,
                PriceSeries.of(new long[] {MicroMarkets.START + 600}, new long[] {48_000}))
            .interruptions(
                pool, InterruptionSeries.of(MicroMarkets.START + 5, MicroMarkets.START + 700))
            .build();
    assertThat(Files.readAllLines(MarketFiles.writeInterruptionsCsv(market, folder)))
        .containsExactly(
            "timestamp,pool_id,instance_type,az,spot_price,discount_percent",
            "2024-01-01T00:00:05Z,us-east-1a_m5.large,m5.large,us-east-1a,,",
            "2024-01-01T00:11:40Z,us-east-1a_m5.large,m5.large,us-east-1a,0.048,50.0000");
    MarketFiles.writeInterruptionsParquet(market, folder);
    assertThat(Files.readAllLines(MarketFiles.writeSpotPricesCsv(market, folder)))
        .hasSize(288)
        .element(1)
        .isEqualTo(
            "2024-01-01T00:10:00Z,us-east-1a_m5.large,m5.large,us-east-1a,0.048,0.096,50.0000");
  }

  @Test
  void theSameMarketGivesTheSameBytes() throws IOException {
    List<Path> once = MarketFiles.writeAll(MicroMarkets.random(9, POOLS), folder.resolve("1"));
    List<Path> again = MarketFiles.writeAll(MicroMarkets.random(9, POOLS), folder.resolve("2"));
    assertThat(once).hasSize(5);
    for (int i = 0; i < once.size(); i++) {
      assertThat(once.get(i)).hasSameBinaryContentAs(again.get(i));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path blocker = Files.writeString(folder.resolve("blocker"), "");
    assertThatThrownBy(() -> MarketFiles.writeAll(MicroMarkets.random(1, 1), blocker))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("blocker");
  }

  @Test
  void aListenerIsToldOfTheRowsOfBothPriceTablesAndChangesNothing() {
    Market market = MicroMarkets.random(1, POOLS);
    List<Long> done = new ArrayList<>();
    long of = 2L * POOLS * market.grid().length();
    MarketFiles.writeAll(
        market,
        folder,
        (units, total) -> {
          assertThat(total).isEqualTo(of);
          done.add(units);
        });
    assertThat(done).first().isEqualTo(0L);
    assertThat(done).isSorted().allMatch(units -> units <= of);
    assertThat(done).hasSizeGreaterThanOrEqualTo(1 + (int) (of / 3 / (1 << 13)));
    assertSameTicks(
        market, readBack(market, MarketFiles.SPOT_PRICES_CSV, MarketFiles.INTERRUPTIONS_CSV));
  }
}
