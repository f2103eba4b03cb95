package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A two-class ensemble with one margin per class, joined into the probability of the positive one
 * by the softmax: {@code 1 / (1 + e^(other - positive))}.
 *
 * @param trees two groups of trees
 * @param positive group of the positive class, 0 or 1
 */
public record BinaryEnsemble(TreeEnsemble trees, int positive) {

  /** Checks the groups. */
  public BinaryEnsemble {
    if (trees.groups() != 2 || positive < 0 || positive > 1) {
      throw new IllegalArgumentException(
          "there must be 2 groups and positive in [0, 1] but were "
              + trees.groups()
              + " and "
              + positive);
    }
  }

  /** The probability of the positive class for every row, in [0, 1]. */
  public double[] probabilities(FeatureMatrix x) {
    float[] margins = new float[2 * x.rows()];
    trees.margins(x, 0, x.rows(), margins);
    double[] probabilities = new double[x.rows()];
    for (int row = 0; row < probabilities.length; row++) {
      double difference = (double) margins[2 * row + 1 - positive] - margins[2 * row + positive];
      probabilities[row] = 1 / (1 + StrictMath.exp(difference));
    }
    return probabilities;
  }

  /** Writes the ensemble. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(positive);
    trees.write(out);
  }

  /** Reads what {@link #write} wrote; errors as {@link TreeEnsemble#read}. */
  public static BinaryEnsemble read(DataInput in, int width) throws IOException {
    int positive = in.readInt();
    TreeEnsemble trees = TreeEnsemble.read(in, width);
    if (trees.groups() != 2 || positive < 0 || positive > 1) {
      throw new IOException("a two-class ensemble must have 2 groups but has " + trees.groups());
    }
    return new BinaryEnsemble(trees, positive);
  }
}
