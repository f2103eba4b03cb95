package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.CalibrationSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoostedRankerTest extends StabilityRankerContract {

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return train(set, seed, ClassWeights.NONE, workers);
  }

  private static BoostedRanker train(
      LearningSet set, long seed, ClassWeights weights, Workers workers) {
    ModelCard card = SmallModels.card(BoostedRanker.ID, set, seed);
    return BoostingTrainer.train(set, card, settings(weights, CalibrationSettings.none()), workers)
        .orElseThrow();
  }

  private static StabilitySettings settings(ClassWeights weights, CalibrationSettings calibration) {
    return StabilitySettings.boosting(SmallModels.BOOSTING, weights, calibration);
  }

  private static double meanInterruption(LearningSet set, ClassWeights weights) {
    return meanInterruption(set, settings(weights, CalibrationSettings.none()));
  }

  private static double meanInterruption(LearningSet set, StabilitySettings settings) {
    try (Workers workers = Workers.of(1)) {
      ModelCard card = SmallModels.card(BoostedRanker.ID, set, 7);
      BoostedRanker ranker = BoostingTrainer.train(set, card, settings, workers).orElseThrow();
      List<Double> survival = SmallModels.forecasts(ranker, set.features());
      double sum = 0;
      int known = 0;
      for (int i = 0; i < survival.size(); i += 2) {
        if (!Double.isNaN(survival.get(i))) {
          sum += 1 - survival.get(i);
          known++;
        }
      }
      return sum / known;
    }
  }

  @Test
  void withoutClassWeightsTheMeanForecastIsTheBaseRate() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    double baseRate = 1 - BaseRateRanker.of(set, SmallModels.card("base-rate", set, 1)).survival(0);

    assertThat(baseRate).isBetween(0.02, 0.06);
    assertThat(meanInterruption(set, ClassWeights.NONE)).isCloseTo(baseRate, within(0.015));
  }

  @Test
  void balancedClassWeightsLiftTheForecastsFarAboveTheBaseRate() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));

    // leaves of more rows, so that the few positives are not learnt by heart
    StabilitySettings settings =
        StabilitySettings.boosting(
            SmallModels.BOOSTING.withLeafRows(100),
            ClassWeights.BALANCED,
            CalibrationSettings.none());

    assertThat(meanInterruption(set, settings)).isBetween(0.25, 0.6);
  }

  @Test
  void calibrationBringsBalancedForecastsBackToTheBaseRate() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    double baseRate = 1 - BaseRateRanker.of(set, SmallModels.card("base-rate", set, 1)).survival(0);

    StabilitySettings settings =
        settings(ClassWeights.BALANCED, new CalibrationSettings(CalibrationMethod.PLATT, 0.3));
    assertThat(meanInterruption(set, settings)).isCloseTo(baseRate, within(0.02));
  }

  @Test
  void thereIsNothingToRankByWithoutInterruptions() {
    LearningSet set = SmallModels.set(SmallMarket.random(3).calm());
    ModelCard card = SmallModels.card(BoostedRanker.ID, set, 7);

    try (Workers workers = Workers.of(1)) {
      assertThat(
              BoostingTrainer.train(
                  set,
                  card,
                  settings(ClassWeights.BALANCED, CalibrationSettings.withDefaults()),
                  workers))
          .isEmpty();
    }
  }

  @Test
  void theProbabilityIsTheSoftmaxOfTheMargins() {
    FeatureMatrix x = FeatureMatrix.allocate(Margins.SCHEMA, List.of(CapacityPool.of("a", "b")), 1);

    // margins 0.5 + 1 and 0.5 + 3; 1 / (1 + e^-2) and 1 / (1 + e^2)
    assertThat(new BinaryEnsemble(Margins.twoClasses(1, 3), 1).probabilities(x)[0])
        .isEqualTo(1 / (1 + StrictMath.exp(-2)));
    assertThat(new BinaryEnsemble(Margins.twoClasses(1, 3), 0).probabilities(x)[0])
        .isEqualTo(1 / (1 + StrictMath.exp(2)));
  }

  @Test
  void twoGroupsAndOneOfThemPositiveAreNeeded() {
    assertThatThrownBy(() -> new BinaryEnsemble(Margins.leaves(1), 0))
        .hasMessage("there must be 2 groups and positive in [0, 1] but were 1 and 0");
    assertThatThrownBy(() -> new BinaryEnsemble(Margins.twoClasses(1, 2), 2))
        .hasMessageContaining("but were 2 and 2");
    assertThatThrownBy(() -> new BinaryEnsemble(Margins.twoClasses(1, 2), -1))
        .hasMessageContaining("but were 2 and -1");
  }

  @Test
  void anEnsemblePerHorizonIsNeeded() {
    LearningSet set = SmallModels.set(SmallMarket.constant());
    ModelCard card = SmallModels.card(BoostedRanker.ID, set, 1);

    assertThatThrownBy(() -> new BoostedRanker(card, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be an ensemble per horizon [PT1H, PT6H] but were 0");
  }
}
