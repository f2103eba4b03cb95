package dev.spotwise.models.evaluation;

import static dev.spotwise.models.evaluation.TallyFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SortedMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StabilityTallyTest {

  private static final List<String> NAMES = List.of("boosting", "base-rate");
  private static final Offset<Double> ROUNDING = within(1e-12);

  private final StabilityTally tally = new StabilityTally(TallyFixture.origins(), 2, 1);

  private void add(int fold, int row, boolean interrupted, double trained, double base) {
    tally.add(fold, row, interrupted, new double[] {trained, base});
  }

  /** A level of 0.1 in the first fold and of 0.6 in the second, each ranking perfectly. */
  private void addTwoLevels() {
    add(0, row(0, 0), true, 0.2, 0.3);
    add(0, row(0, 1), false, 0.1, 0.3);
    add(0, row(1, 0), false, 0.1, 0.3);
    add(1, row(2, 0), true, 0.7, 0.2);
    add(1, row(2, 1), false, 0.6, 0.2);
  }

  @Test
  void rowsAreRankedAgainstRowsOfTheirOwnFold() {
    addTwoLevels();

    List<ModelMetrics> all = tally.metrics(NAMES, 0, 2);

    assertThat(all.get(0).rows()).isEqualTo(5);
    assertThat(all.get(0).metric(StabilityMetrics.AUC)).isEqualTo(1);
    assertThat(all.get(0).metric(StabilityMetrics.AVERAGE_PRECISION)).isEqualTo(1);
    assertThat(all.get(1).metric(StabilityMetrics.AUC)).isEqualTo(0.5);
    // One of three, with two pairs, and one of two, with one.
    assertThat(all.get(1).metric(StabilityMetrics.AVERAGE_PRECISION))
        .isCloseTo((2 * (1 / 3.0) + 0.5) / 3, ROUNDING);
    assertThat(all.get(0).metric(StabilityMetrics.POSITIVE_SHARE)).isEqualTo(0.4);
  }

  @Test
  void brierAndItsSkillAreOfAllRows() {
    addTwoLevels();
    double brier = (0.64 + 0.01 + 0.01 + 0.09 + 0.36) / 5;
    double base = (0.49 + 0.09 + 0.09 + 0.64 + 0.04) / 5;

    List<ModelMetrics> all = tally.metrics(NAMES, 0, 2);

    assertThat(all.get(0).metric(StabilityMetrics.BRIER)).isCloseTo(brier, ROUNDING);
    assertThat(all.get(0).metric(MetricNames.BRIER_SKILL)).isCloseTo(1 - brier / base, ROUNDING);
    assertThat(all.get(1).metric(MetricNames.BRIER_SKILL)).isZero();
    assertThat(all.get(0).metric(MetricNames.DM_BRIER)).isNaN();
    assertThat(tally.reliability().rows()).isEqualTo(5);
    assertThat(tally.reliability().bins().get(1).count()).isEqualTo(2);
  }

  @Test
  void poolsHaveTheirOwnMetrics() {
    addTwoLevels();

    SortedMap<String, ModelMetrics> pools = tally.byPool("boosting");

    assertThat(pools.keySet()).containsExactly("us-east-1a_m5.large", "us-east-1b_m5.large");
    ModelMetrics first = pools.get("us-east-1a_m5.large");
    assertThat(first.rows()).isEqualTo(3);
    assertThat(first.metric(StabilityMetrics.BRIER)).isCloseTo((0.64 + 0.01 + 0.09) / 3, ROUNDING);
    assertThat(first.metric(StabilityMetrics.AUC)).isEqualTo(1);
    assertThat(pools.get("us-east-1b_m5.large").metric(StabilityMetrics.AUC)).isNaN();
  }

  @Test
  void aFoldOfOneOutcomeDoesNotCountInTheRanking() {
    addTwoLevels();
    StabilityTally other = new StabilityTally(TallyFixture.origins(), 2, 1);
    other.add(0, row(0, 0), true, new double[] {0.2, 0.3});
    other.add(0, row(0, 1), false, new double[] {0.1, 0.3});
    other.add(1, row(2, 0), false, new double[] {0.9, 0.3});

    assertThat(other.metrics(NAMES, 0, 2).get(0).metric(StabilityMetrics.AUC)).isEqualTo(1);
    assertThat(other.metrics(NAMES, 1, 2).get(0).metric(StabilityMetrics.AUC)).isNaN();
  }

  @Test
  void aRowThatOneModelDoesNotForecastCountsForNone() {
    add(0, row(0, 0), true, Double.NaN, 0.3);
    add(0, row(0, 1), true, 0.3, Double.NaN);

    List<ModelMetrics> all = tally.metrics(NAMES, 0, 2);

    assertThat(all).extracting(ModelMetrics::rows).containsOnly(0);
    assertThat(all.get(0).metrics().values()).allMatch(value -> value.isNaN());
    assertThat(tally.byPool("boosting")).isEmpty();
    assertThat(tally.reliability().rows()).isZero();
  }

  @Test
  void roomGrowsWithTheRows() {
    for (int i = 0; i < 3000; i++) {
      add(0, row(i % 2, i % 4), i % 3 == 0, 0.5, 0.25);
    }

    assertThat(tally.metrics(NAMES, 0, 1).get(0).rows()).isEqualTo(3000);
    assertThat(tally.metrics(NAMES, 0, 1).get(0).metric(StabilityMetrics.BRIER)).isEqualTo(0.25);
  }
}
