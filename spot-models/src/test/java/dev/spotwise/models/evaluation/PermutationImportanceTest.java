package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {

  private static final FeatureSchema SCHEMA =
      new FeatureSchema("test", List.of("a", "b", "idle"), 300);

  /** Column a is the row's number, b its negative, idle is read by nobody. */
  private static FeatureMatrix rows(int count) {
    FeatureMatrix x =
        FeatureMatrix.allocate(SCHEMA, List.of(CapacityPool.parse("us-east-1a_m5.large")), count);
    for (int row = 0; row < count; row++) {
      x.describe(row, 0, row, 1, 1);
      x.set(row, 0, row);
      x.set(row, 1, -row);
      x.set(row, 2, row * 7 % 5);
    }
    return x;
  }

  /** A model that reads a, judged on whether that is the row's number; and one that reads a + b. */
  private static double[] losses(FeatureMatrix x) {
    double ofA = 0;
    double ofSum = 0;
    for (int row = 0; row < x.rows(); row++) {
      double error = x.get(row, 0) - row;
      double sum = x.get(row, 0) + x.get(row, 1);
      ofA += error * error / x.rows();
      ofSum += sum * sum / x.rows();
    }
    return new double[] {ofA, ofSum};
  }

  private static List<List<Importance>> importance(int rows, long seed) {
    Map<String, List<String>> families =
        Map.of("both", List.of("a", "b"), "other", List.of("idle", "unheard"), "no", List.of("x"));
    return new PermutationImportance(rows(rows), new ImportanceSettings(100, 3), seed)
        .of(new TreeMap<>(families), PermutationImportanceTest::losses);
  }

  private static double increase(List<Importance> all, String feature) {
    return all.stream()
        .filter(one -> one.feature().equals(feature))
        .findFirst()
        .orElseThrow()
        .increase();
  }

  @Test
  void whatIsReadMattersAndWhatIsNotDoesNot() {
    List<List<Importance>> all = importance(200, 1);

    assertThat(all).hasSize(2);
    assertThat(all.get(0))
        .extracting(Importance::feature)
        .containsExactly("both", "other", "a", "b", "idle");
    // Rows apart by a random distance: on average (n^2 - 1) / 6 for n rows.
    assertThat(increase(all.get(0), "a")).isCloseTo((200 * 200 - 1) / 6.0, within(1500.0));
    assertThat(increase(all.get(0), "b")).isZero();
    assertThat(increase(all.get(0), "idle")).isZero();
    assertThat(increase(all.get(0), "other")).isZero();
  }

  @Test
  void aFamilyIsPermutedTogetherSoThatWhatItsColumnsSayOfEachOtherStays() {
    List<List<Importance>> all = importance(200, 1);

    assertThat(increase(all.get(1), "a")).isGreaterThan(1000);
    assertThat(increase(all.get(1), "b")).isGreaterThan(1000);
    assertThat(increase(all.get(1), "both")).isZero();
    assertThat(increase(all.get(0), "both")).isGreaterThan(1000);
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherDoesNot() {
    assertThat(importance(50, 1)).isEqualTo(importance(50, 1)).isNotEqualTo(importance(50, 2));
    assertThat(importance(50, 1).get(0).get(0).deviation()).isPositive();
  }

  @Test
  void theRowsThemselvesStayAsTheyAre() {
    FeatureMatrix x = rows(30);
    Function<FeatureMatrix, double[]> losses = PermutationImportanceTest::losses;

    new PermutationImportance(x, new ImportanceSettings(30, 1), 5).of(new TreeMap<>(), losses);

    assertThat(losses.apply(x)).containsExactly(0, 0);
  }

  @Test
  void rowsAreSpreadEvenlyAndAtMostSoMany() {
    assertThat(PermutationImportance.spread(10, 4)).containsExactly(0, 2, 5, 7);
    assertThat(PermutationImportance.spread(3, 4)).containsExactly(0, 1, 2);
    assertThat(PermutationImportance.spread(0, 4)).isEmpty();
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new ImportanceSettings(0, 1))
        .hasMessage("rows must be in [1, 1000000] but was 0");
    assertThatThrownBy(() -> new ImportanceSettings(1, 101))
        .hasMessage("repetitions must be in [1, 100] but was 101");
    assertThatThrownBy(() -> new ImportanceSettings(1_000_001, 0)).hasMessageContaining("1000001");
  }
}
