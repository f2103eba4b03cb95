package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class TreeSettingsTest {

  @ParameterizedTest(name = "{7}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0     | 1  | 1   | 1   | 2    | 1   | 1   | trees must be in [1.0, 10000.0] but was 0.0
          10001 | 1  | 1   | 1   | 2    | 1   | 1   | trees must be in [1.0, 10000.0] but was 10001.0
          1     | 31 | 1   | 1   | 2    | 1   | 1   | depth must be in [1.0, 30.0] but was 31.0
          1     | 1  | -1  | 1   | 2    | 1   | 1   | leafRows must be in [0.0, 1.0E9] but was -1.0
          1     | 1  | NaN | 1   | 2    | 1   | 1   | leafRows must be in [0.0, 1.0E9] but was NaN
          1     | 1  | 1   | 0   | 2    | 1   | 1   | learningRate must be in (0, 1] but was 0.0
          1     | 1  | 1   | NaN | 2    | 1   | 1   | learningRate must be in (0, 1] but was NaN
          1     | 1  | 1   | 1   | 1    | 1   | 1   | bins must be in [2.0, 1024.0] but was 1.0
          1     | 1  | 1   | 1   | 2    | 1.1 | 1   | rowShare must be in (0, 1] but was 1.1
          1     | 1  | 1   | 1   | 2    | 1   | 0   | columnShare must be in (0, 1] but was 0.0
          """)
  void settingsOutOfRangeAreRefused(ArgumentsAccessor row) {
    assertThatThrownBy(
            () ->
                new TreeSettings(
                    row.getInteger(0),
                    row.getInteger(1),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getInteger(4),
                    row.getDouble(5),
                    row.getDouble(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(row.getString(7));
  }

  @Test
  void theGuidesNumbersAreThePresets() {
    assertThat(TreeSettings.guideForest().toMap())
        .hasToString(
            "{bins=64, columnShare=0.6, depth=15, leafRows=5.0, learningRate=1.0, rowShare=0.63,"
                + " trees=100}");
    assertThat(TreeSettings.guideBoosting().toMap())
        .hasToString(
            "{bins=256, columnShare=1.0, depth=5, leafRows=1.0, learningRate=0.1, rowShare=1.0,"
                + " trees=100}");
    assertThat(TreeSettings.guideForest().withTrees(3).trees()).isEqualTo(3);
  }
}
