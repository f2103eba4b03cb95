package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {

  private static final CapacityPool C5 = CapacityPool.of("us-east-1a", "c5.large");
  private static final CapacityPool M5 = CapacityPool.of("us-east-1a", "m5.large");
  private static final CapacityPool P3 = CapacityPool.of("us-east-1b", "p3.2xlarge");
  private static final TimeGrid GRID =
      new TimeGrid(Instant.ofEpochSecond(1000), Duration.ofSeconds(100), 4);

  /**
   * Ticks at 1000, 1100, 1200 and 1300. c5: 40 at 900, 50 at 1100, of 100; watched, events at 700
   * and 900 (before the grid's first step), 1150 and 1350 (after its last tick). m5: unknown until
   * 1150, then 20 and at 1180 80, of 100; nobody looked. p3: always 10 of 40; up, down at 1150, up
   * at 1300.
   */
  private static Market market() {
    return Market.over(GRID)
        .pool(P3, new InstanceType("p3.2xlarge", 8, 61), 40, series(0, 10))
        .pool(M5, new InstanceType("m5.large", 2, 8), 100, series(1150, 20, 1180, 80))
        .pool(C5, new InstanceType("c5.large", 2, 4), 100, series(900, 40, 1100, 50))
        .interruptions(C5, InterruptionSeries.of(700, 900, 1150, 1350))
        .availability(
            P3,
            new AvailabilitySeries.Builder()
                .add(1000, Availability.UP)
                .add(1150, Availability.DOWN)
                .add(1300, Availability.UP)
                .build())
        .build();
  }

  private static PriceSeries series(long... timesAndPrices) {
    long[] times = new long[timesAndPrices.length / 2];
    long[] prices = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = timesAndPrices[2 * i];
      prices[i] = timesAndPrices[2 * i + 1];
    }
    return PriceSeries.of(times, prices);
  }

  @Test
  void aCursorShowsWhatWasKnownAtEachTick() {
    assertThat(MicroMarkets.ticks(market(), 0, 3))
        .containsExactly(
            "0@1000 67.5 | us-east-1a_c5.large 40 UNKNOWN true 0 true"
                + " | us-east-1a_m5.large -1 UNKNOWN false 0 false"
                + " | us-east-1b_p3.2xlarge 10 UP true 0 true",
            "1@1100 62.5 | us-east-1a_c5.large 50 UNKNOWN true 0 true"
                + " | us-east-1a_m5.large -1 UNKNOWN false 0 false"
                + " | us-east-1b_p3.2xlarge 10 UP true 0 true",
            "2@1200 48.333333333333336 | us-east-1a_c5.large 50 UNKNOWN true 1 true"
                + " | us-east-1a_m5.large 80 UNKNOWN false 0 true"
                + " | us-east-1b_p3.2xlarge 10 DOWN true 1 false",
            "3@1300 48.333333333333336 | us-east-1a_c5.large 50 UNKNOWN true 0 true"
                + " | us-east-1a_m5.large 80 UNKNOWN false 0 true"
                + " | us-east-1b_p3.2xlarge 10 UP true 0 true");
  }

  @Test
  void interruptionsBeforeTheFirstStepAreNotCounted() {
    Market market =
        Market.over(GRID)
            .pool(C5, new InstanceType("c5.large", 2, 4), 100, series(0, 40))
            .interruptions(C5, InterruptionSeries.of(100, 900, 901 + 180))
            .build();
    MarketCursor cursor = market.cursor();
    int total = 0;
    while (cursor.advance()) {
      total += cursor.tick().interruptions(0);
    }
    assertThat(total).isEqualTo(1);
  }

  @Test
  void aCursorStopsAfterTheLastTick() {
    MarketCursor cursor = market().cursor();
    assertThat(cursor.tick().index()).isEqualTo(-1);
    while (cursor.advance()) {
      assertThat(cursor.tick().index()).isLessThan(4);
    }
    assertThat(cursor.advance()).isFalse();
    assertThat(cursor.tick().index()).isEqualTo(3);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aPartitionShowsTheSameAsTheWhole(long seed) {
    Market market = MicroMarkets.random(seed, 11);
    List<String> whole = MicroMarkets.ticks(market, 0, 11);
    List<String> left = MicroMarkets.ticks(market, 0, 4);
    List<String> right = MicroMarkets.ticks(market, 4, 7);
    for (int tick = 0; tick < whole.size(); tick++) {
      String tail = right.get(tick).substring(right.get(tick).indexOf(" | "));
      assertThat(left.get(tick) + tail).isEqualTo(whole.get(tick));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theBaselineIsTheMeanDiscountOfKnownPrices(long seed) {
    Market market = MicroMarkets.random(seed, 7);
    for (int tick = 0; tick < market.grid().length(); tick++) {
      List<Double> discounts = new ArrayList<>();
      for (int pool = 0; pool < 7; pool++) {
        long price = market.prices(pool).microUsdAt(market.grid().epochSecond(tick));
        if (price != MicroUsd.UNKNOWN) {
          discounts.add(MicroUsd.discountPercent(price, market.shape().onDemandMicroUsd(pool)));
        }
      }
      double mean =
          discounts.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
      if (discounts.isEmpty()) {
        assertThat(market.baselineDiscountPercent(tick)).isNaN();
      } else {
        assertThat(market.baselineDiscountPercent(tick)).isCloseTo(mean, within(1e-6));
      }
    }
  }

  @Test
  void anAbsurdSpotPriceDoesNotWrapTheBaseline() {
    Market.Builder builder = Market.over(GRID);
    for (int i = 0; i < 50; i++) {
      builder.pool(
          CapacityPool.of("zone-" + i, "c5.large"),
          new InstanceType("c5.large", 2, 4),
          1,
          series(0, MicroUsd.MAX));
    }
    assertThat(builder.build().baselineDiscountPercent(0)).isLessThan(-1e6);
  }

  @Test
  void shapeAndSeriesAreFoundByPoolIndex() {
    Market market = market();
    assertThat(market.pools()).containsExactly(C5, M5, P3);
    assertThat(market.shape().indexOf(M5)).isEqualTo(1);
    assertThat(market.shape().indexOf(CapacityPool.of("x", "y"))).isNegative();
    assertThat(market.shape().type(2).vcpuCount()).isEqualTo(8);
    assertThat(market.shape().stepSeconds()).isEqualTo(100);
    assertThat(market.knowsInterruptions()).isTrue();
    assertThat(market.interruptions(1)).isEmpty();
    assertThat(market.interruptions(2)).contains(InterruptionSeries.of(1150));
    assertThat(market.availability(0)).isEmpty();
    assertThat(market.cursor(1, 2).shape().pools()).containsExactly(M5, P3);
  }

  @Test
  void wrongMembersAreRefused() {
    Market.Builder builder = Market.over(GRID);
    InstanceType c5 = new InstanceType("c5.large", 2, 4);
    assertThatThrownBy(builder::build).hasMessageContaining("at least one pool");
    assertThatThrownBy(() -> builder.pool(M5, c5, 1, series(0, 1)))
        .hasMessageContaining("type must be m5.large but was c5.large");
    assertThatThrownBy(() -> builder.pool(C5, c5, 0, series(0, 1)))
        .hasMessageContaining("on-demand price must be > 0");
  }
}
