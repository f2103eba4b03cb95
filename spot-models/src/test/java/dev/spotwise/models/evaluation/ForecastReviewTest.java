package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.Labels;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.PriceStatistic;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastReviewTest {

  private static final Market MARKET = SmallMarket.random(1).market();
  private static final int FROM = 1100;
  private static final int TO = 1400;
  private static final TimeWindow WINDOW =
      new TimeWindow(MARKET.grid().instant(FROM), MARKET.grid().instant(TO));
  private static final Duration STEP = MARKET.grid().step();
  private static final Forecasts FORECASTS =
      Forecasts.of(
          MARKET,
          StandardFeatures.all(),
          SmallModels.bundle(SmallMarket.random(1), 1),
          IntStream.range(FROM, TO).toArray());

  @TempDir private Path folder;

  private static ForecastReview review(int every) {
    return ForecastReview.of(
        MARKET, FORECASTS, WINDOW, STEP.multipliedBy(every), MARKET.pools().get(1));
  }

  @Test
  void probabilitiesStandBesideWhatHappenedInTheWindowAlone() {
    ForecastReview.Reliability hour = review(1).stability().get(0);

    int[] origins = IntStream.range(FROM, TO).toArray();
    Labels labels = Labels.of(MARKET, origins, hour.horizon(), WINDOW);
    int rows = 0;
    int interrupted = 0;
    double squares = 0;
    for (int row = 0; row < labels.rows(); row++) {
      int pools = MARKET.pools().size();
      double risk = 1 - FORECASTS.survival(row / pools, row % pools, 0);
      if (labels.outcome(row) != Labels.Outcome.UNKNOWN && !Double.isNaN(risk)) {
        boolean hit = labels.outcome(row) == Labels.Outcome.INTERRUPTED;
        rows++;
        interrupted += hit ? 1 : 0;
        squares += (risk - (hit ? 1 : 0)) * (risk - (hit ? 1 : 0));
      }
    }
    assertThat(rows).isPositive();
    assertThat(hour.table().rows()).isEqualTo(rows);
    assertThat(hour.baseRate()).isCloseTo((double) interrupted / rows, within(1e-12));
    assertThat(hour.brierScore()).isCloseTo(squares / rows, within(1e-12));
  }

  @Test
  void aFanHoldsOnePoolsIntervalsAndThePricesThatCame() {
    ForecastReview review = review(6);
    ForecastReview.Fan sixHours = review.price().get(1);

    assertThat(review.pool()).isEqualTo(MARKET.pools().get(1));
    assertThat(sixHours.horizon()).isEqualTo(Duration.ofHours(6));
    assertThat(sixHours.points()).hasSize((TO - FROM) / 6);
    for (int i = 0; i < sixHours.points().size(); i++) {
      ForecastReview.Point point = sixHours.points().get(i);
      Instant origin = MARKET.grid().instant(FROM + 6 * i);
      Instant target = origin.plus(sixHours.horizon());
      long came = MARKET.prices(1).microUsdAt(target.getEpochSecond());
      boolean inside = target.isBefore(WINDOW.to());
      assertThat(point.origin()).isEqualTo(origin);
      assertThat(point.actualUsd()).isEqualTo(inside ? (Double) MicroUsd.toUsd(came) : NAN);
      assertThat(point.lowUsd())
          .isEqualTo((Double) FORECASTS.price(6 * i, 1, 1, PriceStatistic.LOW));
      assertThat(point.medianUsd())
          .isEqualTo((Double) FORECASTS.price(6 * i, 1, 1, PriceStatistic.MEDIAN));
      assertThat(point.highUsd())
          .isEqualTo((Double) FORECASTS.price(6 * i, 1, 1, PriceStatistic.HIGH));
    }
    assertThat(sixHours.coverage()).isBetween(0.0, 1.0);
    assertThat(sixHours.rows()).isPositive();
  }

  private static final Double NAN = Double.NaN;

  @Test
  void anEmptyWindowIsUnknownNotZero() {
    Instant end = MARKET.grid().instant(FROM);
    TimeWindow before = new TimeWindow(MARKET.grid().instant(FROM - 10), end);

    ForecastReview none = ForecastReview.of(MARKET, FORECASTS, before, STEP, MARKET.pools().get(0));

    assertThat(none.price().get(0).points()).isEmpty();
    assertThat(none.price().get(0).coverage()).isNaN();
    assertThat(none.stability().get(0).brierScore()).isNaN();
    assertThat(none.stability().get(0).baseRate()).isNaN();
    ForecastReviewJson.write(folder.resolve("r.json"), none);
    assertThat(ForecastReviewJson.read(folder.resolve("r.json"))).isEqualTo(none);
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    Path file = folder.resolve(ForecastReviewJson.FILE);
    ForecastReviewJson.write(file, review(3));

    assertThat(ForecastReviewJson.read(file)).isEqualTo(review(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format_version\" : 1 | \"format_version\" : 9 | must have format_version 1 but has 9",
        "\"pool\" | \"pond\" | pool",
        "\"rows\" : 0 | \"lines\" : 0 | rows",
        "\"brier_score\" : null | \"brier_score\" : \"x\" | a number or null must be given",
        "{ | [ | is malformed",
      })
  void whatIsDamagedIsRefusedWithTheFilesName(String text, String instead, String problem)
      throws IOException {
    Path file = folder.resolve(ForecastReviewJson.FILE);
    ForecastReview bare =
        new ForecastReview(
            WINDOW,
            CapacityPool.parse("us-east-1a_m5.large"),
            List.of(
                new ForecastReview.Reliability(
                    Duration.ofHours(1),
                    ReliabilityTable.of(new double[0], new boolean[0], 2),
                    Double.NaN)),
            List.of(new ForecastReview.Fan(Duration.ofHours(1), Double.NaN, 0, List.of())));
    ForecastReviewJson.write(file, bare);
    assertThat(ForecastReviewJson.read(file)).isEqualTo(bare);
    Files.writeString(file, Files.readString(file).replace(text, instead));

    assertThatExceptionOfType(MarketDataException.class)
        .isThrownBy(() -> ForecastReviewJson.read(file))
        .withMessageContaining(problem)
        .withMessageContaining(ForecastReviewJson.FILE)
        .withMessageContaining("spot backtest");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatExceptionOfType(MarketDataException.class)
        .isThrownBy(() -> ForecastReviewJson.read(folder.resolve("none.json")))
        .withMessageContaining("no such file: " + folder.resolve("none.json"));
  }
}
