package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PricePredictorContract;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.tree.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentumPredictorTest extends PricePredictorContract {

  private static final SmallMarket FLAT = SmallMarket.constant();

  /**
   * One pool at 31,300 micro-USD whose price doubles at hour 100, at hour 200 and at hour 201;
   * origins lie at even hours, the split at hour 1080.
   */
  private static final SmallMarket DOUBLING =
      with(with(with(FLAT, 100, 62_600), 200, 125_200), 201, 250_400);

  private static SmallMarket with(SmallMarket market, int hour, long microUsd) {
    return market.withPrice(0, market.grid().instant(hour), microUsd);
  }

  private static MomentumPredictor fitted(LearningSet set) {
    return MomentumPredictor.of(set, SmallModels.card("forest", set, 1));
  }

  @Override
  protected PricePredictor train(LearningSet set, long seed, Workers workers) {
    return MomentumPredictor.of(set, SmallModels.card("forest", set, seed));
  }

  @Test
  void theCoefficientsAreThoseOfLeastSquares() {
    MomentumPredictor momentum = fitted(SmallModels.set(DOUBLING));

    // 1 h, in units of ln 2, (before, after) of origin 100: (1, 0), of 200: (1, 1)
    assertThat(momentum.coefficient(0)).isCloseTo(1 / 2.0, within(1e-15));
    // 6 h: 100, 102, 104: (1, 0); 200: (1, 1); 202, 204: (2, 0); 206: (1, 0)
    assertThat(momentum.coefficient(1)).isCloseTo(1 / 13.0, within(1e-15));
    assertThat(momentum.card().model()).isEqualTo("momentum");
  }

  @Test
  void aShareOfTheLastChangeIsRepeated() {
    LearningSet set = SmallModels.set(with(DOUBLING, 1100, 500_800));
    List<Double> forecasts = SmallModels.forecasts(fitted(set), set.features());

    assertThat(forecasts.get(1100)).isCloseTo(0.5008 * Math.pow(2, 1 / 2.0), within(1e-12));
    assertThat(forecasts.get(1101)).isCloseTo(0.5008 * Math.pow(2, 1 / 13.0), within(1e-12));
    assertThat(forecasts.get(1102)).isEqualTo(0.5008);
    assertThat(forecasts.get(1103)).isCloseTo(0.5008 * Math.pow(2, 1 / 13.0), within(1e-12));
    assertThat(forecasts.get(1106)).isEqualTo(0.5008);
    assertThat(forecasts.get(1107)).isEqualTo(0.5008);
  }

  @Test
  void nothingAfterTheSplitIsFitted() {
    LearningSet plain = SmallModels.set(SmallMarket.random(4));
    LearningSet changed =
        SmallModels.set(
            SmallMarket.random(4)
                .thenAs(SmallMarket.random(5), plain.trainWindow().to().minusSeconds(1)));

    for (int horizon = 0; horizon < 2; horizon++) {
      assertThat(fitted(changed).coefficient(horizon))
          .isEqualTo(fitted(plain).coefficient(horizon))
          .isNotZero();
    }
  }

  @ParameterizedTest(name = "31,300 then 62,600 then {0}")
  @CsvSource({"250_400, 1", "15_650, -1", "62_600, 0", "125_200, 1", "31_300, -1"})
  void aChangeIsAtMostRepeatedOrUndone(String next, double coefficient) {
    long microUsd = Long.parseLong(next.replace("_", ""));
    LearningSet set = SmallModels.set(with(with(FLAT, 100, 62_600), 101, microUsd));

    assertThat(fitted(set).coefficient(0)).isCloseTo(coefficient, within(1e-15));
  }

  @Test
  void withoutAChangeThereIsNoMomentum() {
    MomentumPredictor momentum = fitted(SmallModels.set(FLAT));

    assertThat(momentum.coefficient(0)).isZero();
    assertThat(momentum.coefficient(1)).isZero();
  }

  @Test
  void coefficientsLieBetweenMinusOneAndOneOnePerHorizon() {
    ModelCard card = SmallModels.card("forest", SmallModels.set(FLAT), 1);

    assertThatThrownBy(() -> new MomentumPredictor(card, new double[] {1}))
        .hasMessage("there must be a coefficient per horizon [PT1H, PT6H] but were 1");
    assertThatThrownBy(() -> new MomentumPredictor(card, new double[] {1, 1.5}))
        .hasMessage("coefficient must be in [-1, 1] but was 1.5");
    assertThatThrownBy(() -> new MomentumPredictor(card, new double[] {-1.5, 1}))
        .hasMessage("coefficient must be in [-1, 1] but was -1.5");
    assertThatThrownBy(() -> new MomentumPredictor(card, new double[] {Double.NaN, 1}))
        .hasMessage("coefficient must be in [-1, 1] but was NaN");
  }
}
