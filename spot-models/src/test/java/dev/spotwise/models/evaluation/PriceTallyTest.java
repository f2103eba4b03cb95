package dev.spotwise.models.evaluation;

import static dev.spotwise.models.evaluation.TallyFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.models.evaluation.PriceSums.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PriceTallyTest {

  private static final List<String> NAMES = List.of("forest", "persistence");
  private static final double[] MEANS = {1, 2, 4, Double.NaN};
  private static final Offset<Double> ROUNDING = within(1e-12);

  private final PriceTally tally = new PriceTally(TallyFixture.origins(), MEANS, 2, 1);

  private static Forecast interval(double mean, double low, double median, double high) {
    return new Forecast(mean, low, median, high);
  }

  private static Forecast point(double usd) {
    return new Forecast(usd, Double.NaN, usd, Double.NaN);
  }

  private boolean add(int fold, int row, double actual, Forecast trained, Forecast persistence) {
    return tally.add(fold, row, actual, new Forecast[] {trained, persistence});
  }

  @Test
  void metricsAreThoseComputedByHand() {
    // Pool 0, mean 1: mean errs by 0.1, median by 0.2, inside. Pool 1, mean 2: by 0.4 and 0.2,
    // above.
    add(0, row(0, 0), 1.0, interval(1.1, 0.7, 0.8, 1.3), point(1.5));
    add(1, row(2, 1), 3.0, interval(2.6, 2.0, 2.8, 2.9), point(2.0));
    tally.naive(0, 0.1);
    tally.naive(1, 0.5);

    ModelMetrics trained = tally.metrics(NAMES, 0, 2).get(0);

    assertThat(trained.rows()).isEqualTo(2);
    assertThat(trained.metric(PriceMetrics.MAE)).isCloseTo(0.2, ROUNDING);
    assertThat(trained.metric(PriceMetrics.RMSE)).isCloseTo(Math.sqrt(0.17 / 2), ROUNDING);
    assertThat(trained.metric(MetricNames.MAE_SHARE)).isCloseTo((0.2 + 0.1) / 2, ROUNDING);
    assertThat(trained.metric(MetricNames.RMSE_SHARE))
        .isCloseTo(Math.sqrt((0.01 + 0.04) / 2), ROUNDING);
    // 0.2 / 0.1 in fold 0, 0.1 / 0.5 in fold 1.
    assertThat(trained.metric(PriceMetrics.MASE)).isCloseTo((2 + 0.2) / 2, ROUNDING);
    // Persistence errs by 0.5 and 1, as shares 0.5 and 0.5.
    assertThat(trained.metric(MetricNames.SKILL_MAE)).isCloseTo(1 - 0.2 / 0.75, ROUNDING);
    assertThat(trained.metric(MetricNames.SKILL_RMSE))
        .isCloseTo(1 - Math.sqrt(0.17 / 1.25), ROUNDING);
    assertThat(trained.metric(MetricNames.SKILL_MAE_SHARE)).isCloseTo(1 - 0.15 / 0.5, ROUNDING);
    assertThat(trained.metric(MetricNames.SKILL_RMSE_SHARE))
        .isCloseTo(1 - Math.sqrt(0.05 / 0.5), ROUNDING);
    // Prices 1 and 3 lie 1 from their mean; within pools nothing varies.
    assertThat(trained.metric(PriceMetrics.R2)).isCloseTo(1 - 0.17 / 2, ROUNDING);
    assertThat(trained.metric(PriceMetrics.R2_WITHIN_POOL)).isNaN();
    // Low: 0.05 x 0.3 and 0.05 x 1 / 2. High: 0.05 x 0.3 and 0.95 x 0.1 / 2.
    assertThat(trained.metric(MetricNames.PINBALL_LOW)).isCloseTo(0.02, ROUNDING);
    assertThat(trained.metric(MetricNames.PINBALL_MEDIAN)).isCloseTo(0.075, ROUNDING);
    assertThat(trained.metric(MetricNames.PINBALL_HIGH)).isCloseTo((0.015 + 0.0475) / 2, ROUNDING);
    assertThat(trained.metric(MetricNames.COVERAGE)).isEqualTo(0.5);
    assertThat(trained.metric(MetricNames.COVERAGE_MIN)).isZero();
    assertThat(trained.metric(MetricNames.COVERAGE_MAX)).isEqualTo(1);
    assertThat(trained.metric(MetricNames.COVERAGE_P5)).isCloseTo(0.05, ROUNDING);
    assertThat(trained.metric(MetricNames.WIDTH)).isCloseTo((0.6 + 0.45) / 2, ROUNDING);
  }

  @Test
  void aForecastWithoutBoundsHasNoIntervalMetrics() {
    add(0, row(0, 0), 1.0, point(1.1), point(1.5));
    ModelMetrics trained = tally.metrics(NAMES, 0, 2).get(0);

    assertThat(trained.metric(MetricNames.COVERAGE)).isNaN();
    assertThat(trained.metric(MetricNames.PINBALL_LOW)).isNaN();
    assertThat(trained.metric(MetricNames.PINBALL_MEDIAN)).isCloseTo(0.05, ROUNDING);
    assertThat(trained.metric(MetricNames.WIDTH)).isNaN();
  }

  @Test
  void aRowThatOneModelDoesNotForecastCountsForNone() {
    assertThat(add(0, row(0, 0), 1.0, point(Double.NaN), point(1))).isFalse();
    assertThat(add(0, row(0, 1), 1.0, point(1), point(Double.NaN))).isFalse();
    assertThat(add(0, row(0, 2), 1.0, point(1), point(1))).isTrue();

    assertThat(tally.metrics(NAMES, 0, 2)).extracting(ModelMetrics::rows).containsOnly(1);
    assertThat(tally.byPool("forest")).hasSize(1);
  }

  @Test
  void withoutRowsNothingIsMeasured() {
    ModelMetrics trained = tally.metrics(NAMES, 1, 2).get(0);

    assertThat(trained.rows()).isZero();
    assertThat(trained.metrics().values()).allMatch(value -> value.isNaN());
  }

  @Test
  void manyRowsGiveWhatTheMetricsOfRowsGive() {
    Random random = new Random(3);
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < 16; row++) {
      int pool = row % TallyFixture.POOLS;
      if (pool < 3) {
        double actual = 1 + pool + random.nextDouble();
        double forecast = 1 + pool + random.nextDouble();
        rows.add(new double[] {forecast, actual, pool, forecast - 0.3, forecast + 0.3});
        add(
            row / 8,
            row,
            actual,
            interval(forecast, forecast - 0.3, forecast, forecast + 0.3),
            point(1));
      }
    }
    int[] pools = rows.stream().mapToInt(row -> (int) row[2]).toArray();

    ModelMetrics trained = tally.metrics(NAMES, 0, 2).get(0);

    SortedMap<String, Double> expected = PriceMetrics.of(column(rows, 0), column(rows, 1), pools);
    expected.forEach((name, value) -> assertThat(trained.metric(name)).isCloseTo(value, ROUNDING));
    IntervalCoverage coverage =
        IntervalCoverage.of(column(rows, 3), column(rows, 4), column(rows, 1), pools);
    assertThat(trained.metric(MetricNames.COVERAGE)).isCloseTo(coverage.share(), ROUNDING);
    assertThat(trained.metric(MetricNames.COVERAGE_MIN)).isEqualTo(coverage.minPoolShare());
    assertThat(trained.metric(MetricNames.COVERAGE_MAX)).isEqualTo(coverage.maxPoolShare());
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  @Test
  void poolsHaveTheirOwnErrors() {
    add(0, row(0, 0), 1.0, point(1.1), point(1.5));
    add(1, row(3, 2), 1.0, point(1.8), point(1.4));

    SortedMap<String, ModelMetrics> pools = tally.byPool("forest");

    assertThat(pools.keySet()).containsExactly("us-east-1a_m5.large", "us-east-1c_m5.large");
    ModelMetrics third = pools.get("us-east-1c_m5.large");
    assertThat(third.metric(PriceMetrics.MAE)).isCloseTo(0.8, ROUNDING);
    assertThat(third.metric(MetricNames.MAE_SHARE)).isCloseTo(0.2, ROUNDING);
    assertThat(third.metric(MetricNames.SKILL_RMSE)).isCloseTo(-1, ROUNDING);
  }

  @Test
  void aChangeIsJudgedBesideTheShareOfChangesInTraining() {
    ChangeTally changes = new ChangeTally(2);
    changes.base(0, 0.5);
    changes.base(1, 0.25);
    changes.add(0, true, 0.9);
    changes.add(1, false, 0.2);
    SortedMap<String, Double> metrics = new TreeMap<>();

    changes.into(metrics, 0, 2);

    assertThat(metrics.get(MetricNames.CHANGE_SHARE)).isEqualTo(0.5);
    assertThat(metrics.get(MetricNames.CHANGE_BRIER)).isCloseTo((0.01 + 0.04) / 2, ROUNDING);
    assertThat(metrics.get(MetricNames.CHANGE_BRIER_BASE)).isCloseTo((0.25 + 0.0625) / 2, ROUNDING);
    assertThat(metrics.get(MetricNames.CHANGE_LOG_LOSS))
        .isCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, ROUNDING);
    assertThat(metrics.get(MetricNames.CHANGE_LOG_LOSS_BASE))
        .isCloseTo(-(Math.log(0.5) + Math.log(0.75)) / 2, ROUNDING);
    changes.add(0, true, Double.NaN);
    changes.into(metrics, 0, 1);
    assertThat(metrics.get(MetricNames.CHANGE_BRIER)).isNaN();
    assertThat(metrics.get(MetricNames.CHANGE_BRIER_BASE)).isEqualTo(0.25);
  }

  @Test
  void originsKnowTheirFoldsLagsAndMeanPrices() {
    TestOrigins origins = TallyFixture.origins();

    assertThat(origins.size()).isEqualTo(4);
    assertThat(origins.foldStart(1)).isEqualTo(2);
    assertThat(origins.foldStart(2)).isEqualTo(4);
    assertThat(origins.ticks()).containsExactly(1000, 1001, 1002, 1003);
    assertThat(origins.lag(Duration.ofMinutes(30))).isEqualTo(1);
    assertThat(origins.lag(Duration.ofHours(6))).isEqualTo(6);
    assertThat(DoubleStream.of(origins.meanPrices()).boxed())
        .hasSize(4)
        .allMatch(mean -> mean > 0.005 && mean < 0.12);
  }

  @Test
  void quantilesAreLinearBetweenNeighbours() {
    double[] sorted = {1, 2, 4, 8};

    assertThat(Quantiles.ofSorted(sorted, 0)).isEqualTo(1);
    assertThat(Quantiles.ofSorted(sorted, 1)).isEqualTo(8);
    assertThat(Quantiles.ofSorted(sorted, 0.5)).isEqualTo(3);
    assertThat(Quantiles.ofSorted(new double[0], 0.5)).isNaN();
    assertThat(Quantiles.ofSorted(new double[] {7}, 0.95)).isEqualTo(7);
  }
}
