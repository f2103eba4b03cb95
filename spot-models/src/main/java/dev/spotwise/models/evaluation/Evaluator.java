package dev.spotwise.models.evaluation;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PriceStatistic;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores models on the training and the test rows of a {@link LearningSet}, every model and
 * baseline on the same rows.
 */
public final class Evaluator {

  private Evaluator() {}

  /** Scores of a price predictor at each of its horizons, training rows first. */
  public static List<Score> scores(PricePredictor predictor, LearningSet set) {
    PriceForecasts forecasts = PriceForecasts.allocate(predictor.horizons(), set.features().rows());
    predictor.predict(set.features(), forecasts);
    List<Score> scores = new ArrayList<>();
    for (int horizon = 0; horizon < predictor.horizons().size(); horizon++) {
      for (Split split : Split.values()) {
        scores.add(score(predictor, horizon, split, set, forecasts));
      }
    }
    return scores;
  }

  private static Score score(
      PricePredictor predictor, int horizon, Split split, LearningSet set, PriceForecasts all) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(split, predictor.horizons().get(horizon));
    int first = set.firstRow(split);
    double[] mean = new double[labels.rows()];
    double[] median = new double[labels.rows()];
    double[] actual = new double[labels.rows()];
    int[] pool = new int[labels.rows()];
    int size = 0;
    for (int i = 0; i < labels.rows(); i++) {
      boolean known = labels.futureMicroUsd(i) != MicroUsd.UNKNOWN;
      if (known && x.lastMicroUsd(first + i) != MicroUsd.UNKNOWN) {
        mean[size] = all.usdPerHour(first + i, horizon);
        median[size] = all.get(first + i, horizon, PriceStatistic.MEDIAN);
        actual[size] = MicroUsd.toUsd(labels.futureMicroUsd(i));
        pool[size++] = x.pool(first + i);
      }
    }
    return new Score(
        predictor.card().model(),
        predictor.horizons().get(horizon),
        split,
        size,
        PriceMetrics.of(
            Arrays.copyOf(mean, size),
            Arrays.copyOf(median, size),
            Arrays.copyOf(actual, size),
            Arrays.copyOf(pool, size)));
  }

  /** Scores of a stability ranker at each of its horizons, training rows first. */
  public static List<Score> scores(StabilityRanker ranker, LearningSet set) {
    SurvivalForecasts forecasts =
        SurvivalForecasts.allocate(ranker.horizons(), set.features().rows());
    ranker.predict(set.features(), forecasts);
    List<Score> scores = new ArrayList<>();
    for (int horizon = 0; horizon < ranker.horizons().size(); horizon++) {
      for (Split split : Split.values()) {
        scores.add(score(ranker, horizon, split, set, forecasts));
      }
    }
    return scores;
  }

  private static Score score(
      StabilityRanker ranker, int horizon, Split split, LearningSet set, SurvivalForecasts all) {
    Labels labels = set.labels(split, ranker.horizons().get(horizon));
    int first = set.firstRow(split);
    double[] probability = new double[labels.rows()];
    boolean[] interrupted = new boolean[labels.rows()];
    int[] pool = new int[labels.rows()];
    int size = 0;
    for (int i = 0; i < labels.rows(); i++) {
      double survival = all.survival(first + i, horizon);
      if (labels.outcome(i) != Labels.Outcome.UNKNOWN && !Double.isNaN(survival)) {
        probability[size] = 1 - survival;
        interrupted[size] = labels.outcome(i) == Labels.Outcome.INTERRUPTED;
        pool[size++] = set.features().pool(first + i);
      }
    }
    return new Score(
        ranker.card().model(),
        ranker.horizons().get(horizon),
        split,
        size,
        StabilityMetrics.of(
            Arrays.copyOf(probability, size),
            Arrays.copyOf(interrupted, size),
            Arrays.copyOf(pool, size)));
  }
}
