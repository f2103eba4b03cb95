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

/**
 * Trains a {@link RenewalRanker}: per horizon a regression that begins from the prior. Where there
 * are fewer than 20 pool-hours of rows with either outcome, the prior stands as it is.
 */
public final class RenewalTrainer {

  private RenewalTrainer() {}

  /**
   * Trains on the training rows whose outcome is known.
   *
   * @param set what to learn from
   * @param card of the model to be; names the horizons
   * @param settings the ridge, and how to calibrate
   * @param workers runs the horizons
   * @return the ranker; empty unless an outcome is known at every horizon
   */
  public static Optional<RenewalRanker> train(
      LearningSet set, ModelCard card, StabilitySettings settings, Workers workers) {
    List<StabilityRows> known = new ArrayList<>();
    for (Duration horizon : card.horizons()) {
      known.add(StabilityRows.known(set, horizon));
    }
    if (known.stream().anyMatch(rows -> rows.size() == 0)) {
      return Optional.empty();
    }
    Duration shortest = card.horizons().get(0);
    PoolPriors pools = PoolPriors.of(set, shortest, known.get(0).uniqueness());
    HazardTerms terms = HazardTerms.of(card.schema(), pools);
    RenewalPrior prior = RenewalPrior.of(set);
    List<Callable<FittedHazard>> tasks = new ArrayList<>();
    for (StabilityRows rows : known) {
      FromPrior start = new FromPrior(prior, RenewalRanker.hours(rows.horizon()));
      tasks.add(() -> new HazardFitting(terms, start, settings).of(rows));
    }
    return Optional.of(new RenewalRanker(card, prior, pools, workers.all(tasks)));
  }

  /**
   * Corrects a prior.
   *
   * @param hours of the horizon, &gt; 0
   */
  private record FromPrior(RenewalPrior prior, double hours) implements HazardFitting.Start {

    private static final double LEAST_HOURS = 20;

    @Override
    public double logOdds(FeatureMatrix x, int row) {
      return prior.logOdds(x, row, hours);
    }

    @Override
    public double interceptRidge(double ridge) {
      return ridge;
    }

    @Override
    public double far() {
      return RenewalRanker.FAR;
    }

    @Override
    public boolean isEnough(StabilityRows rows) {
      int interrupted = 0;
      for (int i = 0; i < rows.size(); i++) {
        interrupted += rows.interrupted(i) ? 1 : 0;
      }
      int rarer = Math.min(interrupted, rows.size() - interrupted);
      return rarer * rows.weight() * hours >= LEAST_HOURS;
    }
  }
}
