package dev.spotwise.models.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The non-falling step function with the least squared error, by pooling adjacent violators (Ayer
 * et al. 1955; for probabilities Zadrozny and Elkan 2002, doi:10.1145/775047.775151), and straight
 * lines between the means of its steps. It stays half a row away from 0 and 1, which no number of
 * rows can show.
 */
public final class IsotonicRegression implements Calibration {

  static final int KIND = 2;

  private static final int MOST_STEPS = 1 << 20;

  private final double[] from;
  private final double[] to;

  /**
   * A function through some points.
   *
   * @param from the model's probabilities, strictly ascending, at least one, in [0, 1]; copied
   * @param to the calibrated ones, as many, never falling, in [0, 1]; copied
   */
  public IsotonicRegression(double[] from, double[] to) {
    this.from = from.clone();
    this.to = to.clone();
    boolean sound = from.length > 0 && from.length == to.length;
    for (int i = 0; sound && i < from.length; i++) {
      sound = from[i] >= 0 && from[i] <= 1 && to[i] >= 0 && to[i] <= 1;
      sound = sound && (i == 0 || (from[i] > from[i - 1] && to[i] >= to[i - 1]));
    }
    if (!sound) {
      throw new IllegalArgumentException(
          "points must lie in [0, 1] and ascend, one value each, but were "
              + from.length
              + " and "
              + to.length);
    }
  }

  /**
   * Learns the function.
   *
   * @param probability the model's probabilities, in [0, 1], at least one
   * @param positive what came, as many
   */
  static IsotonicRegression fit(double[] probability, boolean[] positive) {
    Integer[] order = new Integer[probability.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(probability[a], probability[b]));
    Blocks blocks = new Blocks(order.length);
    for (int first = 0; first < order.length; ) {
      int last = first;
      double positives = 0;
      while (last < order.length && probability[order[last]] == probability[order[first]]) {
        positives += positive[order[last++]] ? 1 : 0;
      }
      blocks.add(probability[order[first]], last - first, positives);
      first = last;
    }
    return blocks.joined(0.5 / order.length);
  }

  @Override
  public double apply(double probability) {
    int at = Arrays.binarySearch(from, probability);
    if (at >= 0) {
      return to[at];
    }
    int above = -1 - at;
    if (above == 0) {
      return to[0];
    }
    if (above == from.length) {
      return to[above - 1];
    }
    double share = (probability - from[above - 1]) / (from[above] - from[above - 1]);
    return to[above - 1] + share * (to[above] - to[above - 1]);
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.ISOTONIC;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeInt(from.length);
    for (int i = 0; i < from.length; i++) {
      out.writeDouble(from[i]);
      out.writeDouble(to[i]);
    }
  }

  static IsotonicRegression readBody(DataInput in) throws IOException {
    int steps = in.readInt();
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IOException(
          "a calibration must have 1 to " + MOST_STEPS + " steps but has " + steps);
    }
    double[] from = new double[0];
    double[] to = new double[0];
    for (int i = 0; i < steps; i++) {
      if (i == from.length) {
        from = Arrays.copyOf(from, Math.min(steps, 2 * i + 16));
        to = Arrays.copyOf(to, from.length);
      }
      from[i] = in.readDouble();
      to[i] = in.readDouble();
    }
    try {
      return new IsotonicRegression(from, to);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Steps so far; a step that is lower than the one before is pooled with it. */
  private static final class Blocks {

    private final double[] weighted;
    private final double[] rows;
    private final double[] positives;
    private int size;

    Blocks(int most) {
      weighted = new double[most];
      rows = new double[most];
      positives = new double[most];
    }

    void add(double probability, int count, double positive) {
      weighted[size] = probability * count;
      rows[size] = count;
      positives[size++] = positive;
      while (size > 1 && share(size - 2) >= share(size - 1)) {
        size--;
        weighted[size - 1] += weighted[size];
        rows[size - 1] += rows[size];
        positives[size - 1] += positives[size];
      }
    }

    private double share(int block) {
      return positives[block] / rows[block];
    }

    IsotonicRegression joined(double edge) {
      double[] from = new double[size];
      double[] to = new double[size];
      for (int i = 0; i < size; i++) {
        from[i] = weighted[i] / rows[i];
        to[i] = Math.min(1 - edge, Math.max(edge, share(i)));
      }
      return new IsotonicRegression(from, to);
    }
  }
}
