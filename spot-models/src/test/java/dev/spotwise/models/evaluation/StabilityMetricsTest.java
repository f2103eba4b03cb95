package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reference values from NumPy:
 *
 * <pre>
 * python3 -c "
 * import numpy as n
 * s=n.array([.1,.4,.35,.8,.4,.05,.4,.7,.2]); y=n.array([0,0,1,1,1,0,0,1,0])
 * g=n.array([0,0,0,0,1,1,1,1,1])
 * auc=lambda s,y:(n.sign(s[y==1][:,None]-s[y==0])/2+.5).mean()
 * for v in auc(s,y), (auc(s[:4],y[:4])+auc(s[4:],y[4:]))/2, ((s-y)**2).mean(), y.mean():
 *   print(repr(float(v)))
 * ap=sum(y[s==t].sum()/y.sum()*y[s&gt;=t].mean() for t in set(s))
 * ll=-n.log(n.where(y==1,s,1-s)).mean(); b=n.minimum((s*10).astype(int),9)
 * ece=sum((b==k).mean()*abs(s[b==k].mean()-y[b==k].mean()) for k in set(b))
 * for v in ap, ll, ece: print(repr(float(v)))"
 * </pre>
 */
class StabilityMetricsTest {

  private static final double[] PROBABILITY = {.1, .4, .35, .8, .4, .05, .4, .7, .2};
  private static final boolean[] INTERRUPTED = {
    false, false, true, true, true, false, false, true, false
  };
  private static final int[] POOL = {0, 0, 0, 0, 1, 1, 1, 1, 1};

