package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.RowChecks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A random forest (Breiman 2001, doi:10.1023/A:1010933404324) per horizon for the change of the
 * price as a share of on-demand, so that with nothing to learn it is persistence.
 *
 * <p>The forest of a horizon is a few boosters, grown side by side; the forecast is the mean over
 * all their trees, with the standardisation of the target undone, times the on-demand price, added
 * to the last price.
 */
public final class ForestPredictor implements PricePredictor {

  /** The id of this predictor. */
  public static final String ID = "forest";

  private static final int MAX_PARTS = 1024;
  private static final double MOST_SCALE = 1e9;

  private final ModelCard card;
  private final List<Horizon> forests;

  /**
   * The forest of one horizon.
   *
   * @param mean mean of the target in training
   * @param spread its standard deviation, &gt; 0
   * @param parts regressions whose margins are means over their trees, at least one tree each
   */
  record Horizon(double mean, double spread, List<TreeEnsemble> parts) {

    Horizon {
      parts = List.copyOf(parts);
      if (!(spread > 0 && Double.isFinite(spread) && Double.isFinite(mean))) {
        throw new IllegalArgumentException(
            "spread must be finite and > 0 but was " + spread + ", with mean " + mean);
      }
      if (parts.isEmpty() || !parts.stream().allMatch(p -> p.trees() > 0 && p.groups() == 1)) {
        throw new IllegalArgumentException("each part of a forest must be trees of one group");
      }
    }

    int trees() {
      return parts.stream().mapToInt(TreeEnsemble::trees).sum();
    }
  }

  ForestPredictor(ModelCard card, List<Horizon> forests) {
    this.card = card;
    this.forests = List.copyOf(forests);
    if (forests.size() != card.horizons().size()) {
      throw new IllegalArgumentException(
          "there must be a forest per horizon " + card.horizons() + " but were " + forests.size());
    }
  }

  /** This forest with another card. */
  public ForestPredictor withCard(ModelCard newCard) {
    return new ForestPredictor(newCard, forests);
  }

  /** The forests, in the order of the horizons. */
  List<Horizon> forests() {
    return forests;
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public void predict(FeatureMatrix x, PriceForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int horizon = 0; horizon < forests.size(); horizon++) {
      predict(forests.get(horizon), x, out, horizon);
    }
  }

  private static void predict(Horizon forest, FeatureMatrix x, PriceForecasts out, int horizon) {
    double[] sums = new double[x.rows()];
    float[] margins = new float[x.rows()];
    for (TreeEnsemble part : forest.parts()) {
      part.margins(x, 0, x.rows(), margins);
      for (int row = 0; row < sums.length; row++) {
        sums[row] += (double) margins[row] * part.trees();
      }
    }
    int trees = forest.trees();
    for (int row = 0; row < sums.length; row++) {
      double change = forest.mean() + forest.spread() * sums[row] / trees;
      double usd = change * MicroUsd.toUsd(x.onDemandMicroUsd(row));
      out.set(row, horizon, MicroUsd.toUsd(x.lastMicroUsd(row)) + usd);
    }
  }

  /** Writes the trees; the card is written apart. */
  public void write(DataOutput out) throws IOException {
    for (Horizon forest : forests) {
      out.writeDouble(forest.mean());
      out.writeDouble(forest.spread());
      out.writeInt(forest.parts().size());
      for (TreeEnsemble part : forest.parts()) {
        part.write(out);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote; errors as {@link TreeEnsemble#read}.
   *
   * @throws IllegalArgumentException if the trees are no forest
   */
  public static ForestPredictor read(ModelCard card, DataInput in) throws IOException {
    List<Horizon> forests = new ArrayList<>();
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      double mean = in.readDouble();
      double spread = in.readDouble();
      int size = in.readInt();
      if (Math.abs(mean) > MOST_SCALE || spread > MOST_SCALE) {
        throw new IOException(
            "mean and spread must be at most 1e9 but were " + mean + ", " + spread);
      }
      if (size < 1 || size > MAX_PARTS) {
        throw new IOException("parts must be in [1, " + MAX_PARTS + "] but was " + size);
      }
      List<TreeEnsemble> parts = new ArrayList<>();
      for (int part = 0; part < size; part++) {
        parts.add(TreeEnsemble.read(in, card.schema().width()));
      }
      forests.add(new Horizon(mean, spread, parts));
    }
    return new ForestPredictor(card, forests);
  }
}
