package dev.spotwise.models;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.ForestSettings;
import dev.spotwise.models.tree.ForestSettings.Overlap;
import dev.spotwise.models.tree.TreeSettings;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Models of a {@link SmallMarket}, quickly trained, and their forecasts as lists. */
public final class SmallModels {

  /** Two horizons, unequal parts of the forest. */
  public static final List<Duration> HORIZONS = List.of(Duration.ofHours(1), Duration.ofHours(6));

  /** Six trees, so that two of the four parts have one more than the others. */
  public static final ForestSettings FOREST =
      ForestSettings.withDefaults()
          .withTrees(new TreeSettings(6, 6, 5, 1, 64, 0.63, 0.6))
          .withOverlap(Overlap.IGNORED);

  /** Few and shallow. */
  public static final TreeSettings BOOSTING = new TreeSettings(24, 3, 1, 0.3, 64, 0.8, 0.8);

  private SmallModels() {}

  /** Settings of both models. */
  public static LearningSettings settings(long seed) {
    return new LearningSettings(
        HORIZONS,
        HORIZONS,
        FOREST,
        StabilitySettings.boosting(BOOSTING, ClassWeights.NONE, CalibrationSettings.none()),
        seed);
  }

  /** The rows of a market, an origin every two hours, three quarters of them to train on. */
  public static LearningSet set(SmallMarket small) {
    LearningSet.Plan plan = new LearningSet.Plan(small.window(), 0.75, Duration.ofHours(2));
    return LearningSet.of(small.market(), StandardFeatures.all(), plan, HORIZONS);
  }

  /** The card of a model to be trained on a set. */
  public static ModelCard card(String id, LearningSet set, long seed) {
    return new ModelCard(
        id,
        "1.2.3",
        set.features().schema(),
        HORIZONS,
        set.trainWindow(),
        seed,
        set.digest(HORIZONS),
        new TreeMap<>(),
        List.of());
  }

  /** Both models of a market. */
  public static ModelBundle bundle(SmallMarket small, long seed) {
    try (Workers workers = Workers.of(2)) {
      return ModelBundle.train(set(small), settings(seed), workers);
    }
  }

  /** A score. */
  public static Score score(String metric, double value) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(metric, value);
    return new Score("forest", Duration.ofHours(1), Split.TEST, 7, metrics);
  }

  /** All forecasts of a predictor, row by row. */
  public static List<Double> forecasts(PricePredictor predictor, FeatureMatrix x) {
    PriceForecasts out = PriceForecasts.allocate(predictor.horizons(), x.rows());
    predictor.predict(x, out);
    List<Double> all = new ArrayList<>();
    for (int row = 0; row < out.rows(); row++) {
      for (int horizon = 0; horizon < out.horizons().size(); horizon++) {
        all.add(out.usdPerHour(row, horizon));
      }
    }
    return all;
  }

  /** All forecasts of a ranker, row by row. */
  public static List<Double> forecasts(StabilityRanker ranker, FeatureMatrix x) {
    SurvivalForecasts out = SurvivalForecasts.allocate(ranker.horizons(), x.rows());
    ranker.predict(x, out);
    List<Double> all = new ArrayList<>();
    for (int row = 0; row < out.rows(); row++) {
      for (int horizon = 0; horizon < out.horizons().size(); horizon++) {
        all.add(out.survival(row, horizon));
      }
    }
    return all;
  }

  /** All values and descriptions of a matrix. */
  static List<List<Number>> contents(FeatureMatrix x) {
    List<List<Number>> rows = new ArrayList<>();
    for (int row = 0; row < x.rows(); row++) {
      List<Number> values = new ArrayList<>();
      for (int column = 0; column < x.schema().width(); column++) {
        values.add(x.get(row, column));
      }
      values.add(x.pool(row));
      values.add(x.originSecond(row));
      values.add(x.lastMicroUsd(row));
      values.add(x.onDemandMicroUsd(row));
      rows.add(values);
    }
    return rows;
  }
}
