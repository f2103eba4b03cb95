package dev.spotwise.models.tree;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.StabilityRows;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.calibration.Calibration;
import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.calibration.Calibrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Trains a {@link BoostedRanker}: per horizon an ensemble on the older training rows and a
 * calibration on the newest, which the ensemble has not seen. An origin whose label would reach the
 * first of those is purged.
 */
public final class BoostingTrainer {

  private BoostingTrainer() {}

  /**
   * Trains on the training rows whose outcome is known.
   *
   * <p>Where the older rows alone hold only one of the outcomes, the ensemble is trained on all and
   * not calibrated.
   *
   * @param set what to learn from
   * @param card of the model to be; names the horizons and the seed
   * @param settings how to grow, weight and calibrate
   * @param workers runs the horizons
   * @return the ranker; empty unless interruptions and survivals both occur at every horizon
   */
  public static Optional<BoostedRanker> train(
      LearningSet set, ModelCard card, StabilitySettings settings, Workers workers) {
    List<Callable<BoostedRanker.Horizon>> tasks = new ArrayList<>();
    for (int i = 0; i < card.horizons().size(); i++) {
      StabilityRows known = StabilityRows.known(set, card.horizons().get(i));
      if (known.hasOneOutcome()) {
        return Optional.empty();
      }
      long seed = TreeTrainer.mix(card.seed(), i, 0);
      tasks.add(() -> train(known, settings, seed));
    }
    return Optional.of(new BoostedRanker(card, workers.all(tasks)));
  }

  private static BoostedRanker.Horizon train(
      StabilityRows known, StabilitySettings settings, long seed) {
    CalibrationSettings calibration = settings.calibration();
    StabilityRows older = known.before(calibration.share());
    boolean apart = calibration.method() != CalibrationMethod.NONE && !older.hasOneOutcome();
    BinaryEnsemble ensemble =
        TreeTrainer.boosting(
            weighted(apart ? older : known, settings.classWeights()), settings.boosting(), seed);
    if (!apart) {
      return new BoostedRanker.Horizon(ensemble, new Calibration.None());
    }
    StabilityRows newer = known.from(calibration.share());
    double[] all = ensemble.probabilities(known.features());
    double[] probability = new double[newer.size()];
    Arrays.setAll(probability, i -> all[newer.row(i)]);
    return new BoostedRanker.Horizon(
        ensemble,
        Calibrator.fit(calibration.method(), newer.uniqueness(), probability, newer.outcomes()));
  }

  /** If they are to be balanced, each class gets half of the weight of all rows. */
  private static TreeRows weighted(StabilityRows known, ClassWeights classWeights) {
    int[] places = new int[known.size()];
    double[] targets = new double[known.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = known.row(i);
      targets[i] = known.interrupted(i) ? 1 : 0;
    }
    TreeRows rows = new TreeRows(known.features(), places, targets);
    double positives = Arrays.stream(rows.targets()).sum();
    float[] weights = new float[rows.size()];
    for (int i = 0; i < weights.length; i++) {
      double members = rows.target(i) == 1 ? positives : rows.size() - positives;
      double balance = classWeights == ClassWeights.NONE ? 1 : rows.size() / (2 * members);
      weights[i] = (float) (known.weight() * balance);
    }
    return rows.withWeights(weights);
  }
}
