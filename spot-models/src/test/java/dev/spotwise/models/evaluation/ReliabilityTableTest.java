package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.models.evaluation.ReliabilityTable.Bin;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReliabilityTableTest {

  @Test
  void rowsAreSortedByTheirForecast() {
    ReliabilityTable table =
        ReliabilityTable.of(
            new double[] {0.125, 0.75, 0, 0.875, 0.25, 1},
            new boolean[] {true, true, false, false, false, true},
            4);

    assertThat(table.bins())
        .containsExactly(
            new Bin(0, 0.25, 2, 0.0625, 0.5),
            new Bin(0.25, 0.5, 1, 0.25, 0),
            new Bin(0.5, 0.75, 0, Double.NaN, Double.NaN),
            new Bin(0.75, 1, 3, 0.875, 2 / 3.0));
    assertThat(table.rows()).isEqualTo(6);
    // 2 x 0.4375 + 1 x 0.25 + 3 x 0.20833 = 1.75
    assertThat(table.expectedCalibrationError()).isCloseTo(1.75 / 6, within(1e-15));
  }

  @ParameterizedTest(name = "{0} bins")
  @ValueSource(ints = {1, 7, 10, 49, 100, 1000})
  void anEdgeBelongsToTheBinItBegins(int bins) {
    for (int k = 0; k < bins; k++) {
      double edge = (double) k / bins;
      double below = Math.max(0, Math.nextDown(edge));
      ReliabilityTable table =
          ReliabilityTable.of(new double[] {edge, below}, new boolean[2], bins);

      assertThat(table.bins().get(k).count()).isEqualTo(k == 0 ? 2 : 1);
      assertThat(table.bins().get(Math.max(0, k - 1)).count()).isEqualTo(k == 0 ? 2 : 1);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatHappensAsOftenAsForecastIsCalibrated(long seed) {
    Random random = new Random(seed);
    int rows = 100_000;
    double[] probability = random.doubles(rows).toArray();
    boolean[] asForecast = new boolean[rows];
    boolean[] halfAsOften = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      double draw = random.nextDouble();
      asForecast[i] = draw < probability[i];
      halfAsOften[i] = draw < probability[i] / 2;
    }

    assertThat(ReliabilityTable.of(probability, asForecast, 10).expectedCalibrationError())
        .isLessThan(0.01);
    // the mean of p - p / 2
    assertThat(ReliabilityTable.of(probability, halfAsOften, 10).expectedCalibrationError())
        .isCloseTo(0.25, within(0.01));
  }

  @Test
  void withoutRowsTheErrorIsUnknown() {
    ReliabilityTable table = ReliabilityTable.of(new double[0], new boolean[0], 3);

    assertThat(table.bins()).hasSize(3).allMatch(bin -> bin.count() == 0);
    assertThat(table.expectedCalibrationError()).isNaN();
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(
            () -> ReliabilityTable.of(new double[] {0.5, Double.NaN}, new boolean[2], 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability must be in [0, 1] but was NaN (row 1)");
    assertThatThrownBy(() -> ReliabilityTable.of(new double[] {-0.1}, new boolean[1], 10))
        .hasMessage("probability must be in [0, 1] but was -0.1 (row 0)");
    assertThatThrownBy(() -> ReliabilityTable.of(new double[] {1.5}, new boolean[1], 10))
        .hasMessage("probability must be in [0, 1] but was 1.5 (row 0)");
  }

  @Test
  void aTableHasOneOutcomePerRowAndAtLeastOneBin() {
    assertThatThrownBy(() -> ReliabilityTable.of(new double[2], new boolean[3], 10))
        .hasMessage("probability must have 3 values, one per row, but had 2");
    assertThatThrownBy(() -> ReliabilityTable.of(new double[2], new boolean[2], 0))
        .hasMessage("bins must be at least 1 but was 0");
    assertThatThrownBy(() -> new ReliabilityTable(List.of()))
        .hasMessage("bins must be at least 1 but was 0");
  }

  @Test
  void aBinHasBoundsInOrderAndACount() {
    assertThatThrownBy(() -> new Bin(0.5, 0.5, 0, 0, 0))
        .hasMessage("bounds must be 0 <= low < high <= 1 but were 0.5 and 0.5");
    assertThatThrownBy(() -> new Bin(-0.5, 0.5, 0, 0, 0)).hasMessageContaining("-0.5 and 0.5");
    assertThatThrownBy(() -> new Bin(0.5, 1.5, 0, 0, 0)).hasMessageContaining("0.5 and 1.5");
    assertThatThrownBy(() -> new Bin(0, 1, -1, 0, 0)).hasMessage("count must be >= 0 but was -1");
  }
}
