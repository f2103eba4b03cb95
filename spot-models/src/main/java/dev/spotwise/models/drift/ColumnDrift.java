package dev.spotwise.models.drift;

import dev.spotwise.features.FeatureMatrix;
import java.util.Arrays;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * How far a column's recent values are from those in training.
 *
 * <p>The population stability index is {@code sum over bins of (a - e) ln(a / e)}, with e the share
 * of a bin in training and a the recent one (the divergence of Jeffreys 1946, doi
 * 10.1098/rspa.1946.0056); the bins are those of {@link ColumnSummary} and one for unknown values.
 * Half a row is added to every bin, so that an empty one is no infinity. Rows alone make it {@code
 * (bins - 1) (1 / n + 1 / m)} on average (Yurdakul and Naranjo 2020, "Statistical properties of the
 * population stability index", Journal of Risk Model Validation), n and m being the numbers of
 * independent rows.
 *
 * <p>The Kolmogorov-Smirnov test compares the known values of rows that are about independent in
 * time; its p-value is the asymptotic one, which is too large where values are tied.
 *
 * @param name the column
 * @param index population stability index, &gt;= 0; NaN without rows
 * @param indexByChance what it is on average if nothing has moved, &gt;= 0; NaN without rows
 * @param distance greatest distance of the two distribution functions, in [0, 1]; NaN unless there
 *     are two known values on both sides
 * @param pValue chance of such a distance if nothing has moved, in [0, 1]; NaN with the distance
 * @param unknownBefore share of training rows without a value, in [0, 1]; NaN without rows
 * @param unknownNow share of recent rows without a value, in [0, 1]; NaN without rows
 */
public record ColumnDrift(
    String name,
    double index,
    double indexByChance,
    double distance,
    double pValue,
    double unknownBefore,
    double unknownNow) {

  private static final double HALF_A_ROW = 0.5;

  /** What the index means. */
  public Shift shift() {
    return Shift.ofIndex(index);
  }

  /** Holds a column of recent rows against its summary. */
  static ColumnDrift of(ColumnSummary before, FeatureMatrix x, int column, int[] independent) {
    float[] values = new float[x.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = x.get(row, column);
    }
    float[] known = ColumnSummary.known(values);
    int[] now =
        withUnknown(ColumnSummary.count(before.cuts(), known), values.length - known.length);
    int[] then =
        withUnknown(
            before.counts().stream().mapToInt(Integer::intValue).toArray(), before.unknown());
    double[] sample = before.sampleValues();
    float[] apart = ColumnSummary.known(FeatureSummary.values(x, independent, column));
    double[] recent = new double[apart.length];
    for (int i = 0; i < recent.length; i++) {
      recent[i] = apart[i];
    }
    boolean tested = sample.length > 1 && recent.length > 1;
    KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
    double distance = tested ? test.kolmogorovSmirnovStatistic(sample, recent) : Double.NaN;
    return new ColumnDrift(
        before.name(),
        index(then, now),
        byChance(then, now, sample.length + sampleUnknown(before), independent.length),
        distance,
        tested ? test.approximateP(distance, sample.length, recent.length) : Double.NaN,
        before.unknownShare(),
        (double) (values.length - known.length) / values.length);
  }

  /** Unknown rows of the sample, about. */
  private static int sampleUnknown(ColumnSummary before) {
    double known = 1 - before.unknownShare();
    return known > 0 ? (int) Math.round(before.sample().size() * (1 / known - 1)) : before.rows();
  }

  private static int[] withUnknown(int[] counts, int unknown) {
    int[] all = Arrays.copyOf(counts, counts.length + 1);
    all[counts.length] = unknown;
    return all;
  }

  /**
   * The population stability index of two histograms.
   *
   * @param before counts per bin
   * @param now counts of the same bins
   * @return &gt;= 0; NaN if either is empty
   */
  public static double index(int[] before, int[] now) {
    if (before.length != now.length) {
      throw new IllegalArgumentException(
          "bins must be " + before.length + " but were " + now.length);
    }
    double rowsBefore = Arrays.stream(before).asLongStream().sum();
    double rowsNow = Arrays.stream(now).asLongStream().sum();
    if (rowsBefore == 0 || rowsNow == 0) {
      return Double.NaN;
    }
    double added = HALF_A_ROW * before.length;
    double sum = 0;
    for (int bin = 0; bin < before.length; bin++) {
      double expected = (before[bin] + HALF_A_ROW) / (rowsBefore + added);
      double actual = (now[bin] + HALF_A_ROW) / (rowsNow + added);
      sum +=
          before[bin] + now[bin] == 0 ? 0 : (actual - expected) * StrictMath.log(actual / expected);
    }
    return sum;
  }

  private static double byChance(int[] before, int[] now, int sampled, int independent) {
    int filled = 0;
    for (int bin = 0; bin < before.length; bin++) {
      filled += before[bin] + now[bin] > 0 ? 1 : 0;
    }
    return sampled == 0 || independent == 0
        ? Double.NaN
        : (filled - 1) * (1.0 / sampled + 1.0 / independent);
  }
}
