package dev.spotwise.models.evaluation;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well probabilities of an interruption rank and how well they are calibrated.
 *
 * <p>{@value #AUC}: chance that a row with an interruption got a higher probability than one
 * without, ties counting half (Mann and Whitney 1947); NaN unless both occur. {@value
 * #AUC_WITHIN_POOL}: its unweighted mean over the pools where both occur. {@value #BRIER}: mean
 * squared distance of the probability from what happened (Brier 1950). {@value #POSITIVE_SHARE}:
 * share of rows with an interruption.
 */
public final class StabilityMetrics {

  /** Area under the ROC curve, in [0, 1]. */
  public static final String AUC = "auc";

  /** Mean AUC of single pools, in [0, 1]. */
  public static final String AUC_WITHIN_POOL = "auc_within_pool";

  /** Brier score, in [0, 1]; less is better. */
  public static final String BRIER = "brier";

  /** Share of rows with an interruption, in [0, 1]. */
  public static final String POSITIVE_SHARE = "positive_share";

  private StabilityMetrics() {}

  /**
   * Measures forecasts.
   *
   * @param probability forecast chances of an interruption, in [0, 1]
   * @param interrupted what came, as many
   * @param pool pool index of each, &gt;= 0
   * @return the metrics by name, all NaN without rows
   */
  public static SortedMap<String, Double> of(
      double[] probability, boolean[] interrupted, int[] pool) {
    RowCounts.requireAsMany("probability", interrupted.length, probability.length);
    RowCounts.requireAsMany("pool", interrupted.length, pool.length);
    double squared = 0;
    int positives = 0;
    for (int i = 0; i < probability.length; i++) {
      double error = probability[i] - (interrupted[i] ? 1 : 0);
      squared += error * error;
      positives += interrupted[i] ? 1 : 0;
    }
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(AUC, auc(probability, interrupted));
    metrics.put(AUC_WITHIN_POOL, aucWithinPool(probability, interrupted, pool));
    metrics.put(BRIER, squared / probability.length);
    metrics.put(POSITIVE_SHARE, (double) positives / probability.length);
    return metrics;
  }

  /**
   * Area under the ROC curve.
   *
   * @param score any numbers, higher where an interruption is likelier
   * @param positive what happened, as many
   * @return in [0, 1]; NaN unless both classes occur
   * @throws IllegalArgumentException if a score is NaN, which ranks nowhere
   */
  public static double auc(double[] score, boolean[] positive) {
    RowCounts.requireAsMany("score", positive.length, score.length);
    if (Arrays.stream(score).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("score must not be NaN");
    }
    Integer[] order = new Integer[score.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(score[a], score[b]));
    long positives = 0;
    double rankSum = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      long tiedPositives = 0;
      while (to < order.length && score[order[to]] == score[order[from]]) {
        tiedPositives += positive[order[to++]] ? 1 : 0;
      }
      rankSum += tiedPositives * (from + 1L + to) / 2.0;
      positives += tiedPositives;
      from = to;
    }
    long negatives = score.length - positives;
    return positives == 0 || negatives == 0
        ? Double.NaN
        : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }

  private static double aucWithinPool(double[] probability, boolean[] interrupted, int[] pool) {
    int[] sizes = new int[Arrays.stream(pool).max().orElse(-1) + 1];
    Arrays.stream(pool).forEach(p -> sizes[p]++);
    double[][] scores = new double[sizes.length][];
    boolean[][] positive = new boolean[sizes.length][];
    for (int p = 0; p < sizes.length; p++) {
      scores[p] = new double[sizes[p]];
      positive[p] = new boolean[sizes[p]];
    }
    for (int i = 0; i < pool.length; i++) {
      int place = --sizes[pool[i]];
      scores[pool[i]][place] = probability[i];
      positive[pool[i]][place] = interrupted[i];
    }
    double sum = 0;
    int defined = 0;
    for (int p = 0; p < scores.length; p++) {
      double auc = auc(scores[p], positive[p]);
      if (!Double.isNaN(auc)) {
        sum += auc;
        defined++;
      }
    }
    return sum / defined;
  }
}