  @Test
  void theMetricsAreThoseOfNumPy() {
    SortedMap<String, Double> metrics = StabilityMetrics.of(PROBABILITY, INTERRUPTED, POOL);

    assertThat(metrics)
        .containsOnlyKeys(
            "auc",
            "auc_within_pool",
            "average_precision",
            "brier",
            "expected_calibration_error",
            "log_loss",
            "positive_share");
    assertThat(metrics.get(StabilityMetrics.AUC)).isCloseTo(0.85, within(1e-15));
    assertThat(metrics.get(StabilityMetrics.AUC_WITHIN_POOL))
        .isCloseTo(0.8333333333333333, within(1e-15));
    assertThat(metrics.get(StabilityMetrics.BRIER)).isCloseTo(0.14277777777777778, within(1e-15));
    assertThat(metrics.get(StabilityMetrics.POSITIVE_SHARE))
        .isCloseTo(0.4444444444444444, within(1e-15));
    assertThat(metrics.get(StabilityMetrics.AVERAGE_PRECISION))
        .isCloseTo(0.8166666666666667, within(1e-15));
    assertThat(metrics.get(StabilityMetrics.LOG_LOSS))
        .isCloseTo(0.43859777339081585, within(1e-15));
    assertThat(metrics.get(StabilityMetrics.EXPECTED_CALIBRATION_ERROR))
        .isCloseTo(0.1888888888888889, within(1e-15));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theAreaIsTheShareOfPairsInTheRightOrder(long seed) {
    Random random = new Random(seed);
    double[] score = random.doubles(80).map(d -> Math.round(d * 9) / 9.0).toArray();
    boolean[] positive = new boolean[80];
    for (int i = 0; i < 80; i++) {
      positive[i] = random.nextDouble() < score[i];
    }
    double right = 0;
    int pairs = 0;
    for (int i = 0; i < 80; i++) {
      for (int j = 0; j < 80; j++) {
        if (positive[i] && !positive[j]) {
          right += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }

    assertThat(StabilityMetrics.auc(score, positive)).isCloseTo(right / pairs, within(1e-12));
  }

  @Test
  void tiesCountHalfHoweverMany() {
    boolean[] half = new boolean[200_000];
    Arrays.fill(half, 0, 100_000, true);

    assertThat(StabilityMetrics.auc(new double[200_000], half)).isEqualTo(0.5);
  }

  @Test
  void theAreaNeedsBothClasses() {
    SortedMap<String, Double> metrics =
        StabilityMetrics.of(new double[] {.1, .2}, new boolean[2], new int[2]);

    assertThat(metrics.get(StabilityMetrics.AUC)).isNaN();
    assertThat(metrics.get(StabilityMetrics.AUC_WITHIN_POOL)).isNaN();
    assertThat(metrics.get(StabilityMetrics.BRIER)).isCloseTo(0.025, within(1e-15));
    assertThat(metrics.get(StabilityMetrics.POSITIVE_SHARE)).isZero();
    assertThat(StabilityMetrics.auc(new double[2], new boolean[] {true, true})).isNaN();
  }

  @Test
  void poolsWithOneClassAreLeftOutOfTheMean() {
    SortedMap<String, Double> metrics =
        StabilityMetrics.of(
            new double[] {.9, .1, .5, .6},
            new boolean[] {true, false, true, true},
            new int[] {3, 3, 1, 1});

    assertThat(metrics.get(StabilityMetrics.AUC_WITHIN_POOL)).isEqualTo(1);
  }

  @Test
  void withoutRowsAllIsUnknown() {
    assertThat(StabilityMetrics.of(new double[0], new boolean[0], new int[0]).values())
        .hasSize(7)
        .containsOnly(Double.NaN);
  }

  @Test
  void tiedRowsAreOneStepOfPrecision() {
    // highest first: 1 of 1 right, then the three at 0.4 together: 3 of 4, then 3 of 5
    double[] score = {.4, .9, .4, .4, .1};
    boolean[] positive = {true, true, false, true, false};

    assertThat(StabilityMetrics.averagePrecision(score, positive))
        .isCloseTo(1 / 3.0 * 1 + 2 / 3.0 * 0.75, within(1e-15));
  }

  @Test
  void whatRanksAllAlikeHasThePrecisionOfTheShare() {
    assertThat(
            StabilityMetrics.averagePrecision(
                new double[] {0.0, -0.0, 0, -0.0}, new boolean[] {false, true, false, false}))
        .isEqualTo(0.25);
  }

  @Test
  void thePrecisionNeedsAPositiveRow() {
    assertThat(StabilityMetrics.averagePrecision(new double[] {1, 2}, new boolean[2])).isNaN();
    assertThat(
            StabilityMetrics.averagePrecision(
                new double[] {1, 2, 2}, new boolean[] {true, true, true}))
        .isEqualTo(1);
  }

  @Test
  void certainAndWrongCostsMuchButNotEverything() {
    assertThat(StabilityMetrics.logLoss(new double[] {0}, new boolean[] {true}))
        .isCloseTo(34.538776394910684, within(1e-13));
    // 1 - 1e-15 is 1 - 9.992e-16 in doubles
    assertThat(StabilityMetrics.logLoss(new double[] {1}, new boolean[1]))
        .isCloseTo(34.53957599234088, within(1e-13));
    assertThat(StabilityMetrics.logLoss(new double[] {0, 1}, new boolean[] {false, true}))
        .isBetween(0.0, 1e-14);
    assertThat(StabilityMetrics.logLoss(new double[] {.5, .5}, new boolean[] {false, true}))
        .isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void skillIsTheShareOfTheReferenceThatIsSaved() {
    assertThat(StabilityMetrics.brierSkill(0.15, 0.2)).isCloseTo(0.25, within(1e-15));
    assertThat(StabilityMetrics.brierSkill(0.2, 0.2)).isZero();
    assertThat(StabilityMetrics.brierSkill(0.3, 0.2)).isCloseTo(-0.5, within(1e-15));
    assertThat(StabilityMetrics.brierSkill(0, 0.2)).isEqualTo(1);
  }

  @Test
  void nothingIsSavedOfWhatIsPerfectOrUnknown() {
    assertThat(StabilityMetrics.brierSkill(0, 0)).isNaN();
    assertThat(StabilityMetrics.brierSkill(0.1, 0)).isNaN();
    assertThat(StabilityMetrics.brierSkill(Double.NaN, 0.2)).isNaN();
    assertThat(StabilityMetrics.brierSkill(0.2, Double.NaN)).isNaN();
  }

  @Test
  void whatIsNoBrierScoreIsRefused() {
    assertThatThrownBy(() -> StabilityMetrics.brierSkill(-0.1, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("brier must be in [0, 1] or NaN but was -0.1");
    assertThatThrownBy(() -> StabilityMetrics.brierSkill(0.1, 1.5))
        .hasMessage("referenceBrier must be in [0, 1] or NaN but was 1.5");
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(
            () -> StabilityMetrics.of(new double[] {0.5, Double.NaN}, new boolean[2], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability must be in [0, 1] but was NaN (row 1)");
    assertThatThrownBy(() -> StabilityMetrics.logLoss(new double[] {1.5}, new boolean[1]))
        .hasMessage("probability must be in [0, 1] but was 1.5 (row 0)");
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    assertThatThrownBy(
            () -> StabilityMetrics.auc(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("score must not be NaN");
    assertThatThrownBy(
            () -> StabilityMetrics.averagePrecision(new double[] {Double.NaN}, new boolean[1]))
        .hasMessage("score must not be NaN");
  }

  @Test
  void probabilitiesAndPoolsAreAsManyAsRows() {
    assertThatThrownBy(() -> StabilityMetrics.of(new double[2], INTERRUPTED, POOL))
        .hasMessage("probability must have 9 values, one per row, but had 2");
    assertThatThrownBy(() -> StabilityMetrics.of(PROBABILITY, INTERRUPTED, new int[1]))
        .hasMessage("pool must have 9 values, one per row, but had 1");
    assertThatThrownBy(() -> StabilityMetrics.auc(new double[2], new boolean[1]))
        .hasMessage("score must have 1 values, one per row, but had 2");
    assertThatThrownBy(() -> StabilityMetrics.averagePrecision(new double[2], new boolean[1]))
        .hasMessage("score must have 1 values, one per row, but had 2");
    assertThatThrownBy(() -> StabilityMetrics.logLoss(new double[2], new boolean[1]))
        .hasMessage("probability must have 1 values, one per row, but had 2");
  }
}
