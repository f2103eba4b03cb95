package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketStatisticsTest {

  @Test
  void pricesAreSampledHourly() {
    // 30 % of on-demand for a day, then 40 %; a price between two hours is never seen.
    TimeGrid grid = Markets.grid("2025-01-01/2025-01-03");
    long day = grid.epochSecond(288);
    PriceSeries prices =
        PriceSeries.of(
            new long[] {grid.epochSecond(0), grid.epochSecond(1), grid.epochSecond(2), day},
            new long[] {30_000, 90_000, 30_000, 40_000});
    Market market =
        Market.over(grid)
            .pool(CapacityPool.of("z1", "a.b"), Markets.type("a.b"), 100_000, prices)
            .build();

    MarketStatistics statistics = MarketStatistics.of(market);

    assertThat(statistics.discounts().count()).isEqualTo(48);
    assertThat(statistics.discounts().quantile(0.1)).isCloseTo(60, within(0.1));
    assertThat(statistics.discounts().quantile(0.9)).isCloseTo(70, within(0.1));
    assertThat(statistics.usd(0).quantile(0.9)).isCloseTo(0.04, within(0.0001));
    assertThat(statistics.share(0).quantile(0.9)).isCloseTo(40, within(0.1));
    assertThat(statistics.meanUsd(0, 0)).isCloseTo(0.03, within(1e-12));
    assertThat(statistics.priceBuckets().seconds()).isEqualTo(3600);
    // All 24 changes over 24 hours are + 33 %.
    assertThat(statistics.volatilityPercent(0)).isCloseTo(0, within(1e-9));
    assertThat(statistics.exposure().hours()).isZero();
    assertThat(statistics.exposure().percentPerHour()).isNaN();
  }

  @Test
  void aWatchedPoolIsExposedAllTheTimeAndADownOneIsNot() {
    TimeGrid grid = Markets.grid("2025-01-01/2025-01-05");
    CapacityPool pool = CapacityPool.of("z1", "a.b");
    Market watched =
        Market.over(grid)
            .pool(pool, Markets.type("a.b"), Markets.ON_DEMAND, Markets.steps(grid, 0))
            .interruptions(pool, InterruptionSeries.of(grid.epochSecond(5), grid.epochSecond(900)))
            .build();

    MarketStatistics all = MarketStatistics.of(watched);
    assertThat(all.exposure(0).events()).isEqualTo(2);
    assertThat(all.exposure(0).hours()).isCloseTo(96, within(1e-9));
    assertThat(all.byDiscount().stream().mapToLong(e -> e.events()).sum()).isEqualTo(2);

    MarketStatistics up = MarketStatistics.of(Markets.traced());
    assertThat(up.exposure(0).hours()).isCloseTo(48, within(1e-9));
    assertThat(up.exposure(0).events()).isEqualTo(4);
    // An interruption counts in the span in which the pool was still up: 06 to 12 o'clock.
    assertThat(up.rateBuckets().seconds()).isEqualTo(3 * 3600);
    assertThat(up.exposure(0, 3).events()).isEqualTo(1);
    assertThat(up.exposure(0, 4).events()).isZero();
  }

  @Test
  void volatilityIsTheDeviationOfTheDailyChange() {
    Volatility volatility = new Volatility(2, 1);
    double[] prices = {1, 1.1, 1.1, Double.NaN, 1};
    for (double price : prices) {
      volatility.add(0, price);
      volatility.add(1, Double.NaN);
      volatility.next();
    }
    // Changes 10 % and 0 %; deviation 10 / sqrt(2).
    assertThat(volatility.percent(0)).isCloseTo(7.0710678118654755, within(1e-9));
    assertThat(volatility.percent(1)).isNaN();
  }

  @Test
  void histogramGivesQuantilesToOneBinAndKeepsWhatLiesOutside() {
    Histogram values = new Histogram(0, 10, 10);
    assertThat(values.quantile(0.5)).isNaN();
    for (double value : new double[] {-5, 1.5, 2.5, 3.5, 20, Double.NaN}) {
      values.add(value);
    }
    assertThat(values.count()).isEqualTo(5);
    assertThat(values.quantile(0.5)).isBetween(2.0, 3.0);
    assertThat(values.quantile(1)).isLessThanOrEqualTo(20);
    assertThat(values.quantile(0)).isGreaterThanOrEqualTo(-5);
    assertThat(values.count(9)).isEqualTo(1);
    assertThat(values.middle(0)).isEqualTo(0.5);
  }

  @Test
  void commonestTypesAreShownFirst() {
    List<String> types =
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n");
    Market.Builder market = Market.over(Markets.grid("2025-01-01/2025-01-02"));
    for (String type : types) {
      market.pool(pool("z1", type), Markets.type(type), 100_000, price());
    }
    market.pool(pool("z2", "n"), Markets.type("n"), 100_000, price());
    MarketGroups groups = MarketGroups.of(market.build());

    assertThat(groups.types().subList(0, 12)).contains("n").isSorted();
    assertThat(groups.types().subList(12, 14)).containsExactly("l", "m");
    assertThat(groups.color("m")).isEqualTo(Theme.OTHER);
    assertThat(groups.color("never seen")).isEqualTo(Theme.OTHER);
    assertThat(groups.color("a")).isEqualTo(Theme.BLUE);
    assertThat(groups.stroke(0)).isNotEqualTo(groups.stroke(1));
  }

  private static CapacityPool pool(String zone, String type) {
    return CapacityPool.of(zone, type);
  }

  private static PriceSeries price() {
    return PriceSeries.of(new long[] {0}, new long[] {30_000});
  }
}
