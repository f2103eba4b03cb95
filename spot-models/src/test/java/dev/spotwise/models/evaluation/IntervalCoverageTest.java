package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntervalCoverageTest {

  private static final double[] LOW = {.02, .02, .05, .05, .05, .05};
  private static final double[] HIGH = {.04, .04, .06, .06, .06, .06};
  private static final int[] POOL = {3, 3, 1, 1, 1, 1};

  @Test
  void poolsAreCountedTogetherAndAlone() {
    // both of pool 3 inside, on its bounds; one of four of pool 1
    double[] actual = {.02, .04, .0499, .055, .0601, .07};

    IntervalCoverage coverage = IntervalCoverage.of(LOW, HIGH, actual, POOL);

    assertThat(coverage.rows()).isEqualTo(6);
    assertThat(coverage.share()).isEqualTo(0.5);
    assertThat(coverage.shareByPool()).containsExactly(Map.entry(1, 0.25), Map.entry(3, 1.0));
    assertThat(coverage.minPoolShare()).isEqualTo(0.25);
    assertThat(coverage.maxPoolShare()).isEqualTo(1);
    assertThat(coverage.poolSpread()).isEqualTo(0.75);
  }

  @Test
  void poolsThatAreCoveredAlikeDoNotSpread() {
    double[] actual = {.03, .05, .055, .055, .01, .01};

    IntervalCoverage coverage = IntervalCoverage.of(LOW, HIGH, actual, POOL);

    assertThat(coverage.share()).isEqualTo(0.5);
    assertThat(coverage.poolSpread()).isZero();
  }

  @Test
  void anIntervalMayBeAPointOrOpen() {
    double[] low = {.03, .03, Double.NEGATIVE_INFINITY};
    double[] high = {.03, Double.POSITIVE_INFINITY, .02};

    IntervalCoverage coverage =
        IntervalCoverage.of(low, high, new double[] {.03, 9, .03}, new int[3]);

    assertThat(coverage.share()).isCloseTo(2 / 3.0, within(1e-15));
  }

  @Test
  void withoutRowsAllIsUnknown() {
    IntervalCoverage coverage =
        IntervalCoverage.of(new double[0], new double[0], new double[0], new int[0]);

    assertThat(coverage.rows()).isZero();
    assertThat(coverage.share()).isNaN();
    assertThat(coverage.shareByPool()).isEmpty();
    assertThat(coverage.minPoolShare()).isNaN();
    assertThat(coverage.maxPoolShare()).isNaN();
    assertThat(coverage.poolSpread()).isNaN();
  }

  @Test
  void theSharesAreACopy() {
    SortedMap<Integer, Double> shares = new TreeMap<>(Map.of(0, 0.5));
    IntervalCoverage coverage = new IntervalCoverage(2, 0.5, shares);
    shares.put(1, 1.0);

    assertThat(coverage.shareByPool()).containsOnlyKeys(0);
    assertThatThrownBy(() -> coverage.shareByPool().put(1, 1.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void boundsAreInOrder() {
    assertThatThrownBy(
            () ->
                IntervalCoverage.of(new double[] {2}, new double[] {1}, new double[1], new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("low must be <= high but they were 2.0 and 1.0 (row 0)");
    assertThatThrownBy(
            () ->
                IntervalCoverage.of(
                    new double[2], new double[] {1, Double.NaN}, new double[2], new int[2]))
        .hasMessage("low must be <= high but they were 0.0 and NaN (row 1)");
  }

  @Test
  void valuesAreFiniteAndPoolsAreIndexes() {
    assertThatThrownBy(
            () ->
                IntervalCoverage.of(
                    new double[1], new double[1], new double[] {Double.NaN}, new int[1]))
        .hasMessage("actual must be finite but was NaN (row 0)");
    assertThatThrownBy(
            () -> IntervalCoverage.of(new double[1], new double[1], new double[1], new int[] {-1}))
        .hasMessage("pool must be >= 0 but was -1 (row 0)");
  }

  @Test
  void boundsAndPoolsAreAsManyAsRows() {
    double[] actual = new double[6];
    assertThatThrownBy(() -> IntervalCoverage.of(new double[5], HIGH, actual, POOL))
        .hasMessage("low must have 6 values, one per row, but had 5");
    assertThatThrownBy(() -> IntervalCoverage.of(LOW, new double[5], actual, POOL))
        .hasMessage("high must have 6 values, one per row, but had 5");
    assertThatThrownBy(() -> IntervalCoverage.of(LOW, HIGH, actual, new int[1]))
        .hasMessage("pool must have 6 values, one per row, but had 1");
  }
}
