package dev.spotwise.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened where a probability was forecast: the rows sorted into bins of equal width by their
 * forecast, as a reliability diagram shows them (Murphy and Winkler 1977, "Reliability of
 * Subjective Probability Forecasts of Precipitation and Temperature", doi 10.2307/2346866).
 *
 * <p>Of K bins, bin k (from 0) holds the forecasts in [k / K, (k + 1) / K); the last one holds 1
 * too. Bins without rows are kept. Immutable and thread-safe.
 *
 * @param bins bins from forecast 0 to forecast 1, at least one
 */
public record ReliabilityTable(List<Bin> bins) {

  /** Refuses a table without bins. */
  public ReliabilityTable {
    bins = List.copyOf(bins);
    if (bins.isEmpty()) {
      throw new IllegalArgumentException("bins must be at least 1 but was 0");
    }
  }

  /**
   * Rows whose forecasts are alike.
   *
   * @param low least forecast of the bin, inclusive, in [0, 1)
   * @param high end of the bin, in (0, 1]; exclusive unless it is 1
   * @param count rows in the bin, &gt;= 0
   * @param meanForecast mean of their probabilities, in [0, 1]; NaN without rows
   * @param observedShare share of them that were positive, in [0, 1]; NaN without rows
   */
  public record Bin(double low, double high, int count, double meanForecast, double observedShare) {

    /** Refuses bounds that are out of order and a negative count. */
    public Bin {
      if (!(low >= 0 && low < high && high <= 1)) {
        throw new IllegalArgumentException(
            "bounds must be 0 <= low < high <= 1 but were " + low + " and " + high);
      }
      if (count < 0) {
        throw new IllegalArgumentException("count must be >= 0 but was " + count);
      }
    }
  }

  /**
   * Sorts forecasts into bins. Takes one pass over the rows.
   *
   * @param probability forecast chances, in [0, 1]
   * @param positive what happened, as many
   * @param bins number of bins, &gt;= 1
   * @return a table of that many bins, all empty without rows
   * @throws IllegalArgumentException if a probability is NaN or outside [0, 1]
   */
  public static ReliabilityTable of(double[] probability, boolean[] positive, int bins) {
    RowCounts.requireAsMany("probability", positive.length, probability.length);
    RowCounts.requireProbabilities("probability", probability);
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be at least 1 but was " + bins);
    }
    int[] counts = new int[bins];
    int[] positives = new int[bins];
    double[] sums = new double[bins];
    for (int i = 0; i < probability.length; i++) {
      int bin = bin(probability[i], bins);
      counts[bin]++;
      positives[bin] += positive[i] ? 1 : 0;
      sums[bin] += probability[i];
    }
    List<Bin> table = new ArrayList<>(bins);
    for (int bin = 0; bin < bins; bin++) {
      table.add(
          new Bin(
              edge(bin, bins),
              edge(bin + 1, bins),
              counts[bin],
              sums[bin] / counts[bin],
              (double) positives[bin] / counts[bin]));
    }
    return new ReliabilityTable(table);
  }

  /** The product can round to the wrong side of an edge, as 0.29 x 100 does. */
  private static int bin(double probability, int bins) {
    int bin = Math.min((int) (probability * bins), bins - 1);
    if (probability < edge(bin, bins)) {
      return bin - 1;
    }
    return bin + 1 < bins && probability >= edge(bin + 1, bins) ? bin + 1 : bin;
  }

  private static double edge(int bin, int bins) {
    return (double) bin / bins;
  }

  /** Rows of all bins. */
  public long rows() {
    return bins.stream().mapToLong(Bin::count).sum();
  }

  /**
   * Mean distance between what was forecast and what happened, {@code sum over bins of count / rows
   * x |meanForecast - observedShare|}: the expected calibration error (Naeini, Cooper and
   * Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning").
   *
   * @return in [0, 1], 0 for a calibrated forecast; NaN without rows
   */
  public double expectedCalibrationError() {
    double weighted = 0;
    for (Bin bin : bins) {
      if (bin.count() > 0) {
        weighted += bin.count() * Math.abs(bin.meanForecast() - bin.observedShare());
      }
    }
    return weighted / rows();
  }
}
