package dev.spotwise.models.evaluation;

import dev.spotwise.models.evaluation.PriceSums.Forecast;
import dev.spotwise.models.evaluation.PriceSums.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Test rows of all models at one price horizon. A row counts if each of them forecasts it, so that
 * all are measured on the same rows. Model 0 is the trained one, model 1 persistence.
 */
final class PriceTally {

  private static final int TRAINED = 0;
  private static final int PERSISTENCE = 1;

  private final TestOrigins origins;
  private final double[] meanPrices;
  private final int lag;
  private final ActualSums actuals;
  private final List<PriceSums> models = new ArrayList<>();
  private final double[] naiveShares;

  /**
   * A tally without rows.
   *
   * @param meanPrices of each pool, USD per instance-hour; NaN for one without rows
   * @param lag the horizon, in origins
   */
  PriceTally(TestOrigins origins, double[] meanPrices, int models, int lag) {
    this.origins = origins;
    this.meanPrices = meanPrices.clone();
    this.lag = lag;
    this.actuals = new ActualSums(origins.folds(), origins.pools(), origins.size());
    this.naiveShares = new double[origins.folds()];
    for (int model = 0; model < models; model++) {
      this.models.add(new PriceSums(origins.folds() * origins.pools(), origins.size()));
    }
  }

  /** Sets the mean error of one-step naive forecasts of a fold's training prices, as a share. */
  void naive(int fold, double share) {
    naiveShares[fold] = share;
  }

  /**
   * Adds a row if all models forecast it.
   *
   * @param row its number among all test rows
   * @param actual what came, USD per instance-hour
   * @param forecasts one per model
   * @return whether it counts
   */
  boolean add(int fold, int row, double actual, Forecast[] forecasts) {
    int pool = row % origins.pools();
    int origin = row / origins.pools();
    if (!Arrays.stream(forecasts).allMatch(Forecast::isKnown)) {
      return false;
    }
    actuals.add(fold, pool, origin, actual);
    int cell = fold * origins.pools() + pool;
    for (int model = 0; model < forecasts.length; model++) {
      models.get(model).add(cell, origin, actual, meanPrices[pool], forecasts[model]);
    }
    return true;
  }

  /** Folds {@code [from, to)} of the pools {@code [firstPool, endPool)}. */
  private record Part(int from, int to, int firstPool, int endPool) {

    IntStream pools() {
      return IntStream.range(firstPool, endPool);
    }

    Part ofPool(int pool) {
      return new Part(from, to, pool, pool + 1);
    }

    Part ofFold(int fold) {
      return new Part(fold, fold + 1, firstPool, endPool);
    }
  }

  private Part all(int from, int to) {
    return new Part(from, to, 0, origins.pools());
  }

  private int rows(Part part) {
    return part.pools().map(pool -> actuals.rows(pool, part.from, part.to)).sum();
  }

  /** The metrics of each model over the folds {@code [from, to)}. */
  List<ModelMetrics> metrics(List<String> names, int from, int to) {
    List<ModelMetrics> all = new ArrayList<>();
    Part part = all(from, to);
    for (int model = 0; model < models.size(); model++) {
      SortedMap<String, Double> metrics = errors(model, part);
      double squared = total(model, Sum.SQUARED, part);
      metrics.put(PriceMetrics.R2, PriceMetrics.explained(squared, actuals.spread(from, to)));
      metrics.put(
          PriceMetrics.R2_WITHIN_POOL,
          PriceMetrics.explained(squared, actuals.spreadWithinPools(from, to)));
      metrics.put(PriceMetrics.MASE, mase(model, part));
      metrics.put(MetricNames.PINBALL_LOW, mean(model, Sum.LOW_LOSS, part));
      metrics.put(MetricNames.PINBALL_MEDIAN, mean(model, Sum.MEDIAN_LOSS, part));
      metrics.put(MetricNames.PINBALL_HIGH, mean(model, Sum.HIGH_LOSS, part));
      coverage(model, part, metrics);
      diebold(model, part, metrics);
      all.add(new ModelMetrics(names.get(model), rows(part), metrics));
    }
    return all;
  }

  /** The metrics of the trained model on each pool that has rows, by pool id. */
  SortedMap<String, ModelMetrics> byPool(String name) {
    SortedMap<String, ModelMetrics> pools = new TreeMap<>();
    for (int pool = 0; pool < origins.pools(); pool++) {
      Part part = all(0, origins.folds()).ofPool(pool);
      if (rows(part) > 0) {
        SortedMap<String, Double> metrics = errors(TRAINED, part);
        metrics.put(MetricNames.COVERAGE, mean(TRAINED, Sum.INSIDE, part));
        metrics.put(MetricNames.WIDTH, mean(TRAINED, Sum.WIDTH, part));
        pools.put(
            origins.market().pools().get(pool).id(), new ModelMetrics(name, rows(part), metrics));
      }
    }
    return pools;
  }

