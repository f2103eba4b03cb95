package dev.spotwise.models.baseline;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.baseline.SeasonalNaivePredictor.Season;
import java.util.List;

/** The baselines that every model stands beside. */
public final class Baselines {

  private Baselines() {}

  /**
   * The price baselines, fitted on the training rows of a set; persistence, which skill is measured
   * from, is the first.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public static List<PricePredictor> price(LearningSet set, ModelCard like) {
    return List.of(
        new PersistencePredictor(like),
        MomentumPredictor.of(set, like),
        new DriftPredictor(like),
        new SeasonalNaivePredictor(like, Season.DAY),
        new SeasonalNaivePredictor(like, Season.WEEK));
  }

  /**
   * The stability baselines, fitted on the training rows of a set; the base rate, which skill is
   * measured from, is the first.
   *
   * @param like card whose schema, horizons and window to take over
   */
  public static List<StabilityRanker> stability(LearningSet set, ModelCard like) {
    return List.of(
        BaseRateRanker.of(set, like), TypeRateRanker.of(set, like), AgeRateRanker.of(set, like));
  }
}
