package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Market;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.baseline.SeasonalNaivePredictor.Season;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PastPricePredictorTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final LearningSet SET = SmallModels.set(MARKET);

  static List<PricePredictor> predictors() {
    ModelCard card = SmallModels.card("forest", SET, 1);
    return List.of(
        MomentumPredictor.of(SET, card),
        new DriftPredictor(card),
        new SeasonalNaivePredictor(card, Season.DAY),
        new SeasonalNaivePredictor(card, Season.WEEK));
  }

  private static List<Double> forecasts(PricePredictor predictor, Market market, int... origins) {
    return SmallModels.forecasts(
        predictor, FeatureMatrix.of(market, StandardFeatures.all(), origins));
  }

  @ParameterizedTest
  @MethodSource("predictors")
  void futureDataNeverChangesTheForecast(PricePredictor predictor) {
    int last = 1100;
    int[] origins = IntStream.rangeClosed(last - 400, last).toArray();
    for (long seed = 11; seed < 14; seed++) {
      Market changed =
          MARKET.thenAs(SmallMarket.random(seed), MARKET.grid().instant(last)).market();

      assertThat(forecasts(predictor, changed, origins))
          .isEqualTo(forecasts(predictor, MARKET.market(), origins));
      assertThat(forecasts(predictor, changed, last + 200))
          .isNotEqualTo(forecasts(predictor, MARKET.market(), last + 200));
    }
  }

  /** The last pool's price is known from hour 360 on. */
  @ParameterizedTest
  @MethodSource("predictors")
  void aRowWithoutAPastKeepsItsLastPrice(PricePredictor predictor) {
    Market market = MARKET.market();
    int[] origins = {360, 361, 362, 900};
    List<Double> forecasts = forecasts(predictor, market, origins);
    List<Double> persistence =
        forecasts(new PersistencePredictor(SmallModels.card("forest", SET, 1)), market, origins);

    assertThat(forecasts.subList(6, 8)).isEqualTo(persistence.subList(6, 8)).doesNotContainNull();
    assertThat(forecasts).isNotEqualTo(persistence);
  }

  @ParameterizedTest
  @MethodSource("predictors")
  void rowsOfNoMarketKeepTheirLastPrice(PricePredictor predictor) {
    FeatureMatrix live = FeatureMatrix.allocate(SET.features().schema(), SET.features().pools(), 2);
    live.describe(0, 1, 1_700_000_000, 31_300, 96_000);
    List<Double> forecasts = new ArrayList<>(SmallModels.forecasts(predictor, live));

    assertThat(forecasts).containsExactly(0.0313, 0.0313, Double.NaN, Double.NaN);
  }
}
