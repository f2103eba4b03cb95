package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
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
  private final int[] columns;

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
    this.columns = IntStream.range(0, x.schema().width()).toArray();
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

  private TreeRows(FeatureMatrix x, int[] rows, double[] targets, float[] weights, int[] columns) {
    this.x = x;
    this.rows = rows;
    this.targets = targets;
    this.weights = weights;
    this.columns = columns;
  }

  /**
   * These rows with weights.
   *
   * @param newWeights one per row, each &gt; 0; copied
   */
  public TreeRows withWeights(float[] newWeights) {
    requireAsMany("weights", rows.length, newWeights.length);
    return new TreeRows(x, rows, targets, newWeights.clone(), columns);
  }

  /**
   * These rows with other targets.
   *
   * @param newTargets one per row, finite
   */
  public TreeRows withTargets(double[] newTargets) {
    requireAsMany("targets", rows.length, newTargets.length);
    return new TreeRows(x, rows, newTargets.clone(), weights, columns);
  }

  /**
   * These rows, to be learnt from by some columns alone.
   *
   * @param names columns; those that the matrix does not have are left out, and if it has none of
   *     them all are kept
   */
  public TreeRows withColumns(List<String> names) {
    int[] kept =
        names.stream()
            .mapToInt(x.schema()::indexOf)
            .filter(column -> column >= 0)
            .sorted()
            .toArray();
    return new TreeRows(x, rows, targets, weights, kept.length == 0 ? columns : kept);
  }

  /**
   * The rows at some places.
   *
   * @param places places among these rows
   */
  TreeRows at(int[] places) {
    int[] some = IntStream.of(places).map(i -> rows[i]).toArray();
    double[] theirs = IntStream.of(places).mapToDouble(i -> targets[i]).toArray();
    float[] weighing = new float[weights.length == 0 ? 0 : places.length];
    for (int i = 0; i < weighing.length; i++) {
      weighing[i] = weights[places[i]];
    }
    return new TreeRows(x, some, theirs, weighing, columns);
  }

  /** The columns to learn from, ascending. */
  int[] columns() {
    return columns.clone();
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
