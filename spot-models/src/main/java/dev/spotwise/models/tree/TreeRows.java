package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

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
   * Rows with targets of equal weight. A row of which nothing is known teaches nothing and is left
   * out.
   *
   * @param x where the features are
   * @param rows rows of {@code x}; copied
   * @param targets what to learn, finite, one per entry of {@code rows}; copied
   */
  public TreeRows(FeatureMatrix x, int[] rows, double[] targets) {
    requireAsMany("targets", rows.length, targets.length);
    int[] known = IntStream.range(0, rows.length).filter(i -> knows(x, rows[i])).toArray();
    this.x = x;
    this.rows = IntStream.of(known).map(i -> rows[i]).toArray();
    this.targets = IntStream.of(known).mapToDouble(i -> targets[i]).toArray();
    this.weights = new float[0];
  }

  private static boolean knows(FeatureMatrix x, int row) {
    return IntStream.range(0, x.schema().width()).anyMatch(i -> !Float.isNaN(x.get(row, i)));
  }

  private static void requireAsMany(String what, int rows, int given) {
    if (rows != given) {
      throw new IllegalArgumentException(
          what + " must be as many as rows (" + rows + ") but were " + given);
    }
  }

  private TreeRows(FeatureMatrix x, int[] rows, double[] targets, float[] weights) {
    this.x = x;
    this.rows = rows;
    this.targets = targets;
    this.weights = weights;
  }

  /**
   * These rows with weights.
   *
   * @param newWeights one per row, each &gt; 0; copied
   */
  public TreeRows withWeights(float[] newWeights) {
    requireAsMany("weights", rows.length, newWeights.length);
    return new TreeRows(x, rows, targets, newWeights.clone());
  }

  /**
   * These rows with other targets.
   *
   * @param newTargets one per row, finite
   */
  public TreeRows withTargets(double[] newTargets) {
    requireAsMany("targets", rows.length, newTargets.length);
    return new TreeRows(x, rows, newTargets.clone(), weights);
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
