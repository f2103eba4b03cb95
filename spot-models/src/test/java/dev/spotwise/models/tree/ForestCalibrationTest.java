package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForestCalibrationTest {

  private static TreeRows rows(double... targets) {
    FeatureMatrix x =
        FeatureMatrix.allocate(Margins.SCHEMA, List.of(CapacityPool.of("a", "b")), targets.length);
    for (int row = 0; row < targets.length; row++) {
      x.set(row, 0, 1);
    }
    return new TreeRows(x, IntStream.range(0, targets.length).toArray(), targets);
  }

  /** One leaf that holds all the targets. */
  private static PriceForest leafOf(TreeRows rows) {
    TargetBins.Sorted sorted = TargetBins.of(rows.targets());
    TreeEnsemble leaf = Margins.leaves(0f);
    return new PriceForest(
        1,
        sorted.bins(),
        List.of(new PriceForest.Part(leaf, LeafDistributions.of(leaf, rows, sorted.of()))));
  }

  private static PriceForest.Levels levels(PriceForest forest, TreeRows newer) {
    return ForestCalibration.calibrated(forest, forest, newer).levels();
  }

  private static double[] normal(long seed, int count, double scale) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToDouble(i -> scale * random.nextGaussian()).toArray();
  }

  @Test
  void theLevelWhoseMissesAreNearestToFivePercentIsChosen() {
    int[] misses = new int[26];
    Arrays.setAll(misses, level -> 2 * level);

    // of 400 rows 20 are 5 %: the eleventh level
    assertThat(ForestCalibration.nearest(misses, 400)).isEqualTo(0.05);
    // 21 wanted: 20 and 22 are as near, the outer one is taken
    assertThat(ForestCalibration.nearest(misses, 420)).isEqualTo(0.05);
    assertThat(ForestCalibration.nearest(misses, 4000)).isEqualTo(0.45);
    assertThat(ForestCalibration.nearest(new int[26], 400)).isEqualTo(0.002);
  }

  @Test
  void aForestThatIsRightKeepsTheNominalLevels() {
    PriceForest forest = leafOf(rows(normal(1, 20_000, 1)));

    PriceForest.Levels levels = levels(forest, rows(normal(2, 5_000, 1)));

    assertThat(levels.low()).isCloseTo(0.05, within(0.011));
    assertThat(levels.high()).isCloseTo(0.95, within(0.011));
  }

  @Test
  void aForestTooWideIsNarrowedUntilNineInTenAreWithin() {
    PriceForest forest = leafOf(rows(normal(1, 20_000, 1)));
    double[] calmer = normal(2, 5_000, 0.7);

    PriceForest.Levels levels = levels(forest, rows(calmer));

    // the 5 % quantile of a normal distribution of 0.7, -1.151, is the 12.5 % quantile of one of 1
    assertThat(levels.low()).isBetween(0.1, 0.15);
    assertThat(levels.high()).isBetween(0.85, 0.9);
    double[] bounds = new double[2];
    forest.predict(
        rows(0).features(),
        new int[] {0},
        (place, outlook) -> {
          bounds[0] = outlook.quantile(levels.low());
          bounds[1] = outlook.quantile(levels.high());
        });
    long within =
        Arrays.stream(normal(3, 5_000, 0.7)).filter(y -> y >= bounds[0] && y <= bounds[1]).count();
    assertThat(within / 5_000.0).isCloseTo(0.9, within(0.03));
  }

  @Test
  void fewRowsLeaveTheLevelsAsTheyAre() {
    PriceForest forest = leafOf(rows(normal(1, 1_000, 1)));

    assertThat(levels(forest, rows(normal(2, 199, 0.1)))).isEqualTo(PriceForest.Levels.NOMINAL);
    assertThat(levels(forest, rows(normal(2, 200, 0.1)))).isNotEqualTo(PriceForest.Levels.NOMINAL);
  }

  @Test
  void theChanceOfAChangeIsMadeTrueToFrequency() {
    double[] half = new double[1_000];
    double[] tenth = new double[1_000];
    for (int i = 0; i < 1_000; i++) {
      half[i] = i % 2;
      tenth[i] = i % 10 == 0 ? 1 : 0;
    }
    PriceForest forest = leafOf(rows(half));

    assertThat(chance(forest)).isCloseTo(0.5, within(1e-4));
    assertThat(chance(ForestCalibration.calibrated(forest, forest, rows(tenth))))
        .isCloseTo(0.1, within(0.01));
  }

  private static double chance(PriceForest forest) {
    double[] chance = new double[1];
    forest.predict(
        rows(0).features(),
        new int[] {0},
        (place, outlook) -> chance[0] = outlook.changeProbability());
    return chance[0];
  }

  @Test
  void levelsLieOnEitherSideOfTheMedian() {
    for (double[] wrong : new double[][] {{0, 0.9}, {0.5, 0.9}, {0.1, 0.5}, {0.1, 1}}) {
      assertThatThrownBy(() -> new PriceForest.Levels(wrong[0], wrong[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("levels must be in (0, 0.5) and (0.5, 1) but were ");
    }
  }
}
