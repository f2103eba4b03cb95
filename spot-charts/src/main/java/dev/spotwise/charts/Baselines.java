package dev.spotwise.charts;

import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a model card says about the baselines that the model was scored beside. */
final class Baselines {

  private static final Set<String> MORE_IS_BETTER = Set.of(StabilityMetrics.AUC, PriceMetrics.R2);

  private Baselines() {}

  /** Their names, in the order of the card. */
  static List<String> names(ModelCard card) {
    return card.scores().stream()
        .map(Score::model)
        .filter(name -> !name.equals(card.model()))
        .distinct()
        .toList();
  }

  /** The one with the best score on test rows, the first of equals; empty if none was scored. */
  static Optional<String> strongest(ModelCard card, Duration horizon, String metric) {
    String best = null;
    double least = Double.POSITIVE_INFINITY;
    for (String name : names(card)) {
      double value =
          card.score(name, horizon, Split.TEST)
              .map(score -> score.metric(metric))
              .orElse(Double.NaN);
      double error = MORE_IS_BETTER.contains(metric) ? -value : value;
      if (error < least) {
        best = name;
        least = error;
      }
    }
    return Optional.ofNullable(best);
  }
}
