package dev.spotwise.models.tree;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Trains a {@link ForestPredictor}: for each horizon four boosters of a quarter of the trees, each
 * with a seed of its own, so that they can be grown side by side and the result never depends on
 * how many are.
 *
 * <p>The target is standardised over the training rows, because XGBoost's stopping rules are
 * absolute and prices are small.
 */
public final class ForestTrainer {

  private static final int PARTS = 4;

  private ForestTrainer() {}

  /**
   * Trains on the training rows of a set.
   *
   * @param set what to learn from
   * @param card of the model to be; names the horizons and the seed
   * @param settings how to grow
   * @param workers runs the parts
   * @throws IllegalArgumentException if a horizon has no training row
   */
  public static ForestPredictor train(
      LearningSet set, ModelCard card, TreeSettings settings, Workers workers) {
    List<TreeRows> standardised = new ArrayList<>();
    List<Callable<TreeEnsemble>> tasks = new ArrayList<>();
    List<double[]> scales = new ArrayList<>();
    int parts = Math.min(PARTS, settings.trees());
    for (Duration horizon : card.horizons()) {
      TreeRows rows = rows(set, horizon);
      double mean = new Mean().evaluate(rows.targets());
      double deviation = new StandardDeviation(false).evaluate(rows.targets(), mean);
      double spread = deviation > 0 ? deviation : 1;
      scales.add(new double[] {mean, spread});
      double[] targets =
          Arrays.stream(rows.targets()).map(target -> (target - mean) / spread).toArray();
      standardised.add(rows.withTargets(targets));
    }
    for (int horizon = 0; horizon < standardised.size(); horizon++) {
      TreeRows rows = standardised.get(horizon);
      for (int part = 0; part < parts; part++) {
        TreeSettings share = settings.withTrees(treesOfPart(settings.trees(), parts, part));
        long seed = TreeTrainer.mix(card.seed(), horizon, part);
        tasks.add(() -> TreeTrainer.forest(rows, share, seed));
      }
    }
    List<TreeEnsemble> grown = workers.all(tasks);
    List<ForestPredictor.Horizon> forests = new ArrayList<>();
    for (int horizon = 0; horizon < standardised.size(); horizon++) {
      forests.add(
          new ForestPredictor.Horizon(
              scales.get(horizon)[0],
              scales.get(horizon)[1],
              grown.subList(horizon * parts, (horizon + 1) * parts)));
    }
    return new ForestPredictor(card, forests);
  }

  private static int treesOfPart(int trees, int parts, int part) {
    return trees / parts + (part < trees % parts ? 1 : 0);
  }

  private static TreeRows rows(LearningSet set, Duration horizon) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TRAIN, horizon);
    int[] rows =
        IntStream.range(0, labels.rows())
            .filter(row -> labels.futureMicroUsd(row) != MicroUsd.UNKNOWN)
            .filter(row -> x.lastMicroUsd(row) != MicroUsd.UNKNOWN)
            .toArray();
    double[] changes =
        IntStream.of(rows)
            .mapToDouble(
                row ->
                    (double) (labels.futureMicroUsd(row) - x.lastMicroUsd(row))
                        / x.onDemandMicroUsd(row))
            .toArray();
    TreeRows known = new TreeRows(x, rows, changes);
    if (known.size() == 0) {
      throw new IllegalArgumentException(
          "training window must hold a price " + horizon + " ahead but holds none");
    }
    return known;
  }
}
