package dev.spotwise.models.evaluation;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PriceStatistic;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.PriceSums.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges price forecasts fold by fold and puts the tables together. */
final class PriceJudge {

  private static final int TRAINED = 0;

  private final TestOrigins origins;
  private final List<Duration> horizons;
  private final double[] meanPrices;
  private final List<Labels> labels;
  private final List<PriceForecasts> bounds;
  private final List<PriceTally> tallies = new ArrayList<>();
  private final List<ChangeTally> changes = new ArrayList<>();
  private final List<TrainingResiduals> residuals = new ArrayList<>();

  /**
   * A judge who has seen nothing.
   *
   * @param bounds forecasts for all test rows, one entry per bound
   * @param models number of models, without bounds
   */
  PriceJudge(
      TestOrigins origins, List<Duration> horizons, List<PriceForecasts> bounds, int models) {
    this.origins = origins;
    this.horizons = List.copyOf(horizons);
    this.meanPrices = origins.meanPrices();
    this.labels = horizons.stream().map(origins::labels).toList();
    this.bounds = List.copyOf(bounds);
    for (Duration horizon : horizons) {
      tallies.add(
          new PriceTally(origins, meanPrices, models + bounds.size(), origins.lag(horizon)));
      changes.add(new ChangeTally(origins.folds()));
    }
  }

  /** Takes what the training rows of a fold tell: residuals, naive errors, share of changes. */
  void open(int fold, LearningSet set, List<PricePredictor> models) {
    residuals.clear();
    models.forEach(model -> residuals.add(TrainingResiduals.of(set, model)));
    bounds.forEach(bound -> residuals.add(TrainingResiduals.none(horizons.size())));
    double naive = naiveShare(set);
    for (int horizon = 0; horizon < horizons.size(); horizon++) {
      tallies.get(horizon).naive(fold, naive);
      changes.get(horizon).base(fold, changeShare(set, horizons.get(horizon)));
    }
  }

  /** Mean absolute change from one training origin to the next, as a share of the mean price. */
  private double naiveShare(LearningSet set) {
    FeatureMatrix x = set.features();
    double sum = 0;
    long count = 0;
    for (int row = origins.pools(); row < set.firstRow(Split.TEST); row++) {
      double now = MicroUsd.toUsd(x.lastMicroUsd(row));
      double before = MicroUsd.toUsd(x.lastMicroUsd(row - origins.pools()));
      double share = Math.abs(now - before) / meanPrices[x.pool(row)];
      if (!Double.isNaN(share)) {
        sum += share;
        count++;
      }
    }
    return sum / count;
  }

  private static double changeShare(LearningSet set, Duration horizon) {
    Labels trained = set.labels(Split.TRAIN, horizon);
    double known = 0;
    int changed = 0;
    for (int row = 0; row < trained.rows(); row++) {
      long last = set.features().lastMicroUsd(row);
      long future = trained.futureMicroUsd(row);
      if (last != MicroUsd.UNKNOWN && future != MicroUsd.UNKNOWN) {
        known++;
        changed += last == future ? 0 : 1;
      }
    }
    return changed / known;
  }

  /**
   * Judges the forecasts of some test rows of the fold that was opened last.
   *
   * @param x the rows
   * @param first number of the first one among all test rows
   */
  void judge(int fold, FeatureMatrix x, int first, List<PricePredictor> models) {
    List<PriceForecasts> forecasts = new ArrayList<>();
    for (PricePredictor model : models) {
      PriceForecasts out = PriceForecasts.allocate(horizons, x.rows());
      model.predict(x, out);
      forecasts.add(out);
    }
    for (int horizon = 0; horizon < horizons.size(); horizon++) {
      for (int i = 0; i < x.rows(); i++) {
        long future = labels.get(horizon).futureMicroUsd(first + i);
        if (future != MicroUsd.UNKNOWN && x.lastMicroUsd(i) != MicroUsd.UNKNOWN) {
          boolean counts =
              tallies
                  .get(horizon)
                  .add(
                      fold,
                      first + i,
                      MicroUsd.toUsd(future),
                      row(forecasts, x, i, first, horizon));
          if (counts) {
            changes
                .get(horizon)
                .add(
                    fold,
                    future != x.lastMicroUsd(i),
                    forecasts.get(TRAINED).get(i, horizon, PriceStatistic.CHANGE_PROBABILITY));
          }
        }
      }
    }
  }

  private Forecast[] row(
      List<PriceForecasts> forecasts, FeatureMatrix x, int i, int first, int horizon) {
    double last = MicroUsd.toUsd(x.lastMicroUsd(i));
    Forecast[] row = new Forecast[residuals.size()];
    for (int model = 0; model < row.length; model++) {
      boolean isBound = model >= forecasts.size();
      row[model] =
          residuals
              .get(model)
              .forecast(
                  isBound ? bounds.get(model - forecasts.size()) : forecasts.get(model),
                  isBound ? first + i : i,
                  horizon,
                  last);
    }
    return row;
  }

  /** Mean squared share error of the mean at each horizon, on some test rows; NaN without rows. */
  double[] losses(PricePredictor model, FeatureMatrix x, int[] rows) {
    PriceForecasts out = PriceForecasts.allocate(horizons, x.rows());
    model.predict(x, out);
    double[] means = new double[horizons.size()];
    for (int horizon = 0; horizon < means.length; horizon++) {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        double actual = MicroUsd.toUsd(labels.get(horizon).futureMicroUsd(rows[i]));
        double share = (out.usdPerHour(i, horizon) - actual) / meanPrices[x.pool(i)];
        if (!Double.isNaN(share)) {
          sum += share * share;
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
      List<List<ModelMetrics>> byFold = new ArrayList<>();
      for (int fold = 0; fold < origins.folds(); fold++) {
        byFold.add(metrics(horizon, names, boundNames, fold, fold + 1));
      }
      tables.add(
          new EvaluationTable(
              horizons.get(horizon),
              metrics(horizon, names, boundNames, 0, origins.folds()),
              byFold,
              tallies.get(horizon).byPool(names.get(TRAINED)),
              importance.isEmpty() ? List.of() : importance.get(horizon),
              Optional.empty()));
    }
    return tables;
  }

  private List<ModelMetrics> metrics(
      int horizon, List<String> names, List<String> boundNames, int from, int to) {
    List<ModelMetrics> measured = tallies.get(horizon).metrics(names, from, to);
    List<ModelMetrics> all =
        new ArrayList<>(BoundRatios.added(measured, boundNames, PriceMetrics.RMSE));
    ModelMetrics trained = all.get(TRAINED);
    SortedMap<String, Double> more = new TreeMap<>(trained.metrics());
    changes.get(horizon).into(more, from, to);
    all.set(TRAINED, new ModelMetrics(trained.model(), trained.rows(), more));
    return all;
  }
}
