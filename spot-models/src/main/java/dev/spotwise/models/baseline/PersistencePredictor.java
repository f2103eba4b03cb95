package dev.spotwise.models.baseline;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.RowChecks;

/**
 * The price stays what it is. On real prices, which change some three times a day, it is hard to
 * beat an hour ahead; a forecast that does not beat it has learnt nothing.
 */
public final class PersistencePredictor implements PricePredictor {

  /** The id of this predictor. */
  public static final String ID = "persistence";

  private final ModelCard card;

  /**
   * Persistence in place of another model.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public PersistencePredictor(ModelCard like) {
    this.card = BaselineCards.of(ID, like);
  }

  @Override
  public void predict(FeatureMatrix x, PriceForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int row = 0; row < x.rows(); row++) {
      for (int horizon = 0; horizon < horizons().size(); horizon++) {
        out.set(row, horizon, MicroUsd.toUsd(x.lastMicroUsd(row)));
      }
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }
}
