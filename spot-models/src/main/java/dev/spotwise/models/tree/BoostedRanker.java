package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.calibration.Calibration;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gradient boosting (Friedman 2001, doi:10.1214/aos/1013203451) per horizon for the probability of
 * an interruption within it, calibrated. A longer horizon never gets a higher survival than a
 * shorter one.
 */
public final class BoostedRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "boosting";

  private final ModelCard card;
  private final List<Horizon> perHorizon;

  BoostedRanker(ModelCard card, List<Horizon> perHorizon) {
    this.card = card;
    this.perHorizon = List.copyOf(perHorizon);
    if (perHorizon.size() != card.horizons().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there must be an ensemble per horizon %s but were %d",
              card.horizons(),
              perHorizon.size()));
    }
  }

  /**
   * What one horizon is forecast by.
   *
   * @param ensemble trees for the probability of an interruption
   * @param calibration what makes that probability true to frequency
   */
  record Horizon(BinaryEnsemble ensemble, Calibration calibration) {}

  /** This ranker with another card. */
  public BoostedRanker withCard(ModelCard newCard) {
    return new BoostedRanker(newCard, perHorizon);
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int horizon = 0; horizon < perHorizon.size(); horizon++) {
      double[] interruption = perHorizon.get(horizon).ensemble().probabilities(x);
      Calibration calibration = perHorizon.get(horizon).calibration();
      for (int row = 0; row < interruption.length; row++) {
        boolean known = x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
        out.set(row, horizon, known ? 1 - calibration.apply(interruption[row]) : Double.NaN);
      }
    }
  }

  /** Writes trees and calibrations; the card is written apart. */
  public void write(DataOutput out) throws IOException {
    for (Horizon horizon : perHorizon) {
      horizon.ensemble().write(out);
      horizon.calibration().write(out);
    }
  }

  /** Reads what {@link #write} wrote; errors as {@link TreeEnsemble#read}. */
  public static BoostedRanker read(ModelCard card, DataInput in) throws IOException {
    List<Horizon> perHorizon = new ArrayList<>();
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      BinaryEnsemble ensemble = BinaryEnsemble.read(in, card.schema().width());
      perHorizon.add(new Horizon(ensemble, Calibration.read(in)));
    }
    return new BoostedRanker(card, perHorizon);
  }
}
