package dev.spotwise.models.evaluation;

import java.util.Arrays;

/**
 * Rows in order of their score, those with the same score together: what a ranking knows of them.
 */
final class ScoreGroups {

  private final int[] ends;
  private final int[] positives;
  private final int size;

  private ScoreGroups(int[] ends, int[] positives, int size) {
    this.ends = ends;
    this.positives = positives;
    this.size = size;
  }

  static ScoreGroups of(double[] score, boolean[] positive) {
    RowCounts.requireAsMany("score", positive.length, score.length);
    if (Arrays.stream(score).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("score must not be NaN");
    }
    Integer[] order = new Integer[score.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(score[a], score[b]));
    int[] ends = new int[score.length];
    int[] positives = new int[score.length];
    int size = 0;
    for (int from = 0; from < order.length; from = ends[size++]) {
      int to = from;
      while (to < order.length && score[order[to]] == score[order[from]]) {
        positives[size] += positive[order[to++]] ? 1 : 0;
      }
      ends[size] = to;
    }
    return new ScoreGroups(ends, positives, size);
  }

  /** Area under the ROC curve from the sum of the positives' mean ranks; NaN for one class. */
  double auc() {
    long total = 0;
    double rankSum = 0;
    for (int group = 0; group < size; group++) {
      rankSum += positives[group] * (start(group) + 1L + ends[group]) / 2.0;
      total += positives[group];
    }
    long negatives = rows() - total;
    return total == 0 || negatives == 0
        ? Double.NaN
        : (rankSum - total * (total + 1) / 2.0) / ((double) total * negatives);
  }

  /** From the highest score down, each group one step of recall; NaN without a positive. */
  double averagePrecision() {
    long found = 0;
    double sum = 0;
    for (int group = size - 1; group >= 0; group--) {
      found += positives[group];
      sum += positives[group] * ((double) found / (rows() - start(group)));
    }
    return sum / found;
  }

  private int start(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  private int rows() {
    return size == 0 ? 0 : ends[size - 1];
  }
}
