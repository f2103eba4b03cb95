package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PricePredictorContract;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.tree.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftPredictorTest extends PricePredictorContract {

  @Override
  protected PricePredictor train(LearningSet set, long seed, Workers workers) {
    return new DriftPredictor(SmallModels.card("forest", set, seed));
  }

  /** One pool at 0.0313 USD that costs something else from hour 400 on; origins at even hours. */
  private List<Double> forecasts(long microUsd) {
    SmallMarket flat = SmallMarket.constant();
    LearningSet set = SmallModels.set(flat.withPrice(0, flat.grid().instant(400), microUsd));
    PricePredictor drift = new DriftPredictor(SmallModels.card("forest", set, 1));
    assertThat(drift.card().model()).isEqualTo("drift");
    return SmallModels.forecasts(drift, set.features());
  }

  @Test
  void theMeanPaceOfSevenDaysGoesOn() {
    List<Double> forecasts = forecasts(48_100);

    // 16,800 micro-USD within 168 h are 100 an hour
    assertThat(forecasts.subList(398, 400)).containsExactly(0.0313, 0.0313);
    assertThat(forecasts.get(400)).isCloseTo(0.0482, within(1e-12));
    assertThat(forecasts.get(401)).isCloseTo(0.0487, within(1e-12));
    assertThat(forecasts.get(566)).isCloseTo(0.0482, within(1e-12));
    assertThat(forecasts.subList(568, 570)).containsExactly(0.0481, 0.0481);
  }

  @Test
  void beforeSevenDaysAreKnownThePriceStays() {
    SmallMarket flat = SmallMarket.constant();
    LearningSet set = SmallModels.set(flat.withPrice(0, flat.grid().instant(2), 48_100));
    List<Double> forecasts =
        SmallModels.forecasts(
            new DriftPredictor(SmallModels.card("forest", set, 1)), set.features());

    assertThat(forecasts.subList(166, 168)).containsExactly(0.0481, 0.0481);
    assertThat(forecasts.get(168)).isCloseTo(0.0482, within(1e-12));
  }

  @Test
  void aFallingPriceNeverFallsBelowNothing() {
    // 31,299 micro-USD within 168 h are 186 an hour
    assertThat(forecasts(1).subList(400, 402)).containsExactly(0.0, 0.0);
  }
}
