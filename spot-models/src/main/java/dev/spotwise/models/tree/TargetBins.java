package dev.spotwise.models.tree;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The values that a distribution of targets can take: an atom at exactly 0, and bins between the
 * quantiles of the targets that are not 0, each standing for the mean of its own. Ascending.
 * Immutable.
 */
final class TargetBins {

  /** As many as one unsigned byte can tell apart. */
  static final int MOST = 256;

  private static final int QUANTILES = 200;

  private final double[] values;

  private TargetBins(double[] values) {
    this.values = values;
  }

  /** Targets sorted into bins. */
  record Sorted(TargetBins bins, BinOfTarget of) {}

  /** Which bin a training target is in. */
  interface BinOfTarget {
    int bin(int target);
  }

  /**
   * Makes the bins of some targets.
   *
   * @param targets finite, at least one
   */
  static Sorted of(double[] targets) {
    double[] edges = edges(targets);
    int[] bins = Arrays.stream(targets).mapToInt(target -> interval(edges, target)).toArray();
    double[] sums = new double[edges.length + 1];
    int[] counts = new int[sums.length];
    for (int i = 0; i < bins.length; i++) {
      sums[bins[i]] += targets[i];
      counts[bins[i]]++;
    }
    int zero = interval(edges, 0);
    double[] values = new double[sums.length];
    int[] places = new int[sums.length];
    int used = 0;
    for (int bin = 0; bin < sums.length; bin++) {
      places[bin] = used;
      if (counts[bin] > 0 || bin == zero) {
        values[used++] = bin == zero ? 0 : sums[bin] / counts[bin];
      }
    }
    TargetBins made = new TargetBins(Arrays.copyOf(values, used));
    return new Sorted(made, i -> places[bins[i]]);
  }

  /** Where one bin ends and the next begins: quantiles, and both sides of the 0. */
  private static double[] edges(double[] targets) {
    double[] moving = Arrays.stream(targets).filter(target -> target != 0).sorted().toArray();
    double[] edges = new double[QUANTILES + 2];
    for (int i = 0; i < QUANTILES && moving.length > 0; i++) {
      edges[i] = moving[(int) ((long) i * (moving.length - 1) / (QUANTILES - 1))];
    }
    edges[QUANTILES + 1] = Double.MIN_VALUE;
    return Arrays.stream(edges).sorted().distinct().toArray();
  }

  /** Number of edges at or below a target. */
  private static int interval(double[] edges, double target) {
    int found = Arrays.binarySearch(edges, target + 0.0);
    return found >= 0 ? found + 1 : -found - 1;
  }

  int size() {
    return values.length;
  }

  /** What a bin stands for. */
  double value(int bin) {
    return values[bin];
  }

  /** The bin of the atom at 0. */
  int zero() {
    return Arrays.binarySearch(values, 0.0);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(values.length - 1);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the values don't ascend or none is 0
   */
  static TargetBins read(DataInput in) throws IOException {
    double[] values = new double[in.readUnsignedByte() + 1];
    for (int bin = 0; bin < values.length; bin++) {
      values[bin] = in.readDouble();
      boolean ascends = bin == 0 || values[bin] > values[bin - 1];
      if (!Double.isFinite(values[bin]) || !ascends) {
        throw new IOException("values of bins must ascend but one was " + values[bin]);
      }
    }
    TargetBins bins = new TargetBins(values);
    if (bins.zero() < 0) {
      throw new IOException("one of the bins must stand for 0");
    }
    return bins;
  }
}
