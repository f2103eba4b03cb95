package dev.spotwise.models.drift;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How one column's values were distributed in training: counts between cuts, and a sample.
 *
 * <p>The cuts are the least value, the nine deciles and the greatest value, each once. A value that
 * two or more of them share is held by a tenth of the rows or so, and gets a bin of its own by a
 * second cut just below it; so a column that is nearly always 0 has a bin for 0.
 *
 * @param name the column
 * @param cuts strictly ascending, finite; empty if no value was known
 * @param counts known rows up to and including the first cut, between two, and above the last; one
 *     more than cuts
 * @param unknown rows without a value, &gt;= 0
 * @param sample values of rows that are about independent in time, ascending
 */
public record ColumnSummary(
    String name, List<Float> cuts, List<Integer> counts, int unknown, List<Float> sample) {

  private static final int DECILES = 10;

  /** Checks the order and the numbers. */
  public ColumnSummary {
    requireNonNull(name, "name");
    cuts = List.copyOf(cuts);
    counts = List.copyOf(counts);
    sample = List.copyOf(sample);
    if (counts.size() != cuts.size() + 1) {
      throw new IllegalArgumentException(
          "counts must be one more than cuts, "
              + (cuts.size() + 1)
              + ", but were "
              + counts.size());
    }
    if (unknown < 0 || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("counts and unknown must be >= 0 but one was negative");
    }
    if (counts.stream().mapToLong(Integer::longValue).sum() + unknown > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("counts must sum to fewer than 2^31 rows but don't");
    }
    requireAscending("cuts", cuts, true);
    requireAscending("sample", sample, false);
  }

  private static void requireAscending(String what, List<Float> values, boolean strictly) {
    for (int i = 0; i < values.size(); i++) {
      boolean rises =
          i == 0
              || values.get(i) > values.get(i - 1)
              || (!strictly && values.get(i).equals(values.get(i - 1)));
      if (!rises || !Float.isFinite(values.get(i))) {
        throw new IllegalArgumentException(
            what + " must be finite and ascend but number " + (i + 1) + " was " + values.get(i));
      }
    }
  }

  /**
   * Summarises values.
   *
   * @param name the column
   * @param values of all rows, NaN where unknown
   * @param sampled those of some rows, NaN where unknown
   */
  public static ColumnSummary of(String name, float[] values, float[] sampled) {
    float[] known = known(values);
    List<Float> cuts = cuts(known);
    int[] counts = count(cuts, known);
    List<Float> sample = new ArrayList<>();
    for (float value : known(sampled)) {
      sample.add(value);
    }
    return new ColumnSummary(
        name, cuts, Arrays.stream(counts).boxed().toList(), values.length - known.length, sample);
  }

  /** Known values, ascending, zeros of one sign, infinities drawn in. */
  static float[] known(float[] values) {
    float[] known = new float[values.length];
    int size = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        known[size++] = 0f + Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
      }
    }
    float[] sorted = Arrays.copyOf(known, size);
    Arrays.sort(sorted);
    return sorted;
  }

  private static List<Float> cuts(float[] sorted) {
    List<Float> cuts = new ArrayList<>();
    if (sorted.length == 0) {
      return cuts;
    }
    float before = Float.NaN;
    for (int decile = 0; decile <= DECILES; decile++) {
      float value = sorted[(int) ((long) decile * (sorted.length - 1) / DECILES)];
      if (value != before) {
        cuts.add(value);
      } else if (value > -Float.MAX_VALUE) {
        float below = Math.nextDown(value);
        int last = cuts.size() - 1;
        if (last == 0 || cuts.get(last - 1) < below) {
          cuts.add(last, below);
        }
      }
      before = value;
    }
    return cuts;
  }

  /** How many of these known values lie up to and including each cut, and above the last. */
  static int[] count(List<Float> cuts, float[] known) {
    float[] sorted = new float[cuts.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = cuts.get(i);
    }
    int[] counts = new int[sorted.length + 1];
    for (float value : known) {
      int at = Arrays.binarySearch(sorted, value);
      counts[at >= 0 ? at : -1 - at]++;
    }
    return counts;
  }

  /** Number of rows, unknown ones included. */
  public int rows() {
    return counts.stream().mapToInt(Integer::intValue).sum() + unknown;
  }

  /** Share of rows without a value, in [0, 1]; NaN without rows. */
  public double unknownShare() {
    return (double) unknown / rows();
  }

  /** The sample as numbers. */
  double[] sampleValues() {
    return sample.stream().mapToDouble(Float::doubleValue).toArray();
  }
}
