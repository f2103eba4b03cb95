package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisorRankerTest extends StabilityRankerContract {

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return new AdvisorRanker(SmallModels.card("boosting", set, seed));
  }

  /** The contract's markets have no ratings. */
  @Override
  protected boolean knowsAnything() {
    return false;
  }

  private static ModelCard card(FeatureSchema schema) {
    LearningSet any = SmallModels.set(SmallMarket.constant());
    return new ModelCard(
        "any",
        "1",
        schema,
        List.of(Duration.ofHours(24), Duration.ofMinutes(43_830)),
        any.trainWindow(),
        1,
        "",
        new TreeMap<>(),
        List.of());
  }

  @Test
  void aMonthsShareIsTakenAsOneHazardAllMonthLong() {
    FeatureSchema schema = new FeatureSchema("v", List.of("a", AdvisorRanker.COLUMN), 3600);
    FeatureMatrix x = FeatureMatrix.allocate(schema, SmallMarket.random(1).market().pools(), 5);
    float[] shares = {0.175f, 1, Float.NaN, 0, 0.5f};
    for (int row = 0; row < shares.length; row++) {
      x.describe(row, 0, 3600, row == 4 ? MicroUsd.UNKNOWN : 1000, 2000);
      x.set(row, 1, shares[row]);
    }
    AdvisorRanker ranker = new AdvisorRanker(card(schema));
    SurvivalForecasts out = SurvivalForecasts.allocate(ranker.horizons(), 5);

    ranker.predict(x, out);

    // a month is 730.5 hours: 0.825^(24 / 730.5), and 0.825 itself
    assertThat(out.survival(0, 0)).isCloseTo(0.993699, within(1e-6));
    assertThat(out.survival(0, 1)).isCloseTo(0.825, within(1e-6));
    assertThat(out.survival(1, 0)).isZero();
    assertThat(List.of(out.survival(2, 0), out.survival(3, 0), out.survival(4, 1)))
        .containsOnly(Double.NaN);
  }

  @Test
  void withoutItsColumnItKnowsNothing() {
    FeatureSchema schema = new FeatureSchema("v", List.of("a"), 3600);
    FeatureMatrix x = FeatureMatrix.allocate(schema, SmallMarket.random(1).market().pools(), 1);
    x.describe(0, 0, 3600, 1000, 2000);
    AdvisorRanker ranker = new AdvisorRanker(card(schema));
    SurvivalForecasts out = SurvivalForecasts.allocate(ranker.horizons(), 1);

    ranker.predict(x, out);

    assertThat(out.survival(0, 0)).isNaN();
  }

  @Test
  void itStandsInWhereThereAreRatingsAndNoInterruptions(@TempDir Path folder) {
    SmallMarket rated = SmallMarket.random(2).unwatched().rated(0.075);

    ModelBundle bundle = SmallModels.bundle(rated, 1);
    bundle.save(folder);
    List<Double> survival =
        SmallModels.forecasts(
            ModelBundle.load(folder).stability(), SmallModels.set(rated).features());

    assertThat(bundle.stability()).isInstanceOf(AdvisorRanker.class);
    assertThat(survival.get(0)).isCloseTo(Math.pow(0.925, 1 / 730.5), within(1e-7));
    assertThat(SmallModels.bundle(SmallMarket.random(2).unwatched(), 1).stability())
        .isInstanceOf(UnknownRanker.class);
  }

  @Test
  void whereInterruptionsAreKnownItIsScoredBesideTheRanker() {
    ModelBundle bundle = SmallModels.bundle(SmallMarket.random(2).rated(0.075), 1);

    assertThat(bundle.stability().card().scores())
        .anySatisfy(score -> assertThat(score.model()).isEqualTo(AdvisorRanker.ID));
  }
}
