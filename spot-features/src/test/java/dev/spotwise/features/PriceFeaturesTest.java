package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFeaturesTest extends FeatureExtractorContract {

  private static final long USD = 1_000_000;

  @Override
  FeatureExtractor extractor() {
    return StandardFeatures.of(EnumSet.of(FeatureFamily.PRICE));
  }

  /** On demand 1 USD; 0.100 USD at tick 0 and a mill dearer at each tick: 0.140 USD at tick 40. */
  private static Market rising(long stepSeconds, int length) {
    TimeGrid grid = Rows.grid(stepSeconds, length);
    PoolHistory pool = PoolHistory.constant("us-east-1a", USD, 100_000);
    for (int tick = 0; tick < length; tick++) {
      pool = pool.withPrice(grid.epochSecond(tick), 100_000 + 1000L * tick);
    }
    return PoolHistory.market(grid, pool);
  }

  private void requireClose(Market market, int origin, String column, double expected) {
    assertThat((double) Rows.value(market, extractor(), origin, column))
        .as(column)
        .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "discount, 86",
    // 5, 10, 15, 30 and 60 minutes are 2 (1.5), 3 (3.1), 5 (4.6), 9 (9.2) and 18 (18.5) steps.
    "price_lag_5m, 0.138",
    "price_lag_10m, 0.137",
    "price_lag_15m, 0.135",
    "price_lag_30m, 0.131",
    "price_lag_60m, 0.122",
    // 1 h is the 18 ticks 23 to 40, 2 h the 37 (36.9) ticks 4 to 40.
    "discount_mean_1h, 86.85",
    "price_mean_1h, 0.1315",
    "price_mean_2h, 0.122",
    // Of n equally spaced values: 0.001 sqrt((n^2 - 1) / 12).
    "price_sd_1h, 0.00518813",
    "price_sd_2h, 0.01067708",
    // Not 74 ticks yet.
    "price_trend_4h, NaN",
    // One pool is its own baseline.
    "discount_above_baseline, 0"
  })
  void lagsAndWindowsRoundToTheNearestStep(String column, double expected) {
    float actual = Rows.value(rising(195, 80), extractor(), 40, column);

    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat((double) actual).isCloseTo(expected, within(1e-5 * Math.max(0.01, expected)));
    }
  }

  @Test
  void theTrendIsPerHourAndNeedsItsWholeWindow() {
    Market market = rising(195, 80);

    // 4 h are 74 (73.8) ticks: 0 to 73.
    assertThat(Rows.value(market, extractor(), 72, "price_trend_4h")).isNaN();
    requireClose(market, 73, "price_trend_4h", 0.001 * 3600 / 195);
    requireClose(market, 79, "price_trend_4h", 0.001 * 3600 / 195);
  }

  @Test
  void atStepsOfADayEveryWindowIsOneTickAndEveryLagIsYesterday() {
    Market market = rising(86_400, 10);

    requireClose(market, 5, "price_lag_5m", 0.104);
    requireClose(market, 5, "price_lag_60m", 0.104);
    requireClose(market, 5, "price_mean_4h", 0.105);
    requireClose(market, 5, "price_sd_4h", 0);
    requireClose(market, 5, "price_volatility_24h", 0);
    assertThat(Rows.value(market, extractor(), 5, "price_trend_4h")).isNaN();
  }

  @Test
  void thePriceBeforeTheGridIsUnknownToTheLags() {
    Market market = rising(300, 20);

    assertThat(Rows.value(market, extractor(), 11, "price_lag_60m")).isNaN();
    requireClose(market, 12, "price_lag_60m", 0.1);
    requireClose(market, 0, "price_mean_4h", 0.1);
  }

  @Test
  void aPoolWithoutAPriceHasNoPriceFeaturesUntilItHasOne() {
    TimeGrid grid = Rows.grid(300, 400);
    PoolHistory priced = PoolHistory.constant("us-east-1b", USD, 300_000);
    PoolHistory late =
        PoolHistory.constant("us-east-1a", USD, 1)
            .until(Long.MIN_VALUE + 1)
            .withPrice(grid.epochSecond(10), 500_000);
    Market market = PoolHistory.market(grid, late, priced);

    assertThat(Rows.at(market, extractor(), 9).get(0)).containsOnly(Float.NaN);
    requireClose(market, 10, "price_mean_4h", 0.5);
    requireClose(market, 10, "price_sd_4h", 0);
    // Discounts 50 and 70; their mean is 60.
    requireClose(market, 10, "discount_above_baseline", -10);
    assertThat(Rows.value(market, extractor(), 56, "price_trend_4h")).isNaN();
    requireClose(market, 57, "price_trend_4h", 0);
  }

  @Test
  void aConstantPriceHasNoSpreadWhateverCameBefore() {
    TimeGrid grid = Rows.grid(300, 700);
    PoolHistory pool =
        PoolHistory.constant("us-east-1a", 96_000, 33_333)
            .withPrice(grid.epochSecond(100), 4_799_999)
            .withPrice(grid.epochSecond(200), 31_415);

    Market market = PoolHistory.market(grid, pool);

    assertThat(Rows.value(market, extractor(), 487, "price_volatility_24h")).isZero();
    assertThat(Rows.value(market, extractor(), 486, "price_volatility_24h")).isPositive();
  }

  @ParameterizedTest(name = "{0} micro-USD")
  @CsvSource({
    "1500000, -50",
    "50000000, -4900",
    "50000001, -4900",
    "1000000000000, -4900",
    "1, 99.9999"
  })
  void aPriceAboveOnDemandCountsUpToFiftyTimesIt(long price, double discount) {
    Market market =
        PoolHistory.market(Rows.grid(300, 300), PoolHistory.constant("us-east-1a", USD, price));

    requireClose(market, 299, "discount", discount);
    requireClose(market, 299, "price_mean_1h", 1 - discount / 100);
    requireClose(market, 299, "price_volatility_24h", 0);
  }

  @Test
  void aPriceIsNeverRoundedToNothing() {
    Market market =
        PoolHistory.market(Rows.grid(300, 300), PoolHistory.constant("us-east-1a", 100 * USD, 1));

    requireClose(market, 299, "price_mean_1h", 1e-6);
    requireClose(market, 299, "price_volatility_24h", 0);
  }
}
