package dev.spotwise.models.baseline;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;

/**
 * Stability from the Spot Instance Advisor alone, for those who have no interruptions to learn
 * from: {@code (1 - monthly share)^(horizon / month)}, a month of 730.5 hours.
 *
 * <p>This takes a month's share as if every instance had run the whole month under one constant
 * hazard. Instances that ran for less were at risk for less, so real hazards are higher; all pools
 * of a type in a region are alike, and so are all hours; types of one of the five bands can't be
 * told apart. It ranks types coarsely and its probabilities are no measured frequencies. NaN where
 * the Advisor has no rating, or had none yet. Immutable and thread-safe.
 */
public final class AdvisorRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "advisor";

  /** The feature that it reads: share of instances interrupted in a month, in (0, 1]. */
  public static final String COLUMN = "advisor_monthly_share";

  private static final double MONTH_SECONDS = 730.5 * 3600;

  private final ModelCard card;
  private final int column;

  /**
   * The Advisor in place of another model.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public AdvisorRanker(ModelCard like) {
    this.card = BaselineCards.of(ID, like);
    this.column = like.schema().indexOf(COLUMN);
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int row = 0; row < x.rows(); row++) {
      boolean known = column >= 0 && x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
      double share = known ? x.get(row, column) : Double.NaN;
      for (int horizon = 0; horizon < horizons().size(); horizon++) {
        out.set(row, horizon, survival(share, horizon));
      }
    }
  }

  private double survival(double monthlyShare, int horizon) {
    if (!(monthlyShare > 0 && monthlyShare <= 1)) {
      return Double.NaN;
    }
    return StrictMath.pow(1 - monthlyShare, horizons().get(horizon).toSeconds() / MONTH_SECONDS);
  }

  @Override
  public ModelCard card() {
    return card;
  }
}
