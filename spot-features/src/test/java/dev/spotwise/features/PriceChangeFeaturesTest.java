package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceChangeFeaturesTest extends FeatureExtractorContract {

  private static final long USD = 1_000_000;

  @Override
  FeatureExtractor extractor() {
    return StandardFeatures.of(EnumSet.of(FeatureFamily.PRICE_CHANGE));
  }

  @ParameterizedTest(name = "seed {0}, steps of {1} s")
  @CsvSource({
    "1, 300, 10000",
    "2, 195, 3000",
    "3, 30, 6000",
    "4, 3600, 1500",
    "5, 25200, 300",
    "6, 86400, 120"
  })
  void everyColumnIsWhatItsDefinitionSays(long seed, long step, int length) {
    TimeGrid grid = Rows.grid(step, length);
    Market market = PoolHistory.market(grid, PoolHistory.random(seed, grid, 4));
    FeatureStream stream = extractor().open(market.shape());
    FeatureMatrix out = FeatureMatrix.allocate(extractor().schema(grid.step()), market.pools(), 4);
    List<List<Long>> past =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    MarketCursor cursor = market.cursor();
    Random random = new Random(seed);
    int compared = 0;
    while (cursor.advance()) {
      stream.advance(cursor.tick());
      for (int pool = 0; pool < 4; pool++) {
        past.get(pool).add(cursor.tick().microUsd(pool));
      }
      int left = length - cursor.tick().index();
      if (cursor.tick().index() < 20 || random.nextInt(left > 300 ? length / 40 : 8) == 0) {
        stream.write(0, 4, out, 0);
        for (int pool = 0; pool < 4; pool++) {
          Map<String, Double> expected =
              new ReferencePriceChanges(past.get(pool), market.shape().onDemandMicroUsd(pool), step)
                  .row();
          requireRow(out, pool, expected, "tick " + cursor.tick().index());
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  private static void requireRow(
      FeatureMatrix out, int row, Map<String, Double> expected, String where) {
    assertThat(out.schema().names()).containsExactlyElementsOf(expected.keySet());
    int column = 0;
    for (Map.Entry<String, Double> entry : expected.entrySet()) {
      double actual = out.get(row, column++);
      if (Double.isNaN(entry.getValue())) {
        assertThat(actual).as("%s at %s", entry.getKey(), where).isNaN();
      } else {
        assertThat(actual)
            .as("%s at %s, pool %d", entry.getKey(), where, row)
            .isCloseTo(entry.getValue(), within(2e-7 + 1e-6 * Math.abs(entry.getValue())));
      }
    }
  }

  /** 0.200 USD until hour 40, then 0.220, at hour 44 0.209, a heartbeat at hour 46. */
  private static Market twoChanges(int length) {
    TimeGrid grid = Rows.grid(3600, length);
    return PoolHistory.market(
        grid,
        PoolHistory.constant("us-east-1a", USD, 200_000)
            .withPrice(grid.epochSecond(40), 220_000)
            .withPrice(grid.epochSecond(44), 209_000)
            .withPrice(grid.epochSecond(46), 209_000));
  }

  @ParameterizedTest(name = "{0} at hour {1}")
  @CsvSource({
    // ln 1.1 = 0.09531, ln 0.95 = -0.05129, their sum ln 1.045 = 0.04402
    "change_1h, 40, 0.09531",
    "change_1h, 46, 0",
    "change_3h, 46, -0.05129",
    "change_6h, 45, 0.04402",
    "change_14d, 46, 0.04402",
    "last_change, 39, 0",
    "last_change, 46, -0.05129",
    "last_change_2, 46, 0.09531",
    "last_change_3, 46, 0",
    "hours_since_change, 39, 720",
    "hours_since_change, 44, 0",
    "hours_since_change, 46, 2",
    "hours_since_change, 900, 720",
    "hours_between_changes_1, 46, 4",
    "hours_between_changes_2, 46, 168",
    // 0.7 x 0.3 x 0.09531 - 0.3 x 0.05129, 0.9 x 0.1 x 0.09531 - 0.1 x 0.05129
    "smoothed_change_fast, 46, 0.004628",
    "smoothed_change_slow, 46, 0.003449",
    "changes_6h, 45, 2",
    "changes_6h, 46, 1",
    "changes_24h, 46, 2",
    "rises_less_falls_24h, 42, 1",
    "rises_less_falls_24h, 46, 0",
    "total_change_24h, 46, 0.14660",
    // sqrt(0.009084 + 0.002631)
    "realized_volatility_7d, 46, 0.10824",
    // hours 41 to 43 at ln 1.1, 44 to 46 at ln 1.045
    "log_price_above_mean_6h, 46, -0.025647",
    // of 24 hours 17 at 0, 4 at 0.09531, 3 at 0.04402
    "log_price_sd_24h, 46, 0.036039",
    // (0.14660 + 5 x 0.003) / (2 + 5)
    "mean_abs_change_30d, 46, 0.023086",
    // all has been forgotten
    "last_change, 764, 0",
    "realized_volatility_30d, 764, 0",
    "mean_abs_change_30d, 764, 0.003"
  })
  void aHandMadeHistory(String column, int hour, double expected) {
    assertThat((double) Rows.value(twoChanges(1000), extractor(), hour, column))
        .isCloseTo(expected, within(5e-6));
  }

  @Test
  void nothingIsKnownBeforeTheFirstPrice() {
    TimeGrid grid = Rows.grid(3600, 40);
    PoolHistory late =
        PoolHistory.constant("us-east-1a", USD, 1)
            .until(Long.MIN_VALUE + 1)
            .withPrice(grid.epochSecond(10), 500_000);
    Market market = PoolHistory.market(grid, late);

    assertThat(Rows.at(market, extractor(), 9).get(0)).containsOnly(Float.NaN);
    assertThat(Rows.at(market, extractor(), 10).get(0)).doesNotContain(Float.NaN);
    assertThat(Rows.value(market, extractor(), 10, "changes_24h")).isZero();
    assertThat(Rows.value(market, extractor(), 10, "change_14d")).isZero();
  }

  @Test
  void pricesFarBeyondOnDemandCountAsAThousandfoldOfIt() {
    TimeGrid grid = Rows.grid(3600, 4);
    PoolHistory pool =
        PoolHistory.constant("us-east-1a", USD, USD)
            .withPrice(grid.epochSecond(1), MicroUsd.MAX)
            .withPrice(grid.epochSecond(2), 1);
    Market market = PoolHistory.market(grid, pool);

    assertThat((double) Rows.value(market, extractor(), 1, "last_change"))
        .isCloseTo(StrictMath.log(1000), within(1e-6));
    assertThat((double) Rows.value(market, extractor(), 2, "last_change"))
        .isCloseTo(-2 * StrictMath.log(1000), within(1e-6));
  }

  @Test
  void theLookbackIsThirtyDays() {
    assertThat(extractor().lookback()).isEqualTo(Duration.ofDays(30));
  }
}
