package dev.spotwise.models.hazard;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.tree.BoostedRanker;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The hazard model and the boosting together: the mean of their log-odds (a logarithmic opinion
 * pool; Genest and Zidek 1986, doi:10.1214/ss/1177013825). Immutable and thread-safe.
 */
public final class BlendedRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "blend";

  private static final double EDGE = 1e-9;

  private final ModelCard card;
  private final HazardRanker hazard;
  private final BoostedRanker boosting;

  /**
   * A blend of two rankers of the same schema and horizons.
   *
   * @param card of the blend
   */
  public BlendedRanker(ModelCard card, HazardRanker hazard, BoostedRanker boosting) {
    this.card = card;
    this.hazard = hazard.withCard(card);
    this.boosting = boosting.withCard(card);
  }

  /** This ranker with another card. */
  public BlendedRanker withCard(ModelCard newCard) {
    return new BlendedRanker(newCard, hazard, boosting);
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    SurvivalForecasts other = SurvivalForecasts.allocate(out.horizons(), out.rows());
    SurvivalForecasts one = SurvivalForecasts.allocate(out.horizons(), out.rows());
    hazard.predict(x, one);
    boosting.predict(x, other);
    for (int row = 0; row < x.rows(); row++) {
      for (int horizon = 0; horizon < horizons().size(); horizon++) {
        double odds =
            (logOdds(one.survival(row, horizon)) + logOdds(other.survival(row, horizon))) / 2;
        out.set(row, horizon, LogisticRegression.probability(odds));
      }
    }
  }

  private static double logOdds(double probability) {
    double inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
    return StrictMath.log(inside / (1 - inside));
  }

  /** Writes both models; the card is written apart. */
  public void write(DataOutput out) throws IOException {
    hazard.write(out);
    boosting.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is not that
   */
  public static BlendedRanker read(ModelCard card, DataInput in) throws IOException {
    HazardRanker hazard = HazardRanker.read(card, in);
    return new BlendedRanker(card, hazard, BoostedRanker.read(card, in));
  }
}
