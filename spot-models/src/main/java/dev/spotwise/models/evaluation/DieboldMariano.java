package dev.spotwise.models.evaluation;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Test of the hypothesis that two forecasts are equally accurate, on their losses at the same
 * origins (Diebold and Mariano 1995, "Comparing Predictive Accuracy", doi
 * 10.1080/07350015.1995.10524599).
 *
 * <p>With d(t) the loss of the first forecast less that of the second at origin t of n, {@code
 * statistic = mean(d) / sqrt(V / n) x sqrt((n + 1 - 2h + h(h-1)/n) / n)}. Forecasts over h origins
 * overlap, so that their losses are correlated over h - 1 origins even if nothing can be improved;
 * V, the long-run variance of d, therefore weighs autocovariances by Bartlett's kernel, {@code g(0)
 * + 2 sum over k of (1 - k / (lags + 1)) g(k)} (Newey and West 1987, doi 10.2307/1913610), and is
 * never negative. The last factor corrects for small samples, and the p-value is two-sided from
 * Student's t with n - 1 degrees of freedom (Harvey, Leybourne and Newbold 1997, "Testing the
 * equality of prediction mean squared errors", doi 10.1016/S0169-2070(96)00719-4).
 *
 * <p>Deviations from them: they cut the kernel after h - 1 lags and weigh all alike, which can give
 * a negative variance. Bartlett's weights shrink what they include, so more lags are taken: {@code
 * max(h, min(2h, n / 16), 4 (n / 100)^(2/9))}, rounded down, which is at least h and grows with n.
 * Below some 30 horizons of origins the test still rejects somewhat too often; below {@value
 * #MIN_HORIZONS}, or {@value #MIN_ORIGINS} origins, it doesn't judge. Losses that stay correlated
 * beyond 2h origins make it reject too often as well.
 *
 * <p>Immutable and thread-safe.
 *
 * @param meanLossDifference mean of d, in the unit of the losses; negative where the first forecast
 *     is better; NaN without origins
 * @param statistic corrected statistic, same sign; NaN with too few origins or where d doesn't vary
 * @param pValue chance of a statistic at least as far from 0 if both are equally accurate, in [0,
 *     1]; NaN with the statistic
 * @param origins number of origins, n
 * @param lags number of lags in V
 */
public record DieboldMariano(
    double meanLossDifference, double statistic, double pValue, int origins, int lags) {

  /** Least number of origins that is judged. */
  public static final int MIN_ORIGINS = 20;

  /** Least length of the series that is judged, in horizons. */
  public static final int MIN_HORIZONS = 10;

  /** A difference of losses smaller than this, relative to the largest loss, is rounding. */
  private static final double ROUNDING = 1e-12;

  /**
   * Compares two series of losses.
   *
   * @param loss loss of the first forecast at each origin, finite, oldest first, equally spaced;
   *     the mean over pools
   * @param referenceLoss loss of the second one at the same origins
   * @param horizon how far ahead is forecast, in origins, &gt;= 1: 12 for an hour ahead every 5
   *     minutes, 1 if forecasts don't overlap
   * @throws IllegalArgumentException if a loss isn't finite, the series differ in length, or the
   *     horizon is below 1
   */
  public static DieboldMariano of(double[] loss, double[] referenceLoss, int horizon) {
    requireHorizon(horizon);
    int lags = lags(loss.length, horizon);
    DieboldMariano test = withLags(loss, referenceLoss, horizon, lags);
    return loss.length >= Math.max(MIN_ORIGINS, (long) MIN_HORIZONS * horizon)
        ? test
        : undecided(test.meanLossDifference(), loss.length, lags);
  }

  /**
   * Compares two forecasts row by row: the losses of an origin's rows are averaged by {@link
   * #perOrigin}, over the rows where neither is NaN, so that both means are of the same rows.
   *
   * @param loss loss of the first forecast in each row, finite, or NaN where unknown
   * @param referenceLoss that of the second one, as many
   * @param origin origin of each row, increasing with time, such as its epoch second; as many
   * @param horizon how far ahead is forecast, in origins, &gt;= 1
   * @throws IllegalArgumentException if a loss is infinite, the arrays differ in length, or the
   *     horizon is below 1
   */
  public static DieboldMariano ofRows(
      double[] loss, double[] referenceLoss, long[] origin, int horizon) {
    RowCounts.requireAsMany("referenceLoss", loss.length, referenceLoss.length);
    double[] first = loss.clone();
    double[] second = referenceLoss.clone();
    for (int row = 0; row < loss.length; row++) {
      if (Double.isNaN(first[row]) || Double.isNaN(second[row])) {
        first[row] = Double.NaN;
        second[row] = Double.NaN;
      }
    }
    return of(perOrigin(first, origin), perOrigin(second, origin), horizon);
  }

  /**
   * Mean loss of each origin. Rows may come in any order; those with a NaN are left out, and so is
   * an origin without other rows, whose neighbours then count as adjacent.
   *
   * @param rowLoss loss of each row, or NaN where unknown
   * @param origin origin of each row, increasing with time; as many
   * @return one mean per origin that has a known loss, by increasing origin
   */
  public static double[] perOrigin(double[] rowLoss, long[] origin) {
    RowCounts.requireAsMany("origin", rowLoss.length, origin.length);
    Map<Long, double[]> sumAndCount = new TreeMap<>();
    for (int row = 0; row < rowLoss.length; row++) {
      if (!Double.isNaN(rowLoss[row])) {
        double[] entry = sumAndCount.computeIfAbsent(origin[row], o -> new double[2]);
        entry[0] += rowLoss[row];
        entry[1]++;
      }
    }
    return sumAndCount.values().stream().mapToDouble(entry -> entry[0] / entry[1]).toArray();
  }

  /** The same test with a chosen number of lags, of however few origins. */
  static DieboldMariano withLags(double[] loss, double[] referenceLoss, int horizon, int lags) {
    requireHorizon(horizon);
    RowCounts.requireAsMany("referenceLoss", loss.length, referenceLoss.length);
    RowCounts.requireFinite("loss", loss);
    RowCounts.requireFinite("referenceLoss", referenceLoss);
    int origins = loss.length;
    if (origins == 0) {
      return undecided(Double.NaN, origins, lags);
    }
    double[] deviation = new double[origins];
    double largest = 0;
    for (int t = 0; t < origins; t++) {
      deviation[t] = loss[t] - referenceLoss[t];
      largest = Math.max(largest, Math.max(Math.abs(loss[t]), Math.abs(referenceLoss[t])));
    }
    double mean = Arrays.stream(deviation).sum() / origins;
    for (int t = 0; t < origins; t++) {
      deviation[t] -= mean;
    }
    double variance = longRunVariance(deviation, lags);
    if (origins <= horizon || !(Math.sqrt(variance) > ROUNDING * largest)) {
      return undecided(mean, origins, lags);
    }
    // (n - h) (n - h + 1) / n^2 is the correction of the small sample, factored
    double free = (double) origins - horizon;
    double correction = Math.sqrt(free * (free + 1)) / origins;
    double statistic = mean / Math.sqrt(variance / origins) * correction;
    double tail =
        new TDistribution(null, origins - 1.0).cumulativeProbability(-Math.abs(statistic));
    return new DieboldMariano(mean, statistic, 2 * tail, origins, lags);
  }

  /** At least the horizon; twice that once the series is long enough to tell. */
  static int lags(int origins, int horizon) {
    int automatic = (int) (4 * StrictMath.pow(origins / 100.0, 2 / 9.0));
    long wide = Math.min(2L * horizon, origins / 16);
    return (int) Math.max(Math.max(horizon, automatic), wide);
  }

  private static double longRunVariance(double[] deviation, int lags) {
    double sum = 0;
    for (int lag = 0; lag <= Math.min(lags, deviation.length - 1); lag++) {
      double products = 0;
      for (int t = lag; t < deviation.length; t++) {
        products += deviation[t] * deviation[t - lag];
      }
      sum += (lag == 0 ? 1 : 2) * (1 - lag / (lags + 1.0)) * products;
    }
    return sum / deviation.length;
  }

  private static DieboldMariano undecided(double mean, int origins, int lags) {
    return new DieboldMariano(mean, Double.NaN, Double.NaN, origins, lags);
  }

  private static void requireHorizon(int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be >= 1 but was " + horizon);
    }
  }
}
