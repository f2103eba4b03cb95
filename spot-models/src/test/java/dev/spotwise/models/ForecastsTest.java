package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.baseline.PersistencePredictor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastsTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final ModelCard CARD = SmallModels.card("any", SmallModels.set(MARKET), 1);
  private static final ModelBundle BUNDLE =
      new ModelBundle(
          new PersistencePredictor(CARD), new BaseRateRanker(CARD, new double[] {0.9, 0.8}));

  private static Forecasts at(int... origins) {
    return Forecasts.of(MARKET.market(), StandardFeatures.all(), BUNDLE, origins);
  }

  @ParameterizedTest(name = "tick {0}: origin {1}")
  @CsvSource({"0, -1", "9, -1", "10, 0", "11, 0", "19, 0", "20, 1", "39, 1", "40, 2", "1000, 2"})
  void theLatestOriginAtOrBeforeATickCounts(int tick, int origin) {
    assertThat(at(10, 20, 40).originAt(tick)).isEqualTo(origin);
  }

  @Test
  void everyPoolHasItsForecastAtEveryOrigin() {
    Forecasts forecasts = at(10, 500);

    for (int origin = 0; origin < 2; origin++) {
      for (int pool = 0; pool < 4; pool++) {
        long second = MARKET.grid().epochSecond(forecasts.originTick(origin));
        Double last = MicroUsd.toUsd(MARKET.market().prices(pool).microUsdAt(second));
        assertThat(forecasts.usdPerHour(origin, pool, 1)).isEqualTo(last);
        assertThat(forecasts.survival(origin, pool, 1))
            .isEqualTo(Double.valueOf(last.isNaN() ? Double.NaN : 0.8));
      }
    }
    assertThat(forecasts.usdPerHour(0, 3, 0)).isNaN();
    assertThat(forecasts.priceHorizons()).isEqualTo(SmallModels.HORIZONS);
    assertThat(forecasts.survivalHorizons()).isEqualTo(SmallModels.HORIZONS);
  }

  @Test
  void theModelsKnowNothingAfterTheirTrainingWindow() {
    assertThat(at(10).knowsUntil()).isEqualTo(MARKET.grid().instant(1080));
  }

  @Test
  void aPoolOrHorizonThatIsNotThereIsNotAnothersForecast() {
    Forecasts forecasts = at(10, 20);

    assertThatThrownBy(() -> forecasts.usdPerHour(0, 4, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> forecasts.survival(0, -1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> forecasts.usdPerHour(0, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> forecasts.survival(0, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void partsTakeTurnsEachFromItsFirstOrigin() {
    Forecasts other =
        Forecasts.of(
            MARKET.market(),
            StandardFeatures.all(),
            new ModelBundle(
                new PersistencePredictor(CARD), new BaseRateRanker(CARD, new double[] {0.5, 0.4})),
            new int[] {500, 600});

    Forecasts joined = Forecasts.joined(List.of(at(), at(10, 400), at(), other, at(700)));

    assertThat(joined.originAt(499)).isEqualTo(1);
    assertThat(joined.originAt(500)).isEqualTo(2);
    double[] survivals = {0.8, 0.8, 0.4, 0.4, 0.8};
    for (int origin = 0; origin < 5; origin++) {
      assertThat(joined.survival(origin, 1, 1)).isEqualTo(survivals[origin]);
    }
    assertThat(joined.usdPerHour(4, 1, 0)).isEqualTo(at(700).usdPerHour(0, 1, 0));
    assertThat(joined.originTick(3)).isEqualTo(600);
    assertThat(Forecasts.joined(List.of(joined)).survival(2, 0, 0)).isEqualTo(0.5);
  }

  @Test
  void partsMustFollowEachOtherAndBeAlike() {
    assertThatThrownBy(() -> Forecasts.joined(List.of(at(10, 20), at(20, 30))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parts must follow each other but one begins at tick 20 after one ended at 20");
    List<Duration> hour = List.of(Duration.ofHours(1));
    List<Duration> both = SmallModels.HORIZONS;
    for (Forecasts unlike :
        List.of(
            Forecasts.none(3, both, both),
            Forecasts.none(4, hour, both),
            Forecasts.none(4, both, hour))) {
      assertThatThrownBy(() -> Forecasts.joined(List.of(at(10), unlike)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("parts must have the same pools and horizons but had 4, [PT1H");
    }
  }

  @Test
  void forecastsAreReadNoEarlierThanTheirModelsEnd() {
    // trained until tick 1080
    at(10, 1080).requireKnowsNothingFrom(MARKET.grid().instant(1080));
    at(1080).requireKnowsNothingFrom(MARKET.grid().instant(5));
    at().requireKnowsNothingFrom(MARKET.grid().instant(5));
    for (int[] origins : new int[][] {{10, 1080}, {1079}}) {
      assertThatThrownBy(() -> at(origins).requireKnowsNothingFrom(MARKET.grid().instant(1079)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("models must be trained before the window begins at");
    }
    assertThatThrownBy(
            () ->
                Forecasts.joined(
                        List.of(
                            Forecasts.none(4, SmallModels.HORIZONS, SmallModels.HORIZONS), at(600)))
                    .requireKnowsNothingFrom(MARKET.grid().instant(5)))
        .hasMessageContaining("begins that they forecast in, at");
  }

  @Test
  void theOriginsAreCopied() {
    int[] origins = {10, 20};
    Forecasts forecasts = at(origins);
    origins[0] = 15;

    assertThat(forecasts.originTick(0)).isEqualTo(10);
  }

  @Test
  void aLongerHorizonIsLoweredToTheShortestBeforeIt() {
    List<Duration> three = List.of(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3));
    SurvivalForecasts survival = SurvivalForecasts.allocate(three, 2);

    assertThat(survival.survival(0, 0)).isNaN();
    survival.set(0, 0, 0.7);
    survival.set(0, 1, Double.NaN);
    survival.set(0, 2, 0.9);
    survival.set(1, 0, 0.9);
    survival.set(1, 1, 0.6);
    survival.set(1, 2, 0.5);

    assertThat(survival.survival(0, 1)).isNaN();
    assertThat(survival.survival(0, 2)).isEqualTo(0.7);
    assertThat(survival.survival(1, 1)).isEqualTo(0.6);
    assertThat(survival.survival(1, 2)).isEqualTo(0.5);
    assertThat(survival.rows()).isEqualTo(2);
    assertThat(SurvivalForecasts.allocate(List.of(), 2).rows()).isZero();
  }

  @Test
  void forecastsOutOfRangeAreRefused() {
    SurvivalForecasts survival = SurvivalForecasts.allocate(SmallModels.HORIZONS, 1);
    PriceForecasts prices = PriceForecasts.allocate(SmallModels.HORIZONS, 1);

    assertThatThrownBy(() -> survival.set(0, 0, 1.001))
        .hasMessage("survival must be in [0, 1] but was 1.001");
    assertThatThrownBy(() -> survival.set(0, 0, -0.001))
        .hasMessage("survival must be in [0, 1] but was -0.001");
    assertThatThrownBy(() -> prices.set(0, 0, Double.POSITIVE_INFINITY))
        .hasMessage("a forecast must be finite or NaN but was infinite");
    assertThat(prices.usdPerHour(0, 0)).isNaN();
    assertThat(PriceForecasts.allocate(List.of(), 2).rows()).isZero();
  }
}
