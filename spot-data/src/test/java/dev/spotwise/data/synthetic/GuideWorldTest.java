package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.WorldPools.TypeSettings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuideWorldTest {

  private static final TimeWindow YEAR = TimeWindow.parse("2024-01-01/2025-01-01");
  private static final TimeWindow DAYS = TimeWindow.parse("2024-01-01/2024-01-08");

  private static GuideWorldSettings quiet(TimeWindow window) {
    GuideWorldSettings guide = GuideWorldSettings.withDefaults(window, 1);
    return new GuideWorldSettings(guide.pools(), 0, 0);
  }

  /** Without noise and spikes the price is the formula: on-demand x (1 - base) x factors. */
  @ParameterizedTest
  @CsvSource({
    "2024-01-01T00:00:00Z, us-east-1a, m5.large, 0.0384",
    "2024-01-01T01:55:00Z, us-east-1a, m5.large, 0.0384",
    "2024-01-01T02:00:00Z, us-east-1a, m5.large, 0.03264",
    "2024-01-01T06:55:00Z, us-east-1a, m5.large, 0.03264",
    "2024-01-01T07:00:00Z, us-east-1a, m5.large, 0.0384",
    "2024-01-01T09:00:00Z, us-east-1a, m5.large, 0.04416",
    "2024-01-01T17:55:00Z, us-east-1a, m5.large, 0.04416",
    "2024-01-01T18:00:00Z, us-east-1a, m5.large, 0.0384",
    "2024-01-06T00:00:00Z, us-east-1a, m5.large, 0.03456",
    "2024-01-07T23:55:00Z, us-east-1a, m5.large, 0.03456",
    "2024-01-05T23:55:00Z, us-east-1a, m5.large, 0.0384",
    "2024-01-01T00:00:00Z, us-east-1b, t3.large, 0.023712",
    "2024-01-01T00:00:00Z, us-east-1c, c5.large, 0.031238",
    "2024-01-01T00:00:00Z, us-east-1c, m5.xlarge, 0.09072"
  })
  void withoutNoiseThePriceIsTheFormula(Instant at, String zone, String type, double usd) {
    PriceHistory history = PriceHistory.read(new GuideWorld(quiet(DAYS)), PriceQuery.linux(DAYS));
    PriceSeries series = history.series().get(CapacityPool.of(zone, type));
    assertThat(MicroUsd.toUsd(series.microUsdAt(at.getEpochSecond()))).isEqualTo(usd);
  }

  /** The mean factor of noise and spikes is 1 x (0.95 + 0.05 x 1.75) = 1.0375. */
  @Test
  void noiseAndSpikesAverageOut() {
    PriceQuery query = new PriceQuery(YEAR, Set.of("m5.large"), Set.of("us-east-1a"), Set.of());
    double[] sums = new double[24];
    int[] counts = new int[24];
    new GuideWorld(GuideWorldSettings.withDefaults(YEAR, 42))
        .read(
            query,
            (pool, second, price) -> {
              ZonedDateTime time = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
              boolean weekend =
                  time.getDayOfWeek() == DayOfWeek.SATURDAY
                      || time.getDayOfWeek() == DayOfWeek.SUNDAY;
              sums[time.getHour()] += MicroUsd.toUsd(price) / (weekend ? 0.9 : 1);
              counts[time.getHour()]++;
            });
    for (int hour = 0; hour < 24; hour++) {
      double factor = hour >= 2 && hour <= 6 ? 0.85 : hour >= 9 && hour <= 17 ? 1.15 : 1;
      assertThat(sums[hour] / counts[hour])
          .as("hour %d", hour)
          .isCloseTo(0.0384 * factor * 1.0375, within(0.0384 * 0.012));
    }
  }

  @Test
  void pricesAreClippedToTheirBounds() {
    GuideWorldSettings guide = GuideWorldSettings.withDefaults(DAYS, 3);
    GuideWorldSettings wild = new GuideWorldSettings(guide.pools(), 2, 0.5);
    Map<String, Integer> hits = new HashMap<>();
    new GuideWorld(wild)
        .read(
            PriceQuery.linux(DAYS),
            (pool, second, price) -> {
              long onDemand = guide.onDemandPrices().microUsd(pool.instanceType());
              assertThat(10 * price).isBetween(onDemand, 9 * onDemand);
              hits.merge(10 * price == onDemand ? "floor" : "", 1, Integer::sum);
              hits.merge(10 * price == 9 * onDemand ? "ceiling" : "", 1, Integer::sum);
            });
    assertThat(hits.get("floor")).isGreaterThan(100);
    assertThat(hits.get("ceiling")).isGreaterThan(100);
  }

  @Test
  void theDefaultJobHasAllItsRows() {
    TimeWindow window = TimeWindow.parse("2024-01-01/2025-02-01");
    long[] rows = new long[1];
    new GuideWorld(GuideWorldSettings.withDefaults(window, 42))
        .read(PriceQuery.linux(window), (pool, second, price) -> rows[0]++);
    assertThat(rows[0]).isEqualTo(1_372_032);
  }

  /** m5.xlarge hardly ever exceeds a 65 % discount, t3.large mostly exceeds 70 %. */
  @Test
  void interruptionsComeAtTheirRates() {
    GuideWorldSettings settings = GuideWorldSettings.withDefaults(YEAR, 42);
    GuideWorld world = new GuideWorld(settings);
    PriceQuery query = PriceQuery.linux(YEAR);
    Map<String, Double> expected = new TreeMap<>();
    world.read(
        query,
        (pool, second, price) -> {
          TypeSettings type = settings.pools().types().get(pool.instanceType());
          double discount =
              MicroUsd.discountPercent(price, MicroUsd.ofUsd(type.onDemandUsdPerHour()));
          double factor = discount > 70 ? 3 : discount > 65 ? 1.5 : 1;
          expected.merge(
              pool.instanceType(), type.interruptionsPerHour() * factor / 12, Double::sum);
        });
    Map<String, Integer> seen = new TreeMap<>();
    Recorded.interruptions(world, query)
        .forEach(row -> seen.merge(row.replaceAll(".*_| .*", ""), 1, Integer::sum));
    assertThat(seen.keySet()).isEqualTo(expected.keySet()).hasSize(4);
    seen.forEach(
        (type, count) ->
            assertThat((double) count)
                .as(type)
                .isCloseTo(expected.get(type), within(4 * StrictMath.sqrt(expected.get(type)))));
    assertThat(seen.get("t3.large")).isGreaterThan(5 * seen.get("m5.xlarge"));
  }

  @Test
  void everyPoolIsWatched() {
    GuideWorld world = new GuideWorld(GuideWorldSettings.withDefaults(DAYS, 42));
    assertThat(Recorded.watched(world, PriceQuery.linux(DAYS))).hasSize(12);
  }

  @Test
  void aSeedIsAWorld() {
    PriceQuery query = PriceQuery.linux(DAYS);
    List<String> one =
        Recorded.prices(new GuideWorld(GuideWorldSettings.withDefaults(DAYS, 42)), query);
    List<String> same =
        Recorded.prices(new GuideWorld(GuideWorldSettings.withDefaults(DAYS, 42)), query);
    List<String> other =
        Recorded.prices(new GuideWorld(GuideWorldSettings.withDefaults(DAYS, 43)), query);
    assertThat(one).isEqualTo(same).isNotEqualTo(other).hasSameSizeAs(other);
  }

  @Test
  void aPoolDoesNotDependOnTheOthers() {
    GuideWorldSettings all = GuideWorldSettings.withDefaults(DAYS, 42);
    GuideWorldSettings few = all.restrictedTo(List.of("c5.large"), List.of("us-east-1b"));
    PriceQuery query = new PriceQuery(DAYS, Set.of("c5.large"), Set.of("us-east-1b"), Set.of());
    assertThat(few.pools().types()).containsOnlyKeys("c5.large");
    assertThat(Recorded.prices(new GuideWorld(few), query))
        .isEqualTo(Recorded.prices(new GuideWorld(all), query))
        .hasSize(7 * 288);
    assertThat(Recorded.interruptions(new GuideWorld(few), query))
        .isEqualTo(Recorded.interruptions(new GuideWorld(all), query));
    assertThat(all.restrictedTo(List.of(), List.of())).isEqualTo(all);
  }

  @Test
  void aPoolsTwelveStreamsDiffer() {
    PriceHistory history =
        PriceHistory.read(
            new GuideWorld(GuideWorldSettings.withDefaults(DAYS, 42)), PriceQuery.linux(DAYS));
    assertThat(history.series().values()).doesNotHaveDuplicates().hasSize(12);
  }

  @Test
  void rangesAreChecked() {
    GuideWorldSettings guide = GuideWorldSettings.withDefaults(DAYS, 1);
    assertThatThrownBy(() -> new TypeSettings(0, 0.5, 0.1)).hasMessageContaining("onDemand");
    assertThatThrownBy(() -> new TypeSettings(1, 1, 0.1)).hasMessageContaining("baseDiscount");
    assertThatThrownBy(() -> new TypeSettings(1, 0.5, Double.NaN))
        .hasMessageContaining("interruptionsPerHour");
    assertThatThrownBy(() -> guide.restrictedTo(List.of("x1.32xlarge"), List.of()))
        .hasMessageContaining("at least one type");
    assertThatThrownBy(() -> guide.restrictedTo(List.of(), List.of("mars-1a")))
        .hasMessageContaining("at least one type");
    assertThat(guide.withStep(Duration.ofHours(1)).pools().step()).hasHours(1);
    assertThat(new GuideWorld(guide).settings()).isEqualTo(guide);
  }
}
