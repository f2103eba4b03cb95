package dev.spotwise.models.hazard;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.StabilityRows;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Trains a {@link HazardRanker}: per horizon a regression on all training rows, calibrated. */
public final class HazardTrainer {

  private HazardTrainer() {}

  /**
   * Trains on the training rows whose outcome is known.
   *
   * @param set what to learn from
   * @param card of the model to be; names the horizons
   * @param settings the ridge, and how to calibrate
   * @param workers runs the horizons
   * @return the ranker; empty unless interruptions and survivals both occur at every horizon
   */
  public static Optional<HazardRanker> train(
      LearningSet set, ModelCard card, StabilitySettings settings, Workers workers) {
    List<StabilityRows> known = new ArrayList<>();
    for (Duration horizon : card.horizons()) {
      known.add(StabilityRows.known(set, horizon));
    }
    if (known.stream().anyMatch(StabilityRows::hasOneOutcome)) {
      return Optional.empty();
    }
    Duration shortest = card.horizons().get(0);
    PoolPriors priors = PoolPriors.of(set, shortest, known.get(0).uniqueness());
    HazardFitting fitting =
        new HazardFitting(HazardTerms.of(card.schema(), priors), new FromNothing(), settings);
    List<Callable<FittedHazard>> tasks = new ArrayList<>();
    for (StabilityRows rows : known) {
      tasks.add(() -> fitting.of(rows));
    }
    return Optional.of(new HazardRanker(card, priors, workers.all(tasks)));
  }

  /** All that is known of a row is in its terms. */
  private record FromNothing() implements HazardFitting.Start {

    @Override
    public double logOdds(FeatureMatrix x, int row) {
      return 0;
    }

    @Override
    public double interceptRidge(double ridge) {
      return 0;
    }

    @Override
    public double far() {
      return HazardRanker.FAR;
    }

    @Override
    public boolean isEnough(StabilityRows rows) {
      return true;
    }
  }
}
