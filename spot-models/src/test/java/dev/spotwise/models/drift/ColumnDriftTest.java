package dev.spotwise.models.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnDriftTest {

  private static final FeatureSchema SCHEMA = new FeatureSchema("hand", List.of("a", "b"), 3600);

  /** One pool, an origin every hour; column b is never known. */
  private static FeatureMatrix column(float... values) {
    FeatureMatrix x =
        FeatureMatrix.allocate(SCHEMA, List.of(CapacityPool.of("a", "b")), values.length);
    for (int row = 0; row < values.length; row++) {
      x.set(row, 0, values[row]);
      x.describe(row, 0, 3600L * row, 1, 1);
    }
    return x;
  }

  private static float[] normal(long seed, int rows, double mean) {
    Random random = new Random(seed);
    float[] values = new float[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = (float) (mean + random.nextGaussian());
    }
    return values;
  }

  private static ColumnDrift drift(float[] before, float[] now) {
    FeatureMatrix x = column(now);
    ColumnSummary summary = FeatureSummary.of(column(before), before.length).columns().get(0);
    return ColumnDrift.of(summary, x, 0, IndependentRows.of(x, now.length, now.length));
  }

  @Test
  void theIndexIsTheSumOverBinsWithHalfARowAdded() {
    // shares (6.5, 4.5) / 11 and (2.5, 8.5) / 11
    double expected =
        (2.5 - 6.5) / 11 * Math.log(2.5 / 6.5) + (8.5 - 4.5) / 11 * Math.log(8.5 / 4.5);

    assertThat(ColumnDrift.index(new int[] {6, 4}, new int[] {2, 8}))
        .isCloseTo(expected, within(1e-15));
    assertThat(ColumnDrift.index(new int[] {2, 8}, new int[] {6, 4}))
        .isCloseTo(expected, within(1e-15));
    assertThat(ColumnDrift.index(new int[] {5, 5}, new int[] {50, 50})).isZero();
    assertThat(ColumnDrift.index(new int[] {0, 0}, new int[] {1, 0})).isNaN();
    assertThat(ColumnDrift.index(new int[] {1, 0}, new int[] {0, 0})).isNaN();
    assertThatThrownBy(() -> ColumnDrift.index(new int[2], new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bins must be 2 but were 3");
  }

  @Test
  void cutsAreTheExtremesAndTheDecilesAndRepeatedValuesHaveABinOfTheirOwn() {
    float[] values = new float[101];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    assertThat(ColumnSummary.of("a", values, values).cuts())
        .containsExactly(0f, 10f, 20f, 30f, 40f, 50f, 60f, 70f, 80f, 90f, 100f);
    assertThat(ColumnSummary.of("a", values, values).counts())
        .containsExactly(1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0);
    ColumnSummary mostlyZero =
        ColumnSummary.of("a", new float[] {0, 0, -0f, 0, 0, 0, 0, 0, 0, 0, 4, Float.NaN}, values);
    assertThat(mostlyZero.cuts()).containsExactly(-Float.MIN_VALUE, 0f, 4f);
    assertThat(mostlyZero.counts()).containsExactly(0, 10, 1, 0);
    assertThat(mostlyZero.unknownShare()).isEqualTo(1 / 12.0);
    ColumnSummary never = ColumnSummary.of("a", new float[] {Float.NaN}, new float[] {Float.NaN});
    assertThat(never.cuts()).isEmpty();
    assertThat(never.counts()).containsExactly(0);
    assertThat(never.sample()).isEmpty();
    assertThat(ColumnSummary.of("a", new float[] {Float.NEGATIVE_INFINITY}, new float[0]).cuts())
        .containsExactly(-Float.MAX_VALUE);
  }

  @Test
  void whatIsDistributedAlikeHasNotMoved() {
    ColumnDrift drift = drift(normal(1, 4000, 0), normal(2, 4000, 0));

    assertThat(drift.index()).isBetween(0.0, 0.02);
    assertThat(drift.shift()).isEqualTo(Shift.NONE);
    assertThat(drift.pValue()).isGreaterThan(0.01);
    assertThat(drift.unknownNow()).isZero();
  }

  @Test
  void aMeanThatMovesByHalfADeviationIsFoundByIndexAndTest() {
    ColumnDrift drift = drift(normal(1, 6000, 0), normal(2, 6000, 1));

    assertThat(drift.shift()).isEqualTo(Shift.MAJOR);
    assertThat(drift.index()).isGreaterThan(0.5);
    assertThat(drift.distance()).isGreaterThan(0.25);
    assertThat(drift.pValue()).isLessThan(1e-6);
  }

  @Test
  void aConstantThatChangesIsFound() {
    assertThat(drift(new float[500], new float[500]).index()).isZero();
    float[] below = new float[500];
    java.util.Arrays.fill(below, -1);
    assertThat(drift(new float[500], below).shift()).isEqualTo(Shift.MAJOR);
    java.util.Arrays.fill(below, Float.NaN);
    ColumnDrift gone = drift(new float[500], below);
    assertThat(gone.shift()).isEqualTo(Shift.MAJOR);
    assertThat(gone.unknownNow()).isEqualTo(1);
    assertThat(gone.distance()).isNaN();
    assertThat(gone.pValue()).isNaN();
  }

  @Test
  void rowsAloneMakeAnIndex() {
    double sum = 0;
    double expected = 0;
    for (int seed = 0; seed < 40; seed++) {
      float[] now = normal(500 + seed, 60, 0);
      FeatureMatrix x = column(now);
      int[] all = java.util.stream.IntStream.range(0, 60).toArray();
      ColumnSummary before = ColumnSummary.of("a", normal(seed, 256, 0), normal(seed, 256, 0));
      ColumnDrift drift = ColumnDrift.of(before, x, 0, all);
      sum += drift.index();
      expected += drift.indexByChance();
    }
    assertThat(sum / expected).isBetween(0.7, 1.3);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"0.0999, NONE", "0.1, MODERATE", "0.2499, MODERATE", "0.25, MAJOR", "NaN, NONE"})
  void thresholdsAreThoseOfTheField(double index, Shift shift) {
    assertThat(Shift.ofIndex(index)).isEqualTo(shift);
    assertThat(Shift.ofRise(index)).isEqualTo(shift);
  }

  @Test
  void independentRowsLieADayApartAtAllHours() {
    FeatureMatrix x = column(new float[24 * 100]);
    int[] rows = IndependentRows.of(x, x.rows(), 1000);

    assertThat(rows).hasSize(96).startsWith(0, 25, 50, 75);
    assertThat(java.util.Arrays.stream(rows).map(row -> row % 24).distinct().count()).isEqualTo(24);
    int[] few = IndependentRows.of(x, x.rows(), 10);
    assertThat(few).hasSize(10).isSorted().doesNotHaveDuplicates();
    assertThat(rows).contains(few);
    assertThat(IndependentRows.of(x, 0, 10)).isEmpty();
  }

  @Test
  void summariesThatDontFitAreRefused() {
    assertThatThrownBy(() -> new ColumnSummary("a", List.of(1f), List.of(1), 0, List.of()))
        .hasMessage("counts must be one more than cuts, 2, but were 1");
    assertThatThrownBy(() -> new ColumnSummary("a", List.of(), List.of(1), -1, List.of()))
        .hasMessage("counts and unknown must be >= 0 but one was negative");
    assertThatThrownBy(() -> new ColumnSummary("a", List.of(), List.of(1), 0, List.of(2f, 1f)))
        .hasMessage("sample must be finite and ascend but number 2 was 1.0");
    assertThatThrownBy(
            () -> new ColumnSummary("a", List.of(1f, 1f), List.of(1, 1, 1), 0, List.of()))
        .hasMessage("cuts must be finite and ascend but number 2 was 1.0");
    ColumnSummary one = new ColumnSummary("a", List.of(), List.of(1), 0, List.of());
    assertThatThrownBy(() -> new FeatureSummary(2, List.of(one)))
        .hasMessage("a must be of 2 rows but is of 1");
    float[] many = new float[300];
    assertThatThrownBy(() -> new FeatureSummary(300, List.of(ColumnSummary.of("a", many, many))))
        .hasMessage("a must have at most 256 sampled rows but has 300");
  }
}
