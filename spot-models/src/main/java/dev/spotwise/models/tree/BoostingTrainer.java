package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings.ClassWeights;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Trains a {@link BoostedRanker}, one ensemble per horizon. */
public final class BoostingTrainer {

  private BoostingTrainer() {}

  /**
   * Trains on the training rows whose outcome is known.
   *
   * @param set what to learn from
   * @param card of the model to be; names the horizons and the seed
   * @param settings how to grow
   * @param weights how the classes are weighted
   * @param workers runs the horizons
   * @return the ranker; empty unless interruptions and survivals both occur at every horizon
   */
  public static Optional<BoostedRanker> train(
      LearningSet set,
      ModelCard card,
      TreeSettings settings,
      ClassWeights weights,
      Workers workers) {
    List<Callable<BinaryEnsemble>> tasks = new ArrayList<>();
    for (int i = 0; i < card.horizons().size(); i++) {
      TreeRows rows = rows(set, card.horizons().get(i));
      double positives = Arrays.stream(rows.targets()).sum();
      if (positives == 0 || positives == rows.size()) {
        return Optional.empty();
      }
      TreeRows weighted = weights == ClassWeights.NONE ? rows : balanced(rows, positives);
      long seed = TreeTrainer.mix(card.seed(), i, 0);
      tasks.add(() -> TreeTrainer.boosting(weighted, settings, seed));
    }
    return Optional.of(new BoostedRanker(card, workers.all(tasks)));
  }

  private static TreeRows rows(LearningSet set, Duration horizon) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TRAIN, horizon);
    int[] rows =
        IntStream.range(0, labels.rows())
            .filter(row -> labels.outcome(row) != Outcome.UNKNOWN)
            .filter(row -> x.lastMicroUsd(row) != MicroUsd.UNKNOWN)
            .toArray();
    double[] targets =
        IntStream.of(rows)
            .mapToDouble(row -> labels.outcome(row) == Outcome.INTERRUPTED ? 1 : 0)
            .toArray();
    return new TreeRows(x, rows, targets);
  }

  /** Each class gets half of the total weight, which stays the number of rows. */
  private static TreeRows balanced(TreeRows rows, double positives) {
    float[] weights = new float[rows.size()];
    for (int i = 0; i < weights.length; i++) {
      double members = rows.target(i) == 1 ? positives : rows.size() - positives;
      weights[i] = (float) (rows.size() / (2 * members));
    }
    return rows.withWeights(weights);
  }
}
