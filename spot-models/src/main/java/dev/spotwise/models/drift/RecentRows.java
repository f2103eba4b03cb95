package dev.spotwise.models.drift;

import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Features and labels of a recent window that no model has learnt from, and the losses of models on
 * them. A label ends within the window. Immutable.
 */
public final class RecentRows {

  private final TimeWindow window;
  private final FeatureMatrix features;
  private final SortedMap<Duration, Labels> labels;

  private RecentRows(
      TimeWindow window, FeatureMatrix features, SortedMap<Duration, Labels> labels) {
    this.window = window;
    this.features = features;
    this.labels = Collections.unmodifiableSortedMap(labels);
  }

  /**
   * Reads the market once.
   *
   * @param window recent, half-open
   * @param interval distance between origins, &gt; 0, rounded to whole steps
   * @param horizons of the models to be judged
   * @throws IllegalArgumentException if the window holds no origin
   */
  public static RecentRows of(
      Market market,
      FeatureExtractor extractor,
      TimeWindow window,
      Duration interval,
      List<Duration> horizons) {
    int[] origins = LearningSet.originsOf(market.grid(), window, interval);
    if (origins.length == 0) {
      throw new IllegalArgumentException(
          "recent window must hold at least one origin but holds none (" + window + ")");
    }
    SortedMap<Duration, Labels> labels = new TreeMap<>();
    for (Duration horizon : horizons) {
      labels.put(horizon, Labels.of(market, origins, horizon, window));
    }
    return new RecentRows(window, FeatureMatrix.of(market, extractor, origins), labels);
  }

  /** The test rows of a set; they know no prices before their origins but the last. */
  public static RecentRows of(LearningSet set, TimeWindow test, List<Duration> horizons) {
    FeatureMatrix all = set.features();
    int first = set.firstRow(Split.TEST);
    FeatureMatrix rows = FeatureMatrix.allocate(all.schema(), all.pools(), all.rows() - first);
    for (int row = 0; row < rows.rows(); row++) {
      for (int column = 0; column < all.schema().width(); column++) {
        rows.set(row, column, all.get(first + row, column));
      }
      rows.describe(
          row,
          all.pool(first + row),
          all.originSecond(first + row),
          all.lastMicroUsd(first + row),
          all.onDemandMicroUsd(first + row));
    }
    SortedMap<Duration, Labels> labels = new TreeMap<>();
    horizons.forEach(horizon -> labels.put(horizon, set.labels(Split.TEST, horizon)));
    return new RecentRows(test, rows, labels);
  }

  /** The window of origins and labels. */
  public TimeWindow window() {
    return window;
  }

  /** The features. */
  public FeatureMatrix features() {
    return features;
  }

  /** Origin of each row, epoch second. */
  public long[] origins() {
    long[] origins = new long[features.rows()];
    Arrays.setAll(origins, features::originSecond);
    return origins;
  }

  /** How far ahead a horizon is in origins, at least 1. */
  public int originsOf(Duration horizon) {
    long interval = horizon.toSeconds();
    for (int row = 1; row < features.rows(); row++) {
      if (features.originSecond(row) != features.originSecond(0)) {
        interval = features.originSecond(row) - features.originSecond(0);
        break;
      }
    }
    return (int) Math.max(1, (horizon.toSeconds() + interval - 1) / interval);
  }

  private Labels labels(Duration horizon) {
    Labels found = labels.get(horizon);
    if (found == null) {
      throw new IllegalArgumentException(
          "horizon must be one of " + labels.keySet() + " but was " + horizon);
    }
    return found;
  }

  /** The forecasts of a predictor. */
  public PriceForecasts forecasts(PricePredictor predictor) {
    PriceForecasts out = PriceForecasts.allocate(predictor.horizons(), features.rows());
    predictor.predict(features, out);
    return out;
  }

  /** The forecasts of a ranker. */
  public SurvivalForecasts forecasts(StabilityRanker ranker) {
    SurvivalForecasts out = SurvivalForecasts.allocate(ranker.horizons(), features.rows());
    ranker.predict(features, out);
    return out;
  }

  /**
   * Price forecast less the price that came, USD per instance-hour, row by row; NaN where either is
   * unknown.
   */
  public double[] priceErrors(PriceForecasts forecasts, int horizon) {
    Labels came = labels(forecasts.horizons().get(horizon));
    return errors(came, row -> forecasts.usdPerHour(row, horizon));
  }

  /** The errors of forecasting the price at the origin; NaN where a price is unknown. */
  public double[] persistenceErrors(Duration horizon) {
    return errors(labels(horizon), row -> MicroUsd.toUsd(features.lastMicroUsd(row)));
  }

  private interface Usd {
    double of(int row);
  }

  private double[] errors(Labels came, Usd forecast) {
    double[] errors = new double[features.rows()];
    for (int row = 0; row < errors.length; row++) {
      boolean known =
          came.futureMicroUsd(row) != MicroUsd.UNKNOWN
              && features.lastMicroUsd(row) != MicroUsd.UNKNOWN;
      errors[row] =
          known ? forecast.of(row) - MicroUsd.toUsd(came.futureMicroUsd(row)) : Double.NaN;
    }
    return errors;
  }

  /** Errors as shares of on-demand, squared; NaN stays. */
  public double[] squaredShares(double[] errors) {
    double[] squared = new double[errors.length];
    for (int row = 0; row < errors.length; row++) {
      double share = errors[row] / MicroUsd.toUsd(features.onDemandMicroUsd(row));
      squared[row] = share * share;
    }
    return squared;
  }

  /** 1 for a row that was interrupted within the horizon, 0 for one that survived, or NaN. */
  public double[] interrupted(Duration horizon) {
    Labels came = labels(horizon);
    double[] interrupted = new double[features.rows()];
    for (int row = 0; row < interrupted.length; row++) {
      Outcome outcome = came.outcome(row);
      interrupted[row] =
          outcome == Outcome.UNKNOWN ? Double.NaN : outcome == Outcome.INTERRUPTED ? 1 : 0;
    }
    return interrupted;
  }

  /** Chance of an interruption less what came, squared, row by row; NaN where unknown. */
  public double[] brierLosses(SurvivalForecasts forecasts, int horizon) {
    double[] came = interrupted(forecasts.horizons().get(horizon));
    double[] losses = new double[came.length];
    for (int row = 0; row < losses.length; row++) {
      double error = 1 - forecasts.survival(row, horizon) - came[row];
      losses[row] = error * error;
    }
    return losses;
  }
}
