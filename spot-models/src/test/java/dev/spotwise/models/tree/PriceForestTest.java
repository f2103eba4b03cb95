package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriceForestTest {

  private static FeatureMatrix matrix(int rows) {
    return FeatureMatrix.allocate(Margins.SCHEMA, List.of(CapacityPool.of("a", "b")), rows);
  }

  private static PriceForest forest(TreeRows rows, TreeSettings settings) {
    TargetBins.Sorted sorted = TargetBins.of(rows.targets());
    TreeEnsemble trees = TreeTrainer.forest(rows, settings, 1);
    return new PriceForest(
        1,
        sorted.bins(),
        List.of(new PriceForest.Part(trees, LeafDistributions.of(trees, rows, sorted.of()))));
  }

  /** Mean, quantiles at 0.05, 0.45, 0.55, 0.95 and the chance of a change, of each row. */
  private static List<double[]> outlooks(PriceForest forest, FeatureMatrix x) {
    List<double[]> all = new ArrayList<>();
    forest.predict(
        x,
        IntStream.range(0, x.rows()).toArray(),
        (place, outlook) ->
            all.add(
                new double[] {
                  outlook.mean(),
                  outlook.quantile(0.05),
                  outlook.quantile(0.45),
                  outlook.quantile(0.55),
                  outlook.quantile(0.95),
                  outlook.changeProbability()
                }));
    return all;
  }

  @Test
  void aKnownMixtureIsFoundOnEitherSideOfASplit() {
    // where a is 0: half at 0, a quarter each at -1 and 3; where a is 1: 0 in one of ten, else 1
    FeatureMatrix x = matrix(2_000);
    double[] targets = new double[2_000];
    for (int row = 0; row < 2_000; row++) {
      boolean right = row % 2 == 1;
      int turn = row / 2;
      x.set(row, 0, right ? 1 : 0);
      targets[row] = right ? (turn % 10 == 0 ? 0 : 1) : turn % 4 == 0 ? -1 : turn % 4 == 1 ? 3 : 0;
    }
    TreeRows rows = new TreeRows(x, IntStream.range(0, 2_000).toArray(), targets);
    TreeSettings whole = new TreeSettings(3, 4, 5, 1, 16, 1, 1);

    List<double[]> outlooks = outlooks(forest(rows, whole), x);

    assertThat(outlooks).hasSize(2_000);
    double[][] expected = {{0.5, -1, 0, 0, 3, 0.5}, {0.9, 0, 1, 1, 1, 0.9}};
    for (int row : new int[] {0, 1, 255, 256, 1_998, 1_999}) {
      for (int i = 0; i < 6; i++) {
        assertThat(outlooks.get(row)[i])
            .as("row %d, %d", row, i)
            .isCloseTo(expected[row % 2][i], within(1e-4));
      }
    }
  }

  @Test
  void boundsHoldNineInTenOfRowsThatTheForestHasNotSeen() {
    Random random = new Random(3);
    FeatureMatrix x = matrix(12_000);
    double[] targets = new double[12_000];
    for (int row = 0; row < targets.length; row++) {
      float scale = random.nextFloat();
      x.set(row, 0, scale);
      x.set(row, 1, random.nextFloat());
      targets[row] = (0.2 + scale) * random.nextGaussian();
    }
    int[] older = IntStream.range(0, 8_000).toArray();
    TreeRows rows =
        new TreeRows(x, older, IntStream.of(older).mapToDouble(i -> targets[i]).toArray());
    PriceForest forest = forest(rows, new TreeSettings(40, 8, 60, 1, 64, 0.63, 1));

    int[] within = new int[2];
    int[] count = new int[2];
    forest.predict(
        x,
        IntStream.range(8_000, 12_000).toArray(),
        (place, outlook) -> {
          double target = targets[8_000 + place];
          int half = x.get(8_000 + place, 0) < 0.5 ? 0 : 1;
          count[half]++;
          within[half] +=
              target >= outlook.quantile(0.05) && target <= outlook.quantile(0.95) ? 1 : 0;
        });

    for (int half = 0; half < 2; half++) {
      assertThat((double) within[half] / count[half]).isCloseTo(0.9, within(0.04));
    }
  }
}
