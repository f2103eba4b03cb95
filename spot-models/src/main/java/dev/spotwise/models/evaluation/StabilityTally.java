package dev.spotwise.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Test rows of all models at one stability horizon. A row counts if its outcome is known and each
 * model forecasts it. Model 0 is the trained one, model 1 the base rate. Keeps every row: ranking
 * needs them.
 */
final class StabilityTally {

  private static final int TRAINED = 0;
  private static final int BASE_RATE = 1;

  private final TestOrigins origins;
  private final int models;
  private final int lag;
  private final List<Rows> folds = new ArrayList<>();

  /**
   * A tally without rows.
   *
   * @param lag the horizon, in origins
   */
  StabilityTally(TestOrigins origins, int models, int lag) {
    this.origins = origins;
    this.models = models;
    this.lag = lag;
    for (int fold = 0; fold < origins.folds(); fold++) {
      folds.add(new Rows(models, 0));
    }
  }

  /** Rows in columns. */
  private static final class Rows {

    private final double[][] probability;
    private int[] row;
    private boolean[] interrupted;
    private int size;

    Rows(int models, int capacity) {
      probability = new double[models][capacity];
      row = new int[capacity];
      interrupted = new boolean[capacity];
    }

    void add(int newRow, boolean wasInterrupted, double[] probabilities) {
      if (size == row.length) {
        resize(Math.max(1024, size + size / 2));
      }
      row[size] = newRow;
      interrupted[size] = wasInterrupted;
      for (int model = 0; model < probability.length; model++) {
        probability[model][size] = probabilities[model];
      }
      size++;
    }

    void resize(int length) {
      row = Arrays.copyOf(row, length);
      interrupted = Arrays.copyOf(interrupted, length);
      for (int model = 0; model < probability.length; model++) {
        probability[model] = Arrays.copyOf(probability[model], length);
      }
    }

    /** Pairs of an interrupted row and one that survived. */
    double pairs() {
      double positives = 0;
      for (int i = 0; i < size; i++) {
        positives += interrupted[i] ? 1 : 0;
      }
      return positives * (size - positives);
    }

    void addAll(Rows other) {
      System.arraycopy(other.row, 0, row, size, other.size);
      System.arraycopy(other.interrupted, 0, interrupted, size, other.size);
      for (int model = 0; model < probability.length; model++) {
        System.arraycopy(other.probability[model], 0, probability[model], size, other.size);
      }
      size += other.size;
    }
  }

  /**
   * Adds a row if all models forecast it.
   *
   * @param row its number among all test rows
   * @param probabilities chance of an interruption by each model, in [0, 1], or NaN
   */
  void add(int fold, int row, boolean interrupted, double[] probabilities) {
    if (Arrays.stream(probabilities).noneMatch(Double::isNaN)) {
      folds.get(fold).add(row, interrupted, probabilities);
    }
  }

  /** The metrics of each model over the folds {@code [from, to)}. */
  List<ModelMetrics> metrics(List<String> names, int from, int to) {
    Rows rows = rows(from, to);
    int[] pool = pools(rows);
    double baseBrier = brier(rows, BASE_RATE);
    double[] baseLosses = losses(rows, BASE_RATE);
    List<ModelMetrics> all = new ArrayList<>();
    for (int model = 0; model < models; model++) {
      SortedMap<String, Double> metrics =
          StabilityMetrics.of(rows.probability[model], rows.interrupted, pool);
      if (to - from > 1) {
        rankWithinFolds(model, from, to, metrics);
      }
      metrics.put(
          MetricNames.BRIER_SKILL,
          StabilityMetrics.brierSkill(metrics.get(StabilityMetrics.BRIER), baseBrier));
      DieboldMariano test = DieboldMariano.of(losses(rows, model), baseLosses, lag);
      metrics.put(MetricNames.DM_BRIER, test.statistic());
      metrics.put(MetricNames.DM_BRIER_P, test.pValue());
      all.add(new ModelMetrics(names.get(model), rows.size, metrics));
    }
    return all;
  }

