package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeWindow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class YardstickTest {

  private static final TimeWindow DAY = TimeWindow.parse("2024-01-01/2024-01-02");
  private static final long START = DAY.fromEpochSecond();
  private static final CapacityPool POOL = CapacityPool.parse("us-east-1a_m5.large");

  private static Yardsticks measure(Map<CapacityPool, long[]> interruptions) {
    SortedMap<CapacityPool, PriceSeries> prices = new TreeMap<>();
    prices.put(
        POOL, PriceSeries.of(new long[] {START, START + 4000}, new long[] {100_000, 100_100}));
    return Yardsticks.measure(YardstickSample.of(DAY, prices).withInterruptions(interruptions));
  }

  private static Yardstick find(Yardsticks found, String key) {
    return Yardstick.of(found).stream().filter(y -> y.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void aValueOutsideTheRangeIsKnown() {
    Yardsticks found = measure(Map.of());
    Yardstick hours = find(found, "hours_with_change_percent");
    assertThat(hours.value()).isEqualTo(100.0 / 24);
    assertThat(hours.hasRange()).isTrue();
    assertThat(hours.isOutside()).isTrue();
    assertThat(find(found, "step_median_percent").isOutside()).isFalse();
    assertThat(find(found, "change_median_percent").hasRange()).isFalse();
    assertThat(find(found, "change_median_percent").isOutside()).isFalse();
  }

  @Test
  void whatIsUnknownIsNotOutside() {
    Yardsticks found = measure(Map.of());
    for (String key : List.of("persistence_24h_percent", "interruptions_lowest_percent")) {
      assertThat(find(found, key).value()).isNaN();
      assertThat(find(found, key).isOutside()).isFalse();
    }
  }

  @Test
  void ratesAreThoseOfTheExtremeTypes() {
    Yardsticks found =
        measure(
            Map.of(
                POOL,
                new long[] {START},
                CapacityPool.parse("us-east-1a_c5.large"),
                new long[] {START, START + 7200}));
    assertThat(find(found, "interruptions_lowest_percent").value()).isEqualTo(100.0 / 24);
    assertThat(find(found, "interruptions_highest_percent").value()).isEqualTo(200.0 / 24);
  }

  @Test
  void aCorrelationIsOutsideOnlyIfChanceDoesNotGiveIt() {
    Yardsticks one = measure(Map.of());
    Yardsticks.Interruptions found = new Yardsticks.Interruptions(new TreeMap<>(), 0.5, Double.NaN);
    assertThat(find(of(one, 12, found), "volatility_correlation").isOutside()).isFalse();
    assertThat(find(of(one, 12, found), "volatility_correlation").high())
        .isCloseTo(2 / Math.sqrt(11), within(1e-12));
    assertThat(find(of(one, 20, found), "volatility_correlation").isOutside()).isTrue();
    assertThat(find(of(one, 1000, found), "volatility_correlation").low()).isEqualTo(-0.2);
  }

  private static Yardsticks of(Yardsticks like, int pools, Yardsticks.Interruptions found) {
    return new Yardsticks(
        like.window(),
        pools,
        like.poolHours(),
        like.changes(),
        like.hoursWithChange(),
        like.persistence(),
        like.steps(),
        like.stepsWithHeartbeats(),
        like.discounts(),
        like.hourPattern(),
        like.momentum(),
        found);
  }

  @Test
  void keysAreNeverRepeated() {
    List<String> keys = Yardstick.of(measure(Map.of())).stream().map(Yardstick::key).toList();
    assertThat(keys).doesNotHaveDuplicates().hasSize(21);
  }
}
