package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinballLossTest {

  private static final double[] FORECAST = {.031, .029, .055};
  private static final double[] ACTUAL = {.030, .031, .055};

  @Test
  void aHighQuantilePaysMoreForBeingTooLow() {
    // 0.1 x 0.001 above, 0.9 x 0.002 below, nothing where it is met
    assertThat(PinballLoss.of(0.9, FORECAST, ACTUAL)).isCloseTo(0.0019 / 3, within(1e-17));
    // 0.9 x 0.001 above, 0.1 x 0.002 below
    assertThat(PinballLoss.of(0.1, FORECAST, ACTUAL)).isCloseTo(0.0011 / 3, within(1e-17));
  }

  @Test
  void ofTheMedianItIsHalfTheAbsoluteError() {
    double mae = PriceMetrics.of(FORECAST, ACTUAL, new int[3]).get(PriceMetrics.MAE);

    assertThat(PinballLoss.of(0.5, FORECAST, ACTUAL)).isCloseTo(mae / 2, within(1e-17));
  }

  @ParameterizedTest(name = "quantile {0}, seed 5")
  @ValueSource(doubles = {0.1, 0.5, 0.95})
  void theTrueQuantileHasTheLeastLoss(double quantile) {
    // the quantile of a uniform is itself
    double[] actual = new Random(5).doubles(10_000).toArray();
    double least = PinballLoss.of(quantile, constant(quantile), actual);

    assertThat(PinballLoss.of(quantile, constant(quantile - 0.05), actual)).isGreaterThan(least);
    assertThat(PinballLoss.of(quantile, constant(quantile + 0.05), actual)).isGreaterThan(least);
  }

  private static double[] constant(double value) {
    double[] values = new double[10_000];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void withoutRowsItIsUnknown() {
    assertThat(PinballLoss.of(0.5, new double[0], new double[0])).isNaN();
  }

  @Test
  void aQuantileIsStrictlyBetweenZeroAndOne() {
    for (double quantile : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> PinballLoss.of(quantile, FORECAST, ACTUAL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("quantile must be in (0, 1) but was " + quantile);
    }
  }

  @Test
  void valuesAreFiniteAndAsManyAsRows() {
    assertThatThrownBy(() -> PinballLoss.of(0.5, new double[] {1, Double.NaN}, new double[2]))
        .hasMessage("forecast must be finite but was NaN (row 1)");
    assertThatThrownBy(
            () -> PinballLoss.of(0.5, new double[1], new double[] {Double.NEGATIVE_INFINITY}))
        .hasMessage("actual must be finite but was -Infinity (row 0)");
    assertThatThrownBy(() -> PinballLoss.of(0.5, new double[2], ACTUAL))
        .hasMessage("forecast must have 3 values, one per row, but had 2");
  }
}
