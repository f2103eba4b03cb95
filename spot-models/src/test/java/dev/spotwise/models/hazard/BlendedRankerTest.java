package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.tree.BoostedRanker;
import dev.spotwise.models.tree.BoostingTrainer;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlendedRankerTest extends StabilityRankerContract {

  private static final StabilitySettings SETTINGS = SmallModels.settings(1).stability();

  private static HazardRanker hazard(LearningSet set, long seed, Workers workers) {
    ModelCard card = SmallModels.card(HazardRanker.ID, set, seed);
    return HazardTrainer.train(set, card, SETTINGS, workers).orElseThrow();
  }

  private static BoostedRanker boosting(LearningSet set, long seed, Workers workers) {
    ModelCard card = SmallModels.card(BoostedRanker.ID, set, seed);
    return BoostingTrainer.train(set, card, SETTINGS, workers).orElseThrow();
  }

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return new BlendedRanker(
        SmallModels.card(BlendedRanker.ID, set, seed),
        hazard(set, seed, workers),
        boosting(set, seed, workers));
  }

  @Test
  void theLogOddsAreThoseInTheMiddle() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    try (Workers workers = Workers.of(1)) {
      double one = SmallModels.forecasts(hazard(set, 1, workers), set.features()).get(40);
      double other = SmallModels.forecasts(boosting(set, 1, workers), set.features()).get(40);
      double blend = SmallModels.forecasts(train(set, 1, workers), set.features()).get(40);

      double odds = Math.sqrt(one / (1 - one) * other / (1 - other));
      assertThat(one).isNotEqualTo(other);
      assertThat(blend).isCloseTo(odds / (1 + odds), within(1e-9));
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(StabilityModel.class)
  void theModelThatIsAskedForIsTrainedSavedAndReadAgain(
      StabilityModel model, @TempDir Path folder) {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    LearningSettings few = SmallModels.settings(1);
    LearningSettings settings =
        new LearningSettings(
            few.priceHorizons(),
            few.stabilityHorizons(),
            few.forest(),
            few.stability().withModel(model),
            1);
    ModelBundle bundle;
    try (Workers workers = Workers.of(2)) {
      bundle = ModelBundle.train(set, settings, workers);
    }
    bundle.save(folder);

    ModelBundle read = ModelBundle.load(folder);

    List<Double> forecasts = SmallModels.forecasts(bundle.stability(), set.features());
    assertThat(bundle.stability().card().model()).isEqualToIgnoringCase(model.name());
    assertThat(read.stability().card()).isEqualTo(bundle.stability().card());
    assertThat(SmallModels.forecasts(read.stability(), set.features())).isEqualTo(forecasts);
  }
}
