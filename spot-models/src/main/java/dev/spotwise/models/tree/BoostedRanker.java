package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gradient boosting (Friedman 2001, doi:10.1214/aos/1013203451) per horizon for the probability of
 * an interruption within it. A longer horizon never gets a higher survival than a shorter one.
 */
public final class BoostedRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "boosting";

  private final ModelCard card;
  private final List<BinaryEnsemble> ensembles;

  BoostedRanker(ModelCard card, List<BinaryEnsemble> ensembles) {
    this.card = card;
    this.ensembles = List.copyOf(ensembles);
    if (ensembles.size() != card.horizons().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there must be an ensemble per horizon %s but were %d",
              card.horizons(),
              ensembles.size()));
    }
  }

  /** This ranker with another card. */
  public BoostedRanker withCard(ModelCard newCard) {
    return new BoostedRanker(newCard, ensembles);
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int horizon = 0; horizon < ensembles.size(); horizon++) {
      double[] interruption = ensembles.get(horizon).probabilities(x);
      for (int row = 0; row < interruption.length; row++) {
        boolean known = x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
        out.set(row, horizon, known ? 1 - interruption[row] : Double.NaN);
      }
    }
  }

  /** Writes the trees; the card is written apart. */
  public void write(DataOutput out) throws IOException {
    for (BinaryEnsemble ensemble : ensembles) {
      ensemble.write(out);
    }
  }

  /** Reads what {@link #write} wrote; errors as {@link TreeEnsemble#read}. */
  public static BoostedRanker read(ModelCard card, DataInput in) throws IOException {
    List<BinaryEnsemble> ensembles = new ArrayList<>();
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      ensembles.add(BinaryEnsemble.read(in, card.schema().width()));
    }
    return new BoostedRanker(card, ensembles);
  }
}
