package dev.spotwise.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolStatisticsTest {

  private static final Duration GAP = Duration.ofHours(26);
  private static final String POOL = "us-east-1a_m5.large";

  @TempDir private Path folder;

  private List<PoolStatistics> statistics(Dump dump, ArchiveSelection selection) {
    Path archive = folder.resolve("a");
    dump.addTo(archive);
    return PriceArchive.at(archive).statistics(selection, GAP, OptionalLong.of(42_000));
  }

  private PoolStatistics of(Dump dump) {
    return statistics(dump, ArchiveSelection.everything()).get(0);
  }

  /**
   * 0.040 for 12 h, 0.050 for 36 h (a heartbeat after 24 h), 0.042 for 48 h, then 0.030 at the end:
   * 96 h. Mean (0.040 x 12 + 0.050 x 36 + 0.042 x 48) / 96 = 0.04475; variance (0.00475^2 x 12 +
   * 0.00525^2 x 36 + 0.00275^2 x 48) / 96 = 1.69375e-5; at most 0.042 for 60 of 96 h.
   */
  @Test
  void pricesAreWeightedByTheTimeForWhichTheyHeld() {
    PoolStatistics found =
        of(
            Dump.of(
                POOL + " 2024-01-30T00:00:00Z 40000",
                POOL + " 2024-01-30T12:00:00Z 50000",
                POOL + " 2024-01-31T12:00:00Z 50000",
                POOL + " 2024-02-01T00:00:00Z 42000",
                POOL + " 2024-02-03T00:00:00Z 30000"));
    assertThat(found.pool()).isEqualTo(CapacityPool.parse(POOL));
    assertThat(found.first()).isEqualTo(Instant.parse("2024-01-30T00:00:00Z"));
    assertThat(found.last()).isEqualTo(Instant.parse("2024-02-03T00:00:00Z"));
    assertThat(found.span()).isEqualTo(Duration.ofDays(4));
    assertThat(found.observations()).isEqualTo(5);
    assertThat(found.changes()).isEqualTo(3);
    assertThat(found.gaps()).isEqualTo(1);
    assertThat(found.longestGap()).contains(Duration.ofDays(2));
    assertThat(found.medianMicroUsd()).isEqualTo(42_000);
    assertThat(found.p95MicroUsd()).isEqualTo(50_000);
    assertThat(found.volatility()).isCloseTo(Math.sqrt(1.69375e-5) / 0.04475, within(1e-12));
    assertThat(found.shareWithinBudget()).hasValue(60.0 / 96);
  }

  @Test
  void aSingleObservationCountsAlone() {
    PoolStatistics found = of(Dump.of(POOL + " 2024-01-30T00:00:00Z 43000"));
    assertThat(found.span()).isZero();
    assertThat(found.medianMicroUsd()).isEqualTo(43_000);
    assertThat(found.p95MicroUsd()).isEqualTo(43_000);
    assertThat(found.volatility()).isZero();
    assertThat(found.changes()).isZero();
    assertThat(found.gaps()).isZero();
    assertThat(found.longestGap()).isEmpty();
    assertThat(found.shareWithinBudget()).hasValue(0);
  }

  @Test
  void aConstantPriceHasNoVolatility() {
    PoolStatistics found =
        of(
            Dump.of(
                POOL + " 2024-01-30T00:00:00Z 41000",
                POOL + " 2024-01-31T02:00:00Z 41000",
                POOL + " 2024-02-01T04:00:01Z 41000"));
    assertThat(found.volatility()).isZero();
    assertThat(found.gaps()).isEqualTo(1);
    assertThat(found.longestGap()).contains(GAP.plusSeconds(1));
    assertThat(found.shareWithinBudget()).hasValue(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void quantilesAreThoseOfThePricesSecondBySecond(long seed) {
    Random random = new Random(seed);
    PriceTimes times = new PriceTimes();
    long[] bySecond = new long[3000];
    int second = 0;
    while (second < bySecond.length) {
      long price = 1L + random.nextInt(200);
      int held = Math.min(1 + random.nextInt(20), bySecond.length - second);
      Arrays.fill(bySecond, second, second + held, price);
      times.add(price, held);
      second += held;
    }
    Arrays.sort(bySecond);
    for (int percent : new int[] {1, 50, 95, 100}) {
      assertThat(times.quantile(percent)).isEqualTo(bySecond[percent * 30 - 1]);
    }
    double mean = Arrays.stream(bySecond).average().orElseThrow();
    double variance =
        Arrays.stream(bySecond).mapToDouble(p -> (p - mean) * (p - mean)).average().orElseThrow();
    assertThat(times.volatility()).isCloseTo(Math.sqrt(variance) / mean, within(1e-12));
    assertThat(times.shareUpTo(100))
        .isEqualTo(Arrays.stream(bySecond).filter(p -> p <= 100).count() / 3000.0);
  }

  @Test
  void poolsAreSortedAndOfTheSelectionAlone() {
    Dump dump = Dump.random(7, 500);
    List<PoolStatistics> all = statistics(dump, ArchiveSelection.everything());
    assertThat(all).hasSize(5).extracting(PoolStatistics::pool).isSorted();
    assertThat(all.stream().mapToLong(PoolStatistics::observations).sum())
        .isEqualTo(dump.archived().size());
    PriceQuery windows =
        new PriceQuery(
            TimeWindow.parse("2021-02-15/2021-03-01"), Set.of(), Set.of(), Set.of("Windows"));
    List<PoolStatistics> some =
        statistics(dump, new ArchiveSelection(Set.of("us-east-1"), windows));
    assertThat(some)
        .extracting(found -> found.pool().id())
        .containsExactly("us-east-1b_m5.large_Windows");
    assertThat(some.get(0).first()).isAfterOrEqualTo(Instant.parse("2021-02-15T00:00:00Z"));
    assertThat(some.get(0).last()).isBefore(Instant.parse("2021-03-01T00:00:00Z"));
  }

  @Test
  void aSelectionOfNothingIsNamed() {
    PriceQuery query =
        new PriceQuery(
            TimeWindow.parse("2021-02-15/2021-03-01"),
            Set.of("m5.larg"),
            Set.of("us-east-1a"),
            Set.of(CapacityPool.LINUX));
    assertThatThrownBy(
            () -> statistics(Dump.random(7, 10), new ArchiveSelection(Set.of("us-east-1"), query)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(
            "archive holds no observation that is asked for; regions us-east-1; types m5.larg;"
                + " zones us-east-1a; products Linux/UNIX; window 2021-02-15T00:00:00Z");
  }

  @Test
  void withoutABudgetThereIsNoShare() {
    Path archive = folder.resolve("a");
    Dump.random(1, 10).addTo(archive);
    assertThat(
            PriceArchive.at(archive)
                .statistics(ArchiveSelection.everything(), GAP, OptionalLong.empty()))
        .allSatisfy(found -> assertThat(found.shareWithinBudget()).isEmpty());
    assertThatThrownBy(
            () ->
                PriceArchive.at(archive)
                    .statistics(ArchiveSelection.everything(), Duration.ZERO, OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gap must be > 0");
  }
}
