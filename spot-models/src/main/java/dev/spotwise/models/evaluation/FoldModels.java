package dev.spotwise.models.evaluation;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.baseline.Baselines;
import dev.spotwise.models.tree.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fold trains.
 *
 * @param price the trained predictor, then its baselines, persistence first
 * @param stability the trained ranker, then its baselines, the base rate first
 */
record FoldModels(List<PricePredictor> price, List<StabilityRanker> stability) {

  FoldModels {
    price = List.copyOf(price);
    stability = List.copyOf(stability);
  }

  static FoldModels train(LearningSet set, LearningSettings learning, Workers workers) {
    ModelBundle bundle = ModelBundle.train(set, learning, workers);
    List<PricePredictor> price = new ArrayList<>(List.of(bundle.price()));
    price.addAll(Baselines.price(set, bundle.price().card()));
    List<StabilityRanker> stability = new ArrayList<>(List.of(bundle.stability()));
    stability.addAll(Baselines.stability(set, bundle.stability().card()));
    return new FoldModels(price, stability);
  }
}
