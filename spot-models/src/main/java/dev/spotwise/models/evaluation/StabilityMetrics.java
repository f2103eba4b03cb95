package dev.spotwise.models.evaluation;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well probabilities of an interruption rank and how well they are calibrated.
 *
 * <p>{@value #AUC}: chance that a row with an interruption got a higher probability than one
 * without, ties counting half (Mann and Whitney 1947); NaN unless both occur. {@value
 * #AUC_WITHIN_POOL}: its unweighted mean over the pools where both occur. {@value
 * #AVERAGE_PRECISION}: {@link #averagePrecision}. {@value #BRIER}: mean squared distance of the
 * probability from what happened (Brier 1950). {@value #LOG_LOSS}: {@link #logLoss}. {@value
 * #EXPECTED_CALIBRATION_ERROR}: that of a {@link ReliabilityTable} of {@value #CALIBRATION_BINS}
 * bins of equal width, each weighted by its rows. {@value #POSITIVE_SHARE}: share of rows with an
 * interruption.
 *
 * <p>Thread-safe: nothing is kept. Sorting the rows takes the longest.
 */
public final class StabilityMetrics {

  /** Area under the ROC curve, in [0, 1]. */
  public static final String AUC = "auc";

  /** Mean AUC of single pools, in [0, 1]. */
  public static final String AUC_WITHIN_POOL = "auc_within_pool";

  /** Average precision, in (0, 1]; the share of positive rows is what a constant gets. */
  public static final String AVERAGE_PRECISION = "average_precision";

  /** Brier score, in [0, 1]; less is better. */
  public static final String BRIER = "brier";

  /** Mean negative log likelihood in nats, in [0, 34.6); less is better. */
  public static final String LOG_LOSS = "log_loss";

  /** Mean distance of forecast and observed shares over bins, in [0, 1]; less is better. */
  public static final String EXPECTED_CALIBRATION_ERROR = "expected_calibration_error";

  /** Bins of the calibration error, of equal width. */
  public static final int CALIBRATION_BINS = 10;

  /** Share of rows with an interruption, in [0, 1]. */
  public static final String POSITIVE_SHARE = "positive_share";

  /** A forecast that is certain and wrong costs this much, not everything. */
  private static final double LEAST_CHANCE = 1e-15;

  private StabilityMetrics() {}

  /**
   * Measures forecasts.
   *
   * @param probability forecast chances of an interruption, in [0, 1]
   * @param interrupted what came, as many
   * @param pool pool index of each, &gt;= 0
   * @return the metrics by name, all NaN without rows
   * @throws IllegalArgumentException if a probability is NaN or outside [0, 1]
   */
  public static SortedMap<String, Double> of(
      double[] probability, boolean[] interrupted, int[] pool) {
    RowCounts.requireAsMany("probability", interrupted.length, probability.length);
    RowCounts.requireAsMany("pool", interrupted.length, pool.length);
    RowCounts.requireProbabilities("probability", probability);
    double squared = 0;
    int positives = 0;
    for (int i = 0; i < probability.length; i++) {
      double error = probability[i] - (interrupted[i] ? 1 : 0);
      squared += error * error;
      positives += interrupted[i] ? 1 : 0;
    }
    SortedMap<String, Double> metrics = new TreeMap<>();
    ScoreGroups ranked = ScoreGroups.of(probability, interrupted);
    metrics.put(AUC, ranked.auc());
    metrics.put(AUC_WITHIN_POOL, aucWithinPool(probability, interrupted, pool));
    metrics.put(AVERAGE_PRECISION, ranked.averagePrecision());
    metrics.put(BRIER, squared / probability.length);
    metrics.put(LOG_LOSS, logLoss(probability, interrupted));
    metrics.put(
        EXPECTED_CALIBRATION_ERROR,
        ReliabilityTable.of(probability, interrupted, CALIBRATION_BINS).expectedCalibrationError());
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
    return ScoreGroups.of(score, positive).auc();
  }

  /**
   * Average precision, {@code sum over n of (R(n) - R(n-1)) P(n)}: P(n) and R(n) are the precision
   * and the recall when all rows with one of the n highest scores are called positive. Rows with
   * the same score form one step, and nothing is interpolated between steps.
   *
   * <p>As scikit-learn's {@code average_precision_score}, which however gives 0 without a positive
   * row.
   *
   * @param score any numbers, higher where an interruption is likelier
   * @param positive what happened, as many
   * @return in (0, 1]; 1 if all rows are positive, NaN if none is
   * @throws IllegalArgumentException if a score is NaN, which ranks nowhere
   */
  public static double averagePrecision(double[] score, boolean[] positive) {
    return ScoreGroups.of(score, positive).averagePrecision();
  }

  /**
   * Mean negative logarithm of the chance given to what happened, in nats (Good 1952), the chances
   * clipped to [1e-15, 1 - 1e-15].
   *
   * @param probability forecast chances, in [0, 1]
   * @param positive what happened, as many
   * @return &gt;= 0, less is better; ln 2 for a constant 0.5, NaN without rows
   * @throws IllegalArgumentException if a probability is NaN or outside [0, 1]
   */
  public static double logLoss(double[] probability, boolean[] positive) {
    RowCounts.requireAsMany("probability", positive.length, probability.length);
    RowCounts.requireProbabilities("probability", probability);
    double sum = 0;
    for (int i = 0; i < probability.length; i++) {
      sum += logLoss(probability[i], positive[i]);
    }
    return sum / probability.length;
  }

  /** Log loss of one row; NaN if the probability is. */
  static double logLoss(double probability, boolean positive) {
    double clipped = Math.min(Math.max(probability, LEAST_CHANCE), 1 - LEAST_CHANCE);
    return positive ? -StrictMath.log(clipped) : -StrictMath.log1p(-clipped);
  }

  /**
   * Brier skill score, {@code 1 - brier / referenceBrier} (Murphy 1973): the share of the
   * reference's Brier score that the forecast saves on the same rows.
   *
   * @param brier Brier score of the forecast, in [0, 1]; NaN if unknown
   * @param referenceBrier Brier score of the reference, such as the base rate, in [0, 1]; NaN if
   *     unknown
   * @return at most 1, 0 for the reference itself, negative if worse; NaN if either is unknown or
   *     the reference is perfect
   */
  public static double brierSkill(double brier, double referenceBrier) {
    requireBrier("brier", brier);
    requireBrier("referenceBrier", referenceBrier);
    return referenceBrier == 0 ? Double.NaN : 1 - brier / referenceBrier;
  }

  private static void requireBrier(String name, double value) {
    if (value < 0 || value > 1) {
      throw new IllegalArgumentException(name + " must be in [0, 1] or NaN but was " + value);
    }
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
