package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
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

/** Raw margins of compiled trees are those of the native engine, bit for bit. */
class NativeEqualityTest {

  private static final int WIDTH = 7;
  private static final int ROWS = 900;
  private static final int POOLS = 12;

  /** What is grown, for what. */
  enum Kind {
    FOREST_REGRESSION(0, 8),
    FOREST_CLASSIFICATION(3, 8),
    BOOSTING_REGRESSION(0, 1),
    BOOSTING_CLASSIFICATION(3, 1),
    BOOSTING_TWO_CLASSES(2, 1);

    private final int classes;
    private final int parallel;

    Kind(int classes, int parallel) {
      this.classes = classes;
      this.parallel = parallel;
    }

    XGBoostModel<?> grow(FeatureMatrix x) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("tree_method", "hist");
      settings.put("max_depth", 5);
      settings.put("eta", parallel > 1 ? 1.0 : 0.3);
      settings.put("subsample", 0.7);
      settings.put("colsample_bynode", 0.7);
      settings.put("num_parallel_tree", parallel);
      settings.put("nthread", 1);
      settings.put("verbosity", 0);
      int rounds = parallel > 1 ? 1 : 12;
      if (classes == 0) {
        settings.put("objective", "reg:squarederror");
        return new XGBoostRegressionTrainer(RegressionType.LINEAR, rounds, settings)
            .train(
                dataset(x, new RegressionFactory(), row -> new Regressor("y", target(x, row))),
                Map.of());
      }
      settings.put("objective", "multi:softprob");
      return new XGBoostClassificationTrainer(rounds, settings)
          .train(
              dataset(
                  x,
                  new LabelFactory(),
                  row -> new Label("c" + Math.floorMod((int) target(x, row), classes))),
              Map.of());
    }
  }

  private interface Target<T> {
    T of(int row);
  }

  private static double target(FeatureMatrix x, int row) {
    double unknown = Float.isNaN(x.get(row, 4)) ? 0.7 : 0;
    return (x.get(row, 1) > 0 ? 1.3 : 0) + (x.get(row, 3) < 10 ? 2.1 : 0) + unknown;
  }

  private static <T extends Output<T>> MutableDataset<T> dataset(
      FeatureMatrix x, OutputFactory<T> factory, Target<T> target) {
    MutableDataset<T> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("test", factory), factory);
    for (int row = 0; row < x.rows(); row++) {
      int at = row;
      int[] known =
          IntStream.range(0, WIDTH).filter(column -> !Float.isNaN(x.get(at, column))).toArray();
      if (known.length > 0) {
        dataset.add(
            new ArrayExample<>(
                target.of(row),
                IntStream.of(known)
                    .mapToObj(column -> String.format(Locale.ROOT, "f%05d", column))
                    .toArray(String[]::new),
                IntStream.of(known).mapToDouble(column -> x.get(at, column)).toArray()));
      }
    }
    return dataset;
  }

  /** A quarter unknown, zeros of both signs, infinities, subnormals, values of all sizes. */
  private static FeatureMatrix random(long seed, boolean extremes) {
    List<String> names = IntStream.range(0, WIDTH).mapToObj(column -> "c" + column).toList();
    FeatureMatrix x =
        FeatureMatrix.allocate(
            new FeatureSchema("test", names, 300), List.of(CapacityPool.of("a", "b")), ROWS);
    Random random = new Random(seed);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < WIDTH; column++) {
        float value = (random.nextFloat() - 0.5f) * (float) StrictMath.pow(100, column - 2);
        switch (random.nextInt(extremes ? 10 : 8)) {
          case 0, 1 -> x.set(row, column, Float.NaN);
          case 2 -> x.set(row, column, 0f);
          case 3 -> x.set(row, column, -0f);
          case 8 -> x.set(row, column, value < 0 ? -Float.MAX_VALUE : Float.MAX_VALUE);
          case 9 -> x.set(row, column, value < 0 ? -Float.MIN_VALUE : Float.MIN_VALUE);
          default -> x.set(row, column, value);
        }
      }
    }
    return x;
  }

  private static float[][] natively(XGBoostModel<?> model, FeatureMatrix x, int first, int count)
      throws XGBoostError {
    int[] columns = TreeTrainer.columns(model);
    float[] dense = new float[count * columns.length];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < columns.length; i++) {
        dense[row * columns.length + i] = x.get(first + row, columns[i]);
      }
    }
    return model
        .getInnerModels()
        .get(0)
        .predict(new DMatrix(dense, count, columns.length, Float.NaN), true);
  }

  private static void sameBits(String what, float[][] expected, float[] actual, int groups) {
    for (int row = 0; row < expected.length; row++) {
      assertThat(expected[row]).as(what).hasSize(groups);
      for (int group = 0; group < groups; group++) {
        assertThat(Float.floatToRawIntBits(actual[row * groups + group]))
            .as("%s, row %d, group %d", what, row, group)
            .isEqualTo(Float.floatToRawIntBits(expected[row][group]));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void blocksDecisionsAndSingleRowsHaveTheNativeMargins(Kind kind) throws XGBoostError {
    XGBoostModel<?> model = kind.grow(random(1, false));
    TreeEnsemble trees = TreeTrainer.compile(model);
    FeatureMatrix x = random(2, true);
    int groups = trees.groups();
    assertThat(groups).isEqualTo(Math.max(1, kind.classes));
    assertThat(trees.nodes()).isGreaterThan(60);

    float[] block = new float[groups * ROWS];
    trees.margins(x, 0, ROWS, block);
    sameBits("block", natively(model, x, 0, ROWS), block, groups);
    float[] decision = new float[groups * POOLS];
    for (int first = 0; first < 10 * POOLS; first += POOLS) {
      trees.margins(x, first, POOLS, decision);
      sameBits("decision", natively(model, x, first, POOLS), decision, groups);
    }
    float[] single = new float[groups];
    for (int row = 0; row < 40; row++) {
      trees.margins(x, row, 1, single);
      sameBits("single row", natively(model, x, row, 1), single, groups);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aSingleRowTakesNoMemory(Kind kind) {
    TreeEnsemble trees = TreeTrainer.compile(kind.grow(random(1, false)));
    FeatureMatrix x = random(2, true);
    float[] single = new float[trees.groups()];
    ThreadMXBean memory = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long thread = Thread.currentThread().getId();
    trees.margins(x, 0, 1, single);

    long before = memory.getThreadAllocatedBytes(thread);
    for (int row = 0; row < ROWS; row++) {
      trees.margins(x, row, 1, single);
    }
    // asking takes some itself
    assertThat(memory.getThreadAllocatedBytes(thread) - before).isLessThan(2000);
  }
}
