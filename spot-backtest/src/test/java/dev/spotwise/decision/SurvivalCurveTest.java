package dev.spotwise.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurvivalCurveTest {

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void goesThroughWhatIsKnownAndOnAtTheLastPace() {
    SurvivalCurve curve = SurvivalCurve.of(new double[] {1, 6}, new double[] {0.9, 0.5});

    assertThat(curve.at(0)).isEqualTo(1);
    assertThat(curve.at(1)).isCloseTo(0.9, EXACT);
    assertThat(curve.at(6)).isCloseTo(0.5, EXACT);
    // the hazard is even between: the geometric mean halfway
    assertThat(curve.at(3.5)).isCloseTo(Math.sqrt(0.45), EXACT);
    assertThat(curve.at(11)).isCloseTo(0.5 * 0.5 / 0.9, EXACT);
  }

  @Test
  void neverRisesAndNeverReachesZero() {
    SurvivalCurve curve = SurvivalCurve.of(new double[] {1, 6, 24}, new double[] {0.5, 0.7, 0});

    assertThat(curve.at(6)).isCloseTo(0.5, EXACT);
    assertThat(curve.at(24)).isCloseTo(1e-4, EXACT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 2.5, 6, 9})
  void expectedHoursAreTheIntegral(double window) {
    SurvivalCurve curve = SurvivalCurve.of(new double[] {1, 6}, new double[] {0.9, 0.5});
    int steps = 200_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += curve.at((i + 0.5) * window / steps) * window / steps;
    }

    assertThat(curve.expectedHours(window)).isCloseTo(sum, within(1e-8));
    assertThat(curve.expectedHoursToLossWithin(window))
        .isCloseTo(sum - window * curve.at(window), within(1e-8));
  }

  @Test
  void whatNeverFailsLasts() {
    SurvivalCurve curve = SurvivalCurve.of(new double[] {24}, new double[] {1});

    assertThat(curve.expectedHours(6)).isCloseTo(6, EXACT);
    assertThat(curve.expectedHoursToLossWithin(6)).isCloseTo(0, EXACT);
    assertThat(curve.expectedHoursToLossWithin(0)).isZero();
  }
}
