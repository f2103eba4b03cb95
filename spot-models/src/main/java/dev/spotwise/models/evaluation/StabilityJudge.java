package dev.spotwise.models.evaluation;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges stability forecasts fold by fold and puts the tables together. */
final class StabilityJudge {

  private static final int TRAINED = 0;

  private final TestOrigins origins;
  private final List<Duration> horizons;
  private final List<Labels> labels;
  private final List<SurvivalForecasts> bounds;
  private final List<StabilityTally> tallies = new ArrayList<>();

  /**
   * A judge who has seen nothing.
   *
   * @param bounds forecasts for all test rows, one entry per bound
   * @param models number of models, without bounds
   */
  StabilityJudge(
      TestOrigins origins, List<Duration> horizons, List<SurvivalForecasts> bounds, int models) {
    this.origins = origins;
    this.horizons = List.copyOf(horizons);
    this.labels = horizons.stream().map(origins::labels).toList();
    this.bounds = List.copyOf(bounds);
    for (Duration horizon : horizons) {
      tallies.add(new StabilityTally(origins, models + bounds.size(), origins.lag(horizon)));
    }
  }

  /**
   * Judges the forecasts of some test rows of a fold.
   *
   * @param x the rows
   * @param first number of the first one among all test rows
   */
  void judge(int fold, FeatureMatrix x, int first, List<StabilityRanker> models) {
    List<SurvivalForecasts> forecasts = new ArrayList<>();
    for (StabilityRanker model : models) {
      forecasts.add(predicted(model, x));
    }
    double[] probabilities = new double[models.size() + bounds.size()];
    for (int horizon = 0; horizon < horizons.size(); horizon++) {
      for (int i = 0; i < x.rows(); i++) {
        Outcome outcome = labels.get(horizon).outcome(first + i);
        if (outcome != Outcome.UNKNOWN) {
          for (int model = 0; model < models.size(); model++) {
            probabilities[model] = 1 - forecasts.get(model).survival(i, horizon);
          }
          for (int bound = 0; bound < bounds.size(); bound++) {
            probabilities[models.size() + bound] =
                1 - bounds.get(bound).survival(first + i, horizon);
          }
          tallies.get(horizon).add(fold, first + i, outcome == Outcome.INTERRUPTED, probabilities);
        }
      }
    }
  }

  private SurvivalForecasts predicted(StabilityRanker model, FeatureMatrix x) {
    SurvivalForecasts out = SurvivalForecasts.allocate(horizons, x.rows());
    model.predict(x, out);
    return out;
  }

  /** Brier score at each horizon, on some test rows; NaN without rows. */
  double[] losses(StabilityRanker model, FeatureMatrix x, int[] rows) {
    SurvivalForecasts out = predicted(model, x);
    double[] means = new double[horizons.size()];
    for (int horizon = 0; horizon < means.length; horizon++) {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        Outcome outcome = labels.get(horizon).outcome(rows[i]);
        double error = 1 - out.survival(i, horizon) - (outcome == Outcome.INTERRUPTED ? 1 : 0);
        if (outcome != Outcome.UNKNOWN && !Double.isNaN(error)) {
          sum += error * error;
          count++;
        }
      }
      means[horizon] = sum / count;
    }
    return means;
  }

  /**
   * The tables.
   *
   * @param names of models and bounds
   * @param boundNames of the bounds alone
   * @param importance per horizon; empty if it was not measured
   */
  List<EvaluationTable> tables(
      List<String> names, List<String> boundNames, List<List<Importance>> importance) {
    List<EvaluationTable> tables = new ArrayList<>();
    for (int horizon = 0; horizon < horizons.size(); horizon++) {
      StabilityTally tally = tallies.get(horizon);
      List<List<ModelMetrics>> byFold = new ArrayList<>();
      for (int fold = 0; fold < origins.folds(); fold++) {
        byFold.add(
            BoundRatios.added(
                tally.metrics(names, fold, fold + 1), boundNames, StabilityMetrics.AUC));
      }
      tables.add(
          new EvaluationTable(
              horizons.get(horizon),
              BoundRatios.added(
                  tally.metrics(names, 0, origins.folds()), boundNames, StabilityMetrics.AUC),
              byFold,
              tally.byPool(names.get(TRAINED)),
              importance.isEmpty() ? List.of() : importance.get(horizon),
              Optional.of(tally.reliability())));
    }
    return tables;
  }
}
