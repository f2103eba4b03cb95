package dev.spotwise.models.baseline;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;

/** Stands in where no interruptions were known to learn from: every survival is NaN. */
public final class UnknownRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "unknown";

  private final ModelCard card;

  /**
   * No stability in place of a model.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public UnknownRanker(ModelCard like) {
    this.card = BaselineCards.of(ID, like);
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int row = 0; row < x.rows(); row++) {
      for (int horizon = 0; horizon < horizons().size(); horizon++) {
        out.set(row, horizon, Double.NaN);
      }
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }
}
