package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.VariableIDInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/**
 * Grows trees with Tribuo's XGBoost trainers and compiles them into {@link TreeEnsemble}s.
 *
 * <p>Every call grows its trees on one thread, so that the result never depends on how many calls
 * run side by side. Unknown values are left out of an example, which is XGBoost's "missing".
 * Regression targets should have about unit spread: XGBoost's stopping rules are absolute.
 */
public final class TreeTrainer {

  private static final String INTERRUPTED = "1";
  private static final String SURVIVED = "0";

  private TreeTrainer() {}

  /**
   * A random forest: trees that are grown beside each other on samples of the rows. Its margin is
   * the mean over the trees.
   *
   * @param rows what to learn from, at least one row
   * @param settings how to grow; the learning rate must be 1
   * @param seed seed of the row and column samples
   * @throws IllegalArgumentException if there is no row or the learning rate is another
   */
  public static TreeEnsemble forest(TreeRows rows, TreeSettings settings, long seed) {
    return compile(grown(rows, settings, seed));
  }

  /** As {@link #forest(TreeRows, TreeSettings, long)}, of rows that have been prepared. */
  static TreeEnsemble forest(Dataset<Regressor> prepared, TreeSettings settings, long seed) {
    return compile(grown(prepared, settings, seed));
  }

  /**
   * Rows in the trainer's own form, which any number of forests can be grown from.
   *
   * @throws IllegalArgumentException if there is no row
   */
  static Dataset<Regressor> prepare(TreeRows rows) {
    return dataset(rows, new RegressionFactory(), i -> new Regressor("target", rows.target(i)));
  }

  /** The booster itself. */
  static XGBoostModel<Regressor> grown(TreeRows rows, TreeSettings settings, long seed) {
    return grown(prepare(rows), settings, seed);
  }

  private static XGBoostModel<Regressor> grown(
      Dataset<Regressor> prepared, TreeSettings settings, long seed) {
    if (settings.learningRate() != 1) {
      throw new IllegalArgumentException(
          "learningRate must be 1 in a forest but was " + settings.learningRate());
    }
    Map<String, Object> parameters = parameters(settings, seed);
    parameters.put("num_parallel_tree", settings.trees());
    parameters.put("objective", "reg:squarederror");
    parameters.put("base_score", 0.0);
    return new XGBoostRegressionTrainer(RegressionType.LINEAR, 1, parameters)
        .train(prepared, Map.of());
  }

  /**
   * Gradient boosting for the probability that the target is 1. Its ensemble has one group per
   * class. It starts from even odds, so that a rare outcome needs trees x learning rate of about 7
   * or more before the forecasts have come down to its frequency.
   *
   * @param rows what to learn from; targets 0 or 1, both present
   * @param settings how to grow
   * @param seed seed of the row and column samples
   */
  public static BinaryEnsemble boosting(TreeRows rows, TreeSettings settings, long seed) {
    XGBoostModel<Label> model = boosted(rows, settings, seed);
    int positive = model.getOutputIDInfo().getID(new Label(INTERRUPTED));
    return new BinaryEnsemble(compile(model), positive);
  }

  /** The booster itself. */
  static XGBoostModel<Label> boosted(TreeRows rows, TreeSettings settings, long seed) {
    Map<String, Object> parameters = parameters(settings, seed);
    parameters.put("objective", "multi:softprob");
    Dataset<Label> dataset =
        dataset(
            rows, new LabelFactory(), i -> new Label(rows.target(i) == 1 ? INTERRUPTED : SURVIVED));
    return new XGBoostClassificationTrainer(settings.trees(), parameters).train(dataset, Map.of());
  }

  private static Map<String, Object> parameters(TreeSettings settings, long seed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", settings.depth());
    parameters.put("max_bin", settings.bins());
    parameters.put("eta", settings.learningRate());
    parameters.put("min_child_weight", settings.leafRows());
    parameters.put("subsample", settings.rowShare());
    parameters.put("colsample_bynode", settings.columnShare());
    parameters.put("lambda", 0.0);
    parameters.put("gamma", 0.0);
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }

  /** A seed for one of the tasks of a training, by SplitMix64 (doi:10.1145/2660193.2660195). */
  static long mix(long seed, int horizon, int part) {
    long mixed = seed;
    for (long word : new long[] {0, horizon, part}) {
      mixed = (mixed ^ word) + 0x9e3779b97f4a7c15L;
      mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      mixed ^= mixed >>> 31;
    }
    return mixed;
  }

  private static <T extends Output<T>> Dataset<T> dataset(
      TreeRows rows, OutputFactory<T> factory, IntFunction<T> target) {
    if (rows.size() == 0) {
      throw new IllegalArgumentException("there must be at least one row to learn from");
    }
    MutableDataset<T> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("spotwise", factory), factory);
    FeatureMatrix x = rows.features();
    int[] columns = rows.columns();
    String[] names = new String[columns.length];
    Arrays.setAll(names, i -> String.format(Locale.ROOT, "f%05d", columns[i]));
    String[] known = new String[columns.length];
    double[] values = new double[columns.length];
    for (int i = 0; i < rows.size(); i++) {
      int size = 0;
      for (int place = 0; place < columns.length; place++) {
        float value = x.get(rows.row(i), columns[place]);
        if (!Float.isNaN(value)) {
          known[size] = names[place];
          values[size++] = value;
        }
      }
      Example<T> example =
          new ArrayExample<>(
              target.apply(i), Arrays.copyOf(known, size), Arrays.copyOf(values, size));
      example.setWeight(rows.weight(i));
      dataset.add(example);
    }
    return dataset;
  }

  /** The matrix column of each of the model's features, by its number there. */
  static int[] columns(XGBoostModel<?> model) {
    ImmutableFeatureMap map = model.getFeatureIDMap();
    int[] columns = new int[map.size()];
    for (int id = 0; id < columns.length; id++) {
      VariableIDInfo feature = map.get(id);
      columns[id] = Integer.parseInt(feature.getName().substring(1));
    }
    return columns;
  }

  static TreeEnsemble compile(XGBoostModel<?> model) {
    try {
      Booster booster = model.getInnerModels().get(0);
      return BoosterReader.read(booster.toByteArray("json"), columns(model));
    } catch (XGBoostError e) {
      throw new IllegalStateException("the booster can't be exported: " + e.getMessage(), e);
    }
  }
}