  /**
   * Each fold's model has a level of its own, so that rows are ranked against rows of their own
   * fold alone: the mean over folds, weighted by the pairs of an interrupted row and one that
   * survived.
   */
  private void rankWithinFolds(int model, int from, int to, SortedMap<String, Double> metrics) {
    List<Rows> parts = folds.subList(from, to);
    List<SortedMap<String, Double>> ofFolds =
        parts.stream()
            .map(part -> rows(List.of(part)))
            .map(
                part -> StabilityMetrics.of(part.probability[model], part.interrupted, pools(part)))
            .toList();
    for (String name :
        List.of(
            StabilityMetrics.AUC,
            StabilityMetrics.AUC_WITHIN_POOL,
            StabilityMetrics.AVERAGE_PRECISION)) {
      double sum = 0;
      double weights = 0;
      for (int fold = 0; fold < parts.size(); fold++) {
        double value = ofFolds.get(fold).get(name);
        double weight = parts.get(fold).pairs();
        if (!Double.isNaN(value) && weight > 0) {
          sum += weight * value;
          weights += weight;
        }
      }
      metrics.put(name, sum / weights);
    }
  }

  /** The trained model's probabilities beside what happened, over all folds. */
  ReliabilityTable reliability() {
    Rows rows = rows(0, folds.size());
    return ReliabilityTable.of(
        rows.probability[TRAINED], rows.interrupted, StabilityMetrics.CALIBRATION_BINS);
  }

  /**
   * The metrics of the trained model on each pool that has rows, by pool id; rows are ranked
   * against all rows of their pool.
   */
  SortedMap<String, ModelMetrics> byPool(String name) {
    Rows rows = rows(0, folds.size());
    int[] pool = pools(rows);
    int[] sizes = new int[origins.pools()];
    Arrays.stream(pool).forEach(p -> sizes[p]++);
    List<Rows> split = new ArrayList<>();
    for (int size : sizes) {
      split.add(new Rows(models, size));
    }
    double[] probabilities = new double[models];
    for (int i = 0; i < rows.size; i++) {
      for (int model = 0; model < models; model++) {
        probabilities[model] = rows.probability[model][i];
      }
      split.get(pool[i]).add(rows.row[i], rows.interrupted[i], probabilities);
    }
    SortedMap<String, ModelMetrics> pools = new TreeMap<>();
    for (int p = 0; p < sizes.length; p++) {
      if (sizes[p] > 0) {
        pools.put(
            origins.market().pools().get(p).id(),
            new ModelMetrics(name, sizes[p], ofPool(split.get(p))));
      }
    }
    return pools;
  }

  private static SortedMap<String, Double> ofPool(Rows rows) {
    double brier = brier(rows, TRAINED);
    double positives = 0;
    for (boolean interrupted : rows.interrupted) {
      positives += interrupted ? 1 : 0;
    }
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(
        StabilityMetrics.AUC, StabilityMetrics.auc(rows.probability[TRAINED], rows.interrupted));
    metrics.put(StabilityMetrics.BRIER, brier);
    metrics.put(
        MetricNames.BRIER_SKILL, StabilityMetrics.brierSkill(brier, brier(rows, BASE_RATE)));
    metrics.put(StabilityMetrics.POSITIVE_SHARE, positives / rows.size);
    return metrics;
  }

  private Rows rows(int from, int to) {
    return rows(folds.subList(from, to));
  }

  /** The rows of several folds, or of one without spare room. */
  private Rows rows(List<Rows> parts) {
    Rows all = new Rows(models, parts.stream().mapToInt(part -> part.size).sum());
    parts.forEach(all::addAll);
    return all;
  }

  private int[] pools(Rows rows) {
    return Arrays.stream(rows.row).map(row -> row % origins.pools()).toArray();
  }

  private static double brier(Rows rows, int model) {
    double sum = 0;
    for (int i = 0; i < rows.size; i++) {
      sum += loss(rows, model, i);
    }
    return sum / rows.size;
  }

  private static double loss(Rows rows, int model, int i) {
    double error = rows.probability[model][i] - (rows.interrupted[i] ? 1 : 0);
    return error * error;
  }

  /** Mean loss of each origin that has rows. */
  private double[] losses(Rows rows, int model) {
    double[] sums = new double[origins.size()];
    int[] counts = new int[sums.length];
    for (int i = 0; i < rows.size; i++) {
      int origin = rows.row[i] / origins.pools();
      sums[origin] += loss(rows, model, i);
      counts[origin]++;
    }
    double[] means = new double[sums.length];
    int size = 0;
    for (int origin = 0; origin < sums.length; origin++) {
      if (counts[origin] > 0) {
        means[size++] = sums[origin] / counts[origin];
      }
    }
    return Arrays.copyOf(means, size);
  }
}
