package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every {@link StabilityRanker}. */
public abstract class StabilityRankerContract {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final LearningSet SET = SmallModels.set(MARKET);

  @TempDir Path folder;

  /** A model trained on the training rows of a set. */
  protected abstract StabilityRanker train(LearningSet set, long seed, Workers workers);

  private StabilityRanker trained(LearningSet set, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return train(set, 7, workers);
    }
  }

  @Test
  void sameSeedGivesTheSameBits() {
    List<Double> first = SmallModels.forecasts(trained(SET, 1), SET.features());

    assertThat(SmallModels.forecasts(trained(SET, 1), SET.features())).isEqualTo(first);
  }

  @Test
  void oneWorkerAndTwoGiveTheSameBits() {
    List<Double> alone = SmallModels.forecasts(trained(SET, 1), SET.features());

    assertThat(SmallModels.forecasts(trained(SET, 2), SET.features())).isEqualTo(alone);
  }

  @Test
  void theInputStaysUntouched() {
    FeatureMatrix x = SmallModels.set(MARKET).features();
    List<List<Number>> before = SmallModels.contents(x);
    StabilityRanker model = trained(SET, 1);

    SmallModels.forecasts(model, x);

    assertThat(SmallModels.contents(x)).isEqualTo(before);
  }

  @Test
  void aForecastDoesNotDependOnTheOtherRows() {
    StabilityRanker model = trained(SET, 1);
    int pools = SET.features().pools().size();
    int width = pools * model.horizons().size();
    List<Double> all = SmallModels.forecasts(model, SET.features());

    for (int origin : new int[] {0, 255, 256, 700}) {
      FeatureMatrix alone =
          FeatureMatrix.of(MARKET.market(), StandardFeatures.all(), new int[] {2 * origin});
      assertThat(SmallModels.forecasts(model, alone))
          .as("origin %d", origin)
          .isEqualTo(all.subList(origin * width, (origin + 1) * width));
    }
  }

  @Test
  void featuresOfAnotherSchemaAreRefused() {
    StabilityRanker model = trained(SET, 1);
    FeatureMatrix other =
        FeatureMatrix.of(
            MARKET.market(),
            StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR)),
            new int[] {600});

    assertThatThrownBy(() -> SmallModels.forecasts(model, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other features");
  }

  @Test
  void roomForOtherRowsOrHorizonsIsRefused() {
    StabilityRanker model = trained(SET, 1);
    FeatureMatrix x = SET.features();
    SurvivalForecasts fewer = SurvivalForecasts.allocate(model.horizons(), x.rows() - 1);
    SurvivalForecasts others = SurvivalForecasts.allocate(List.of(Duration.ofHours(2)), x.rows());

    assertThatThrownBy(() -> model.predict(x, fewer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows must be 2880 but were 2879");
    assertThatThrownBy(() -> model.predict(x, others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizons must be [PT1H, PT6H] but were [PT2H]");
  }

  @Test
  void aSavedModelForecastsTheSameBits() {
    StabilityRanker model = trained(SET, 1);
    Path file = folder.resolve("a.spotmodel");

    ModelFile.write(file, model);
    StabilityRanker loaded = ModelFile.readStability(file);

    assertThat(loaded.card()).isEqualTo(model.card());
    assertThat(loaded.schema()).isEqualTo(model.schema());
    assertThat(SmallModels.forecasts(loaded, SET.features()))
        .isEqualTo(SmallModels.forecasts(model, SET.features()));
  }

  @Test
  void theSameModelIsSavedAsTheSameBytes() {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    ModelFile.write(first, trained(SET, 1));
    ModelFile.write(second, trained(SET, 2));

    assertThat(second).hasSameBinaryContentAs(first);
  }

  /** Whether the ranker says anything at all. */
  protected boolean knowsAnything() {
    return true;
  }

  @Test
  void survivalIsAProbabilityThatNeverRisesWithTheHorizon() {
    List<Double> all = SmallModels.forecasts(trained(SET, 1), SET.features());

    for (int i = 0; i < all.size(); i += 2) {
      if (!Double.isNaN(all.get(i))) {
        assertThat(all.get(i)).isBetween(0.0, 1.0);
        assertThat(all.get(i + 1)).isBetween(0.0, all.get(i));
      }
    }
  }

  @Test
  void survivalIsKnownExactlyWhereTheLastPriceIs() {
    StabilityRanker model = trained(SET, 1);
    FeatureMatrix x = SET.features();
    SurvivalForecasts out = SurvivalForecasts.allocate(model.horizons(), x.rows());
    for (int row = 0; row < x.rows(); row++) {
      out.set(row, 0, 0.987654321);
      out.set(row, 1, 0.987654321);
    }

    model.predict(x, out);

    for (int row = 0; row < x.rows(); row++) {
      boolean known = knowsAnything() && x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
      for (int horizon = 0; horizon < 2; horizon++) {
        assertThat(Double.isFinite(out.survival(row, horizon))).as("row %d", row).isEqualTo(known);
        assertThat(out.survival(row, horizon)).isNotEqualTo(0.987654321);
      }
    }
    assertThat(x.lastMicroUsd(3)).isEqualTo(MicroUsd.UNKNOWN);
  }

  @Test
  void pricesTimesTenChangeNoSurvival() {
    LearningSet scaled = SmallModels.set(MARKET.scaled(10));
    List<Double> once = SmallModels.forecasts(trained(SET, 1), SET.features());
    List<Double> tenfold = SmallModels.forecasts(trained(scaled, 1), scaled.features());

    for (int i = 0; i < once.size(); i++) {
      if (!Double.isNaN(once.get(i))) {
        assertThat(tenfold.get(i)).as("forecast %d", i).isCloseTo(once.get(i), within(1e-12));
      }
    }
    assertThat(tenfold).hasSameSizeAs(once);
  }
}
