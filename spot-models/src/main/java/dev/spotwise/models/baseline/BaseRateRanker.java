package dev.spotwise.models.baseline;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.RowChecks;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import java.util.List;
import java.util.Locale;

/**
 * Every pool at every hour is interrupted as often as all of them together were in training. Ranks
 * nothing, is perfectly calibrated on the past, and its Brier score is what skill is measured from.
 */
public final class BaseRateRanker implements StabilityRanker {

  /** The id of this ranker. */
  public static final String ID = "base-rate";

  private final ModelCard card;
  private final double[] survival;

  /**
   * The base rates of known shares.
   *
   * @param like card whose schema, horizons and window to take over
   * @param survival share of rows without an interruption per horizon, in [0, 1] or NaN; copied
   */
  public BaseRateRanker(ModelCard like, double[] survival) {
    this(survival, BaselineCards.of(ID, like));
  }

  private BaseRateRanker(double[] survival, ModelCard card) {
    this.card = card;
    this.survival = survival.clone();
    if (survival.length != card.horizons().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there must be a share per horizon %s but were %d",
              card.horizons(),
              survival.length));
    }
    for (double share : survival) {
      if (share < 0 || share > 1) {
        throw new IllegalArgumentException("survival must be in [0, 1] but was " + share);
      }
    }
  }

  /** This ranker with scores on its card. */
  public BaseRateRanker withScores(List<Score> scores) {
    return new BaseRateRanker(survival, card.withScores(scores));
  }

  /**
   * The base rates of the training rows of a set whose price and outcome are known; NaN for a
   * horizon without any.
   */
  public static BaseRateRanker of(LearningSet set, ModelCard like) {
    double[] survival = new double[like.horizons().size()];
    for (int horizon = 0; horizon < survival.length; horizon++) {
      Labels labels = set.labels(Split.TRAIN, like.horizons().get(horizon));
      int known = 0;
      int survived = 0;
      for (int row = 0; row < labels.rows(); row++) {
        if (set.features().lastMicroUsd(row) != MicroUsd.UNKNOWN) {
          known += labels.outcome(row) == Labels.Outcome.UNKNOWN ? 0 : 1;
          survived += labels.outcome(row) == Labels.Outcome.SURVIVED ? 1 : 0;
        }
      }
      survival[horizon] = (double) survived / known;
    }
    return new BaseRateRanker(like, survival);
  }

  /** Share of rows without an interruption at a horizon, in [0, 1], or NaN. */
  public double survival(int horizon) {
    return survival[horizon];
  }

  @Override
  public void predict(FeatureMatrix x, SurvivalForecasts out) {
    RowChecks.require(card, x, out.rows(), out.horizons());
    for (int row = 0; row < x.rows(); row++) {
      for (int horizon = 0; horizon < survival.length; horizon++) {
        boolean known = x.lastMicroUsd(row) != MicroUsd.UNKNOWN;
        out.set(row, horizon, known ? survival[horizon] : Double.NaN);
      }
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }
}
