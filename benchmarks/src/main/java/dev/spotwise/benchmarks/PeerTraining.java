package dev.spotwise.benchmarks;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.BinaryEnsemble;
import dev.spotwise.models.tree.TreeEnsemble;
import dev.spotwise.models.tree.TreeRows;
import dev.spotwise.models.tree.TreeSettings;
import dev.spotwise.models.tree.TreeTrainer;
import dev.spotwise.models.tree.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Trains the guide's forest and boosting, and our own boosting, on {@link TrainingRows} of a
 * folder, as {@code benchmarks/peers/sklearn_training.py} does with scikit-learn, and prints a line
 * per model and figure: model, seconds and CPU-seconds of its training, name and size of the figure
 * on the test rows.
 *
 * <p>Arguments: the folder, and how many threads may train.
 */
public final class PeerTraining {

  private static final int PARTS = 4;
  private static final long SEED = 42;

  private PeerTraining() {}

  /** Trains and prints. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("arguments must be FOLDER THREADS");
    }
    TrainingRows rows = TrainingRows.read(Path.of(args[0]));
    try (Workers workers = Workers.of(Integer.parseInt(args[1]))) {
      lines(rows, workers).forEach(System.out::println);
    }
  }

  static List<String> lines(TrainingRows rows, Workers workers) {
    List<String> lines = new ArrayList<>();
    lines.add(forest(rows, workers));
    lines.addAll(boosting("boosting", rows, TreeSettings.guideBoosting()));
    lines.addAll(boosting("boosting-default", rows, TreeSettings.boosting()));
    return lines;
  }

  private static String forest(TrainingRows rows, Workers workers) {
    List<String> columns = rows.priceColumns();
    TreeRows train = learnt(rows.features(rows.train(), columns), rows.train().price());
    Measured<List<TreeEnsemble>> forest = Measured.of(() -> grow(train, workers));
    double[] forecasts = mean(forest.value(), rows.features(rows.test(), columns));
    return forest.line("forest", "rmse", rmse(forecasts, rows.test().price()));
  }

  /** In parts that are grown side by side, as {@code ForestTrainer} does. */
  private static List<TreeEnsemble> grow(TreeRows rows, Workers workers) {
    TreeSettings forest = TreeSettings.guideForest();
    List<Callable<TreeEnsemble>> tasks = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      long seed = SEED + part;
      tasks.add(() -> TreeTrainer.forest(rows, forest.withTrees(forest.trees() / PARTS), seed));
    }
    return workers.all(tasks);
  }

  private static double[] mean(List<TreeEnsemble> parts, FeatureMatrix x) {
    double[] mean = new double[x.rows()];
    float[] margins = new float[x.rows()];
    for (TreeEnsemble part : parts) {
      part.margins(x, 0, x.rows(), margins);
      for (int row = 0; row < mean.length; row++) {
        mean[row] += (double) margins[row] / parts.size();
      }
    }
    return mean;
  }

  private static double rmse(double[] forecasts, double[] targets) {
    return Math.sqrt(
        IntStream.range(0, targets.length)
            .mapToDouble(row -> forecasts[row] - targets[row])
            .map(error -> error * error)
            .average()
            .orElseThrow());
  }

  private static List<String> boosting(String what, TrainingRows rows, TreeSettings settings) {
    List<String> columns = rows.columns();
    TreeRows train = learnt(rows.features(rows.train(), columns), rows.train().interrupted());
    Measured<BinaryEnsemble> trained =
        Measured.of(() -> TreeTrainer.boosting(train, settings, SEED));
    double[] forecasts = trained.value().probabilities(rows.features(rows.test(), columns));
    double[] outcomes = rows.test().interrupted();
    boolean[] interrupted = new boolean[outcomes.length];
    for (int row = 0; row < interrupted.length; row++) {
      interrupted[row] = outcomes[row] == 1;
    }
    return List.of(
        trained.line(what, "auc", StabilityMetrics.auc(forecasts, interrupted)),
        trained.line(what, "log_loss", StabilityMetrics.logLoss(forecasts, interrupted)));
  }

  private static TreeRows learnt(FeatureMatrix x, double[] targets) {
    return new TreeRows(x, IntStream.range(0, x.rows()).toArray(), targets);
  }
}
