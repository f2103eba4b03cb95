package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tribuo.Dataset;
import org.tribuo.regression.Regressor;

/**
 * Trains a {@link ForestPredictor}: for each horizon four boosters of a quarter of the trees, each
 * with a seed of its own, so that they can be grown side by side and the result never depends on
 * how many are.
 *
 * <p>Beside it, half as many trees are grown on the older training rows alone, purged by the
 * horizon, and calibrate on the newer ones the bounds of the prediction interval and the chance of
 * a change; the forest itself learns from all rows.
 *
 * <p>The target is divided by its standard deviation, because XGBoost's stopping rules are absolute
 * and changes are small.
 */
public final class ForestTrainer {

  private static final int PARTS = 4;
  private static final int CALIBRATION_PARTS = 2;

  private ForestTrainer() {}

  /**
   * Trains on the training rows of a set, by the columns of calendar and prices alone.
   *
   * @param set what to learn from
   * @param card of the model to be; names the horizons and the seed
   * @param settings how to train
   * @param workers runs the parts
   * @throws IllegalArgumentException if a horizon has no training row
   */
  public static ForestPredictor train(
      LearningSet set, ModelCard card, ForestSettings settings, Workers workers) {
    List<PriceForest> forests = new ArrayList<>();
    for (int horizon = 0; horizon < card.horizons().size(); horizon++) {
      forests.add(train(set, card, horizon, settings, workers));
    }
    return new ForestPredictor(card, forests);
  }

  private static PriceForest train(
      LearningSet set, ModelCard card, int number, ForestSettings settings, Workers workers) {
    Duration horizon = card.horizons().get(number);
    ForestRows all = ForestRows.of(set, horizon, settings.maxRows());
    long fold = foldSecond(set, settings.calibrationShare());
    TreeRows older = all.rows().at(all.before(fold));
    TreeRows newer = all.rows().at(all.from(fold));
    TreeSettings grown = settings.trees(all.intervals());
    List<Growth> growths = new ArrayList<>();
    growths.add(new Growth(all.rows(), grown, PARTS, 0));
    if (older.size() > 0) {
      TreeSettings half = grown.withTrees((grown.trees() + 1) / 2);
      growths.add(new Growth(older, half, CALIBRATION_PARTS, PARTS));
    }
    List<PriceForest> forests = grow(growths, all.spread(), card.seed(), number, workers);
    return forests.size() == 1
        ? forests.get(0)
        : ForestCalibration.calibrated(forests.get(0), forests.get(1), newer);
  }

  /** A forest to be grown in parts; {@code firstSeed} numbers its parts' seeds. */
  private record Growth(TreeRows rows, TreeSettings settings, int mostParts, int firstSeed) {

    int parts() {
      return Math.min(mostParts, settings.trees());
    }

    TreeSettings part(int part) {
      int trees = settings.trees();
      return settings.withTrees(trees / parts() + (part < trees % parts() ? 1 : 0));
    }
  }

  private static List<PriceForest> grow(
      List<Growth> growths, double spread, long seed, int horizon, Workers workers) {
    List<Callable<Dataset<Regressor>>> preparations = new ArrayList<>();
    growths.forEach(growth -> preparations.add(() -> TreeTrainer.prepare(growth.rows())));
    List<Dataset<Regressor>> prepared = workers.all(preparations);
    List<TargetBins.Sorted> sorted =
        growths.stream().map(growth -> TargetBins.of(growth.rows().targets())).toList();
    List<Callable<PriceForest.Part>> tasks = new ArrayList<>();
    for (int i = 0; i < growths.size(); i++) {
      Growth growth = growths.get(i);
      Dataset<Regressor> rows = prepared.get(i);
      TargetBins.BinOfTarget binOf = sorted.get(i).of();
      for (int part = 0; part < growth.parts(); part++) {
        TreeSettings share = growth.part(part);
        long partSeed = TreeTrainer.mix(seed, horizon, growth.firstSeed() + part);
        tasks.add(
            () -> {
              TreeEnsemble trees = TreeTrainer.forest(rows, share, partSeed);
              return new PriceForest.Part(trees, LeafDistributions.of(trees, growth.rows(), binOf));
            });
      }
    }
    List<PriceForest.Part> parts = workers.all(tasks);
    List<PriceForest> forests = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < growths.size(); i++) {
      int end = first + growths.get(i).parts();
      forests.add(new PriceForest(spread, sorted.get(i).bins(), parts.subList(first, end)));
      first = end;
    }
    return forests;
  }

  /** The first origin of the newest share of all training origins, epoch second. */
  private static long foldSecond(LearningSet set, double share) {
    FeatureMatrix x = set.features();
    int pools = x.pools().size();
    int origins = set.firstRow(Split.TEST) / pools;
    int first = Math.min(origins - 1, (int) Math.round(origins * (1 - share)));
    return x.originSecond(first * pools);
  }
}
