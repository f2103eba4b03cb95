package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.LearningSettings.ClassWeights;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Split;
import dev.spotwise.models.calibration.Calibration;
import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.calibration.Calibrator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

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
      LearningSet set, ModelCard card, LearningSettings settings, Workers workers) {
    List<Callable<BoostedRanker.Horizon>> tasks = new ArrayList<>();
    for (int i = 0; i < card.horizons().size(); i++) {
      Duration horizon = card.horizons().get(i);
      int[] known = knownRows(set, horizon);
      if (hasOneOutcome(targets(set, horizon, known))) {
        return Optional.empty();
      }
      long seed = TreeTrainer.mix(card.seed(), i, 0);
      tasks.add(() -> train(set, horizon, known, settings, seed));
    }
    return Optional.of(new BoostedRanker(card, workers.all(tasks)));
  }

  private static BoostedRanker.Horizon train(
      LearningSet set, Duration horizon, int[] known, LearningSettings settings, long seed) {
    FeatureMatrix x = set.features();
    CalibrationSettings calibration = settings.calibration();
    long fold = foldSecond(set, calibration.share());
    long lastOrigin = fold - horizon.toSeconds();
    int[] older = IntStream.of(known).filter(row -> x.originSecond(row) < lastOrigin).toArray();
    boolean apart =
        calibration.method() != CalibrationMethod.NONE
            && !hasOneOutcome(targets(set, horizon, older));
    int[] rows = apart ? older : known;
    TreeRows learnt = new TreeRows(x, rows, targets(set, horizon, rows));
    BinaryEnsemble ensemble =
        TreeTrainer.boosting(
            weighted(learnt, settings.classWeights(), uniqueness(set, horizon)),
            settings.boosting(),
            seed);
    if (!apart) {
      return new BoostedRanker.Horizon(ensemble, new Calibration.None());
    }
    int[] newer = IntStream.of(known).filter(row -> x.originSecond(row) >= fold).toArray();
    double[] all = ensemble.probabilities(x);
    double[] probability = IntStream.of(newer).mapToDouble(row -> all[row]).toArray();
    double[] came = targets(set, horizon, newer);
    boolean[] positive = new boolean[newer.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = came[i] == 1;
    }
    return new BoostedRanker.Horizon(
        ensemble, Calibrator.fit(calibration.method(), probability, positive));
  }

  /** The first origin of the newest share of all training origins, epoch second. */
  private static long foldSecond(LearningSet set, double share) {
    int pools = set.features().pools().size();
    int origins = set.firstRow(Split.TEST) / pools;
    int first = Math.min(origins - 1, (int) Math.round(origins * (1 - share)));
    return set.features().originSecond(first * pools);
  }

  private static int[] knownRows(LearningSet set, Duration horizon) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TRAIN, horizon);
    return IntStream.range(0, labels.rows())
        .filter(row -> labels.outcome(row) != Outcome.UNKNOWN)
        .filter(row -> x.lastMicroUsd(row) != MicroUsd.UNKNOWN)
        .toArray();
  }

  private static double[] targets(LearningSet set, Duration horizon, int[] rows) {
    Labels labels = set.labels(Split.TRAIN, horizon);
    return IntStream.of(rows)
        .mapToDouble(row -> labels.outcome(row) == Outcome.INTERRUPTED ? 1 : 0)
        .toArray();
  }

  private static boolean hasOneOutcome(double[] targets) {
    return Arrays.stream(targets).distinct().limit(2).count() < 2;
  }

  /**
   * The share of a label that is its own, where labels of origins an interval apart overlap: a day
   * seen from 24 hourly origins is one day's evidence, not 24 (López de Prado 2018, section 4.4).
   */
  private static double uniqueness(LearningSet set, Duration horizon) {
    FeatureMatrix x = set.features();
    long interval = x.originSecond(x.pools().size()) - x.originSecond(0);
    return Math.min(1, (double) interval / horizon.toSeconds());
  }

  /** If they are to be balanced, each class gets half of the weight of all rows. */
  private static TreeRows weighted(TreeRows rows, ClassWeights classWeights, double uniqueness) {
    double positives = Arrays.stream(rows.targets()).sum();
    float[] weights = new float[rows.size()];
    for (int i = 0; i < weights.length; i++) {
      double members = rows.target(i) == 1 ? positives : rows.size() - positives;
      double balance = classWeights == ClassWeights.NONE ? 1 : rows.size() / (2 * members);
      weights[i] = (float) (uniqueness * balance);
    }
    return rows.withWeights(weights);
  }
}
