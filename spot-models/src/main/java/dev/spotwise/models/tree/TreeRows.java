package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import java.util.Arrays;

/**
 * The rows of a matrix to learn from, with one target each and, optionally, one weight.
 *
 * <p>Immutable; the matrix must not change while it is learnt from.
 */
public final class TreeRows {

  private final FeatureMatrix x;
  private final int[] rows;
  private final double[] targets;
  private final float[] weights;

  /**
   * Rows with targets of equal weight.
   *
   * @param x where the features are
   * @param rows rows of {@code x}; copied
   * @param targets what to learn, finite, one per entry of {@code rows}; copied
   */
  public TreeRows(FeatureMatrix x, int[] rows, double[] targets) {
    this(x, rows, targets, new float[0]);
  }

  private TreeRows(FeatureMatrix x, int[] rows, double[] targets, float[] weights) {
    if (rows.length != targets.length) {
      throw new IllegalArgumentException(
          "targets must be as many as rows (" + rows.length + ") but were " + targets.length);
    }
    this.x = x;
    this.rows = rows.clone();
    this.targets = targets.clone();
    this.weights = weights.clone();
  }

  /**
   * These rows with weights.
   *
   * @param newWeights one per row, each &gt; 0
   */
  public TreeRows withWeights(float[] newWeights) {
    if (newWeights.length != rows.length) {
      throw new IllegalArgumentException(
          "weights must be as many as rows (" + rows.length + ") but were " + newWeights.length);
    }
    return new TreeRows(x, rows, targets, newWeights);
  }

  /** These rows with other targets. */
  public TreeRows withTargets(double[] newTargets) {
    return new TreeRows(x, rows, newTargets, weights);
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }

  /** Where the features are. */
  public FeatureMatrix features() {
    return x;
  }

  /** Row of {@link #features} at place {@code i}. */
  public int row(int i) {
    return rows[i];
  }

  /** Target at place {@code i}. */
  public double target(int i) {
    return targets[i];
  }

  /** Weight at place {@code i}. */
  public float weight(int i) {
    return weights.length == 0 ? 1f : weights[i];
  }

  /** The targets, copied. */
  public double[] targets() {
    return Arrays.copyOf(targets, targets.length);
  }
}