  private SortedMap<String, Double> errors(int model, Part part) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(PriceMetrics.MAE, mean(model, Sum.ABSOLUTE, part));
    metrics.put(PriceMetrics.RMSE, root(model, Sum.SQUARED, part));
    metrics.put(MetricNames.MAE_SHARE, mean(model, Sum.ABSOLUTE_SHARE, part));
    metrics.put(MetricNames.RMSE_SHARE, root(model, Sum.SQUARED_SHARE, part));
    metrics.put(
        MetricNames.SKILL_MAE,
        skill(metrics.get(PriceMetrics.MAE), mean(PERSISTENCE, Sum.ABSOLUTE, part)));
    metrics.put(
        MetricNames.SKILL_RMSE,
        skill(metrics.get(PriceMetrics.RMSE), root(PERSISTENCE, Sum.SQUARED, part)));
    metrics.put(
        MetricNames.SKILL_MAE_SHARE,
        skill(metrics.get(MetricNames.MAE_SHARE), mean(PERSISTENCE, Sum.ABSOLUTE_SHARE, part)));
    metrics.put(
        MetricNames.SKILL_RMSE_SHARE,
        skill(metrics.get(MetricNames.RMSE_SHARE), root(PERSISTENCE, Sum.SQUARED_SHARE, part)));
    return metrics;
  }

  private static double skill(double error, double reference) {
    return reference > 0 ? 1 - error / reference : Double.NaN;
  }

  /** Errors of each fold by the scale of its own training prices, all rows alike. */
  private double mase(int model, Part part) {
    double sum = 0;
    for (int fold = part.from; fold < part.to; fold++) {
      Part alone = part.ofFold(fold);
      if (rows(alone) > 0) {
        sum += PriceMetrics.mase(total(model, Sum.ABSOLUTE_SHARE, alone), naiveShares[fold]);
      }
    }
    return sum / rows(part);
  }

  private void coverage(int model, Part part, SortedMap<String, Double> metrics) {
    double[] shares =
        part.pools()
            .mapToObj(part::ofPool)
            .filter(alone -> rows(alone) > 0)
            .mapToDouble(alone -> mean(model, Sum.INSIDE, alone))
            .sorted()
            .toArray();
    metrics.put(MetricNames.COVERAGE, mean(model, Sum.INSIDE, part));
    metrics.put(MetricNames.COVERAGE_MIN, Quantiles.ofSorted(shares, 0));
    metrics.put(MetricNames.COVERAGE_P5, Quantiles.ofSorted(shares, 0.05));
    metrics.put(MetricNames.COVERAGE_P95, Quantiles.ofSorted(shares, 0.95));
    metrics.put(MetricNames.COVERAGE_MAX, Quantiles.ofSorted(shares, 1));
    metrics.put(MetricNames.WIDTH, mean(model, Sum.WIDTH, part));
  }

  private void diebold(int model, Part part, SortedMap<String, Double> metrics) {
    int[] known =
        IntStream.range(origins.foldStart(part.from), origins.foldStart(part.to))
            .filter(origin -> actuals.rowsOfOrigin(origin) > 0)
            .toArray();
    double[][] absolute = new double[2][known.length];
    double[][] squared = new double[2][known.length];
    for (int i = 0; i < known.length; i++) {
      int rows = actuals.rowsOfOrigin(known[i]);
      absolute[0][i] = models.get(model).absolute(known[i]) / rows;
      absolute[1][i] = models.get(PERSISTENCE).absolute(known[i]) / rows;
      squared[0][i] = models.get(model).squared(known[i]) / rows;
      squared[1][i] = models.get(PERSISTENCE).squared(known[i]) / rows;
    }
    DieboldMariano ofAbsolute = DieboldMariano.of(absolute[0], absolute[1], lag);
    DieboldMariano ofSquared = DieboldMariano.of(squared[0], squared[1], lag);
    metrics.put(MetricNames.DM_ABSOLUTE, ofAbsolute.statistic());
    metrics.put(MetricNames.DM_ABSOLUTE_P, ofAbsolute.pValue());
    metrics.put(MetricNames.DM_SQUARED, ofSquared.statistic());
    metrics.put(MetricNames.DM_SQUARED_P, ofSquared.pValue());
  }

  private double total(int model, Sum sum, Part part) {
    double total = 0;
    for (int fold = part.from; fold < part.to; fold++) {
      for (int pool = part.firstPool; pool < part.endPool; pool++) {
        total += models.get(model).of(sum, fold * origins.pools() + pool);
      }
    }
    return total;
  }

  private double mean(int model, Sum sum, Part part) {
    return total(model, sum, part) / rows(part);
  }

  private double root(int model, Sum sum, Part part) {
    return Math.sqrt(mean(model, sum, part));
  }
}
