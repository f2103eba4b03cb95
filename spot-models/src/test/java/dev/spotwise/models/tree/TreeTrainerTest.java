package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.common.xgboost.XGBoostModel;

class TreeTrainerTest {

  private static final int WIDTH = 6;

  /** Never known, so that the booster numbers the columns otherwise than the matrix does. */
  private static final int UNKNOWN_COLUMN = 2;

  private static final TreeSettings FOREST = new TreeSettings(8, 8, 2, 1, 64, 0.63, 0.6);
  private static final TreeSettings BOOSTING = new TreeSettings(15, 4, 1, 0.3, 64, 0.8, 0.8);

  private static FeatureMatrix empty(int rows) {
    List<String> names = IntStream.range(0, WIDTH).mapToObj(column -> "c" + column).toList();
    return FeatureMatrix.allocate(
        new FeatureSchema("test", names, 300), List.of(CapacityPool.of("a", "b")), rows);
  }

  /** Unknown values, zeros of both signs, values of all sizes. */
  private static FeatureMatrix random(long seed, int rows) {
    Random random = new Random(seed);
    FeatureMatrix x = empty(rows);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int kind = random.nextInt(8);
        if (column != UNKNOWN_COLUMN && kind > 0) {
          float value = (random.nextFloat() - 0.5f) * (float) StrictMath.pow(100, column - 2);
          x.set(row, column, kind == 1 ? 0f : kind == 2 ? -0f : value);
        }
      }
    }
    return x;
  }

  private static int[] allRows(FeatureMatrix x) {
    return IntStream.range(0, x.rows()).toArray();
  }

  /** Follows three columns, one of them only through whether it is known. */
  private static double[] targets(FeatureMatrix x) {
    return IntStream.range(0, x.rows())
        .mapToDouble(
            row ->
                (x.get(row, 1) > 0 ? 1 : 0)
                    + (x.get(row, 3) < 10 ? 0.7 : 0)
                    + (Float.isNaN(x.get(row, 4)) ? 0.5 : 0)
                    + 0.1 * x.get(row, 0) * (Float.isNaN(x.get(row, 0)) ? 0 : 1))
        .map(target -> Double.isNaN(target) ? 0 : target)
        .toArray();
  }

  private static double[] classes(FeatureMatrix x) {
    return Arrays.stream(targets(x)).map(target -> target > 1 ? 1 : 0).toArray();
  }

  private static List<Float> natively(XGBoostModel<?> model, FeatureMatrix x) throws XGBoostError {
    int[] columns = TreeTrainer.columns(model);
    float[] dense = new float[x.rows() * columns.length];
    for (int row = 0; row < x.rows(); row++) {
      for (int i = 0; i < columns.length; i++) {
        dense[row * columns.length + i] = x.get(row, columns[i]);
      }
    }
    Booster booster = model.getInnerModels().get(0);
    List<Float> margins = new ArrayList<>();
    for (float[] row :
        booster.predict(new DMatrix(dense, x.rows(), columns.length, Float.NaN), true)) {
      for (float margin : row) {
        margins.add(margin);
      }
    }
    return margins;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theForestsMarginsAreXgboostsOwnBitForBit(long seed) throws XGBoostError {
    FeatureMatrix x = random(seed, 600);
    FeatureMatrix unseen = random(seed + 100, 2500);
    XGBoostModel<?> model =
        TreeTrainer.grown(new TreeRows(x, allRows(x), targets(x)), FOREST, seed);
    TreeEnsemble trees = TreeTrainer.compile(model);

    assertThat(trees.trees()).isEqualTo(8);
    assertThat(trees.nodes()).isGreaterThan(100);
    assertThat(TreeTrainer.columns(model)).containsExactly(0, 1, 3, 4, 5);
    assertThat(Margins.of(trees, unseen)).isEqualTo(natively(model, unseen));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void bothClassesMarginsAreXgboostsOwnBitForBit(long seed) throws XGBoostError {
    FeatureMatrix x = random(seed, 600);
    FeatureMatrix unseen = random(seed + 100, 2500);
    XGBoostModel<?> model =
        TreeTrainer.boosted(new TreeRows(x, allRows(x), classes(x)), BOOSTING, seed);
    TreeEnsemble trees = TreeTrainer.compile(model);

    assertThat(trees.groups()).isEqualTo(2);
    assertThat(trees.trees()).isEqualTo(30);
    assertThat(Margins.of(trees, unseen)).isEqualTo(natively(model, unseen));
  }

  @Test
  void thePositiveClassIsTheOneThatIsForecast() {
    FeatureMatrix x = random(5, 600);
    double[] classes = classes(x);
    double[] probabilities =
        TreeTrainer.boosting(new TreeRows(x, allRows(x), classes), BOOSTING, 5).probabilities(x);
    boolean[] positive = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      positive[i] = classes[i] == 1;
    }

    assertThat(StabilityMetrics.auc(probabilities, positive)).isGreaterThan(0.9);
  }

  @Test
  void aZeroIsAValueAndNotAnUnknownOne() {
    FeatureMatrix x = empty(200);
    double[] targets = new double[200];
    for (int row = 0; row < 200; row++) {
      x.set(row, 1, 5);
      if (row % 2 == 0) {
        x.set(row, 0, 0);
        targets[row] = 1;
      }
    }
    TreeSettings whole = new TreeSettings(1, 3, 1, 1, 16, 1, 1);

    List<Float> margins =
        Margins.of(TreeTrainer.forest(new TreeRows(x, allRows(x), targets), whole, 1), x);

    assertThat(margins.get(0)).isEqualTo(1f);
    assertThat(margins.get(1)).isEqualTo(0f);
  }

  private static double r2(double scale) {
    FeatureMatrix x = random(9, 800);
    double[] plain = targets(x);
    double[] targets = Arrays.stream(plain).map(t -> 0.03 * scale + scale * t).toArray();
    double mean = Arrays.stream(targets).average().orElseThrow();
    double spread =
        Math.sqrt(Arrays.stream(targets).map(t -> (t - mean) * (t - mean)).average().orElseThrow());
    TreeRows rows =
        new TreeRows(x, allRows(x), Arrays.stream(targets).map(t -> (t - mean) / spread).toArray());
    List<Float> margins = Margins.of(TreeTrainer.forest(rows, FOREST, 9), x);
    double[] forecast = margins.stream().mapToDouble(m -> mean + spread * m).toArray();
    return PriceMetrics.of(forecast, targets, new int[targets.length]).get(PriceMetrics.R2);
  }

  @Test
  void aTargetScaledByOneHundredThousandthTrainsToTheSameR2() {
    assertThat(r2(1)).isGreaterThan(0.8);
    assertThat(r2(1e-5)).isCloseTo(r2(1), within(1e-3));
  }

  @Test
  void weightsCountAsRowsDo() {
    FeatureMatrix x = empty(4);
    for (int row = 0; row < 4; row++) {
      x.set(row, 0, 1);
    }
    TreeRows rows = new TreeRows(x, allRows(x), new double[] {1, 1, 1, 5});
    TreeSettings one = new TreeSettings(1, 1, 0, 1, 16, 1, 1);
    TreeRows weighted = rows.withWeights(new float[] {1, 1, 1, 3});

    // (1 + 1 + 1 + 5) / 4 = 2 and (1 + 1 + 1 + 3 x 5) / 6 = 3
    assertThat(Margins.of(TreeTrainer.forest(rows, one, 1), x)).containsOnly(2f);
    assertThat(Margins.of(TreeTrainer.forest(weighted, one, 1), x)).containsOnly(3f);
  }

  @Test
  void rowsOfWhichNothingIsKnownAreLeftOut() {
    FeatureMatrix x = empty(3);
    x.set(0, 0, 1);
    x.set(2, 1, 1);
    TreeRows rows = new TreeRows(x, allRows(x), new double[] {10, 11, 12});

    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.row(1)).isEqualTo(2);
    assertThat(rows.targets()).containsExactly(10, 12);
    assertThat(rows.weight(1)).isEqualTo(1);
    assertThat(Margins.of(TreeTrainer.forest(rows, FOREST, 1), x)).doesNotContain(Float.NaN);
  }

  @Test
  void noRowsAreRefused() {
    TreeRows rows = new TreeRows(empty(2), new int[] {0, 1}, new double[2]);

    assertThatThrownBy(() -> TreeTrainer.forest(rows, FOREST, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be at least one row to learn from");
  }

  @Test
  void aForestTakesWholeSteps() {
    FeatureMatrix x = random(1, 10);
    TreeRows rows = new TreeRows(x, allRows(x), targets(x));

    assertThatThrownBy(() -> TreeTrainer.forest(rows, BOOSTING, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be 1 in a forest but was 0.3");
  }

  @Test
  void targetsAndWeightsAreAsManyAsRows() {
    FeatureMatrix x = random(1, 3);
    TreeRows rows = new TreeRows(x, allRows(x), new double[3]);

    assertThatThrownBy(() -> new TreeRows(x, allRows(x), new double[2]))
        .hasMessage("targets must be as many as rows (3) but were 2");
    assertThatThrownBy(() -> rows.withTargets(new double[4]))
        .hasMessage("targets must be as many as rows (3) but were 4");
    assertThatThrownBy(() -> rows.withWeights(new float[2]))
        .hasMessage("weights must be as many as rows (3) but were 2");
  }

  @Test
  void seedsOfAllTasksDiffer() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = -3; seed <= 3; seed++) {
      for (int horizon = 0; horizon < 5; horizon++) {
        for (int part = 0; part < 4; part++) {
          seeds.add(TreeTrainer.mix(seed, horizon, part) & Integer.MAX_VALUE);
        }
      }
    }

    assertThat(seeds).hasSize(140).doesNotHaveDuplicates();
  }
}
