package dev.spotwise.models.evaluation;

import java.util.SortedMap;

/**
 * How well the trained model's probabilities of a price change did, beside the training rows' share
 * of changes, fold by fold.
 */
final class ChangeTally {

  private final int[] rows;
  private final int[] changes;
  private final double[] bases;
  private final double[][] brier;
  private final double[][] logLoss;

  ChangeTally(int folds) {
    rows = new int[folds];
    changes = new int[folds];
    bases = new double[folds];
    brier = new double[2][folds];
    logLoss = new double[2][folds];
  }

  /** Sets the share of changes in a fold's training rows, in [0, 1]; NaN without any. */
  void base(int fold, double share) {
    bases[fold] = share;
  }

  /** Adds a row; the probability is NaN if the model has none. */
  void add(int fold, boolean changed, double probability) {
    rows[fold]++;
    changes[fold] += changed ? 1 : 0;
    double[] both = {probability, bases[fold]};
    for (int i = 0; i < both.length; i++) {
      double error = both[i] - (changed ? 1 : 0);
      brier[i][fold] += error * error;
      logLoss[i][fold] += StabilityMetrics.logLoss(both[i], changed);
    }
  }

  /** Adds the metrics of the folds {@code [from, to)}. */
  void into(SortedMap<String, Double> metrics, int from, int to) {
    double count = 0;
    double changed = 0;
    for (int fold = from; fold < to; fold++) {
      count += rows[fold];
      changed += changes[fold];
    }
    metrics.put(MetricNames.CHANGE_SHARE, changed / count);
    metrics.put(MetricNames.CHANGE_BRIER, sum(brier[0], from, to) / count);
    metrics.put(MetricNames.CHANGE_BRIER_BASE, sum(brier[1], from, to) / count);
    metrics.put(MetricNames.CHANGE_LOG_LOSS, sum(logLoss[0], from, to) / count);
    metrics.put(MetricNames.CHANGE_LOG_LOSS_BASE, sum(logLoss[1], from, to) / count);
  }

  private static double sum(double[] ofFolds, int from, int to) {
    double sum = 0;
    for (int fold = from; fold < to; fold++) {
      sum += ofFolds[fold];
    }
    return sum;
  }
}
