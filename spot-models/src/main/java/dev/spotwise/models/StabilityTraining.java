package dev.spotwise.models;

import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.baseline.AdvisorRanker;
import dev.spotwise.models.baseline.AgeRateRanker;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.baseline.TypeRateRanker;
import dev.spotwise.models.baseline.UnknownRanker;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.hazard.BlendedRanker;
import dev.spotwise.models.hazard.HazardRanker;
import dev.spotwise.models.hazard.HazardTrainer;
import dev.spotwise.models.hazard.RenewalRanker;
import dev.spotwise.models.hazard.RenewalTrainer;
import dev.spotwise.models.tree.BoostedRanker;
import dev.spotwise.models.tree.BoostingTrainer;
import dev.spotwise.models.tree.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains the stability ranker that settings ask for, or what stands in for it. */
final class StabilityTraining {

  private final LearningSet set;
  private final LearningSettings settings;
  private final String digest;
  private final Workers workers;

  StabilityTraining(LearningSet set, LearningSettings settings, String digest, Workers workers) {
    this.set = set;
    this.settings = settings;
    this.digest = digest;
    this.workers = workers;
  }

  /**
   * The ranker, scored beside its baselines on all rows of the set. Without a known outcome there
   * is nothing to learn from: it goes by the Advisor where the market has its ratings, and else
   * claims nothing. Where only one of the outcomes occurred there is nothing to rank by, and it is
   * the base rate; the renewal model is its prior then.
   */
  StabilityRanker train() {
    ModelCard card = card(id(settings.stability().model()));
    BaseRateRanker base = BaseRateRanker.of(set, card);
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      if (Double.isNaN(base.survival(horizon))) {
        return set.hasAdvisor() ? new AdvisorRanker(card) : new UnknownRanker(card);
      }
    }
    List<Score> baseScores = new ArrayList<>(Evaluator.scores(base, set));
    baseScores.addAll(Evaluator.scores(TypeRateRanker.of(set, card), set));
    baseScores.addAll(Evaluator.scores(AgeRateRanker.of(set, card), set));
    if (set.hasAdvisor()) {
      baseScores.addAll(Evaluator.scores(new AdvisorRanker(card), set));
    }
    return ranker(card)
        .map(trained -> scored(trained, baseScores))
        .orElseGet(() -> base.withScores(baseScores));
  }

  private ModelCard card(String id) {
    return new ModelCard(
        id,
        LibraryVersion.current(),
        set.features().schema(),
        settings.stabilityHorizons(),
        set.trainWindow(),
        settings.seed(),
        digest,
        settings.stability().toMap(),
        List.of());
  }

  private static String id(StabilityModel model) {
    return switch (model) {
      case HAZARD -> HazardRanker.ID;
      case RENEWAL -> RenewalRanker.ID;
      case BOOSTING -> BoostedRanker.ID;
      case BLEND -> BlendedRanker.ID;
    };
  }

  private Optional<? extends StabilityRanker> ranker(ModelCard card) {
    return switch (settings.stability().model()) {
      case HAZARD -> HazardTrainer.train(set, card, settings.stability(), workers);
      case RENEWAL -> RenewalTrainer.train(set, card, settings.stability(), workers);
      case BOOSTING -> BoostingTrainer.train(set, card, settings.stability(), workers);
      case BLEND ->
          HazardTrainer.train(set, card, settings.stability(), workers)
              .flatMap(
                  hazard ->
                      BoostingTrainer.train(set, card, settings.stability(), workers)
                          .map(boosting -> new BlendedRanker(card, hazard, boosting)));
    };
  }

  private StabilityRanker scored(StabilityRanker trained, List<Score> baseScores) {
    List<Score> scores = new ArrayList<>(Evaluator.scores(trained, set));
    scores.addAll(baseScores);
    ModelCard card = trained.card().withScores(scores);
    if (trained instanceof HazardRanker hazard) {
      return hazard.withCard(card);
    }
    if (trained instanceof RenewalRanker renewal) {
      return renewal.withCard(card);
    }
    return trained instanceof BoostedRanker boosting
        ? boosting.withCard(card)
        : ((BlendedRanker) trained).withCard(card);
  }
}
