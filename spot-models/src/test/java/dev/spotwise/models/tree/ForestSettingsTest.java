package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.models.tree.ForestSettings.Overlap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForestSettingsTest {

  private static final ForestSettings DEFAULTS = ForestSettings.withDefaults();

  @ParameterizedTest(name = "{0} intervals")
  @CsvSource({
    // twice the 5 rows, however short the horizon
    "0.1, 10",
    "1, 10",
    "1.5, 15",
    "24, 240",
    "1.53, 15"
  })
  void aLeafNeedsMoreRowsWhereLabelsOverlap(double intervals, double leafRows) {
    assertThat(DEFAULTS.trees(intervals).leafRows()).isEqualTo(leafRows);
    assertThat(DEFAULTS.withOverlap(Overlap.IGNORED).trees(intervals).leafRows()).isEqualTo(5);
  }

  @Test
  void settingsAreNamed() {
    assertThat(DEFAULTS.toMap())
        .hasToString(
            "{bins=64, calibrationShare=0.15, columnShare=0.6, depth=15, leafRows=5.0,"
                + " learningRate=1.0, maxRows=120000, overlap=COUNTED, rowShare=0.63, trees=100}");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    TreeSettings trees = TreeSettings.guideForest();

    assertThatThrownBy(() -> new ForestSettings(trees, 999, Overlap.COUNTED, 0.1))
        .hasMessage("maxRows must be in [1000, 10000000] but was 999");
    assertThatThrownBy(() -> new ForestSettings(trees, 10_000_001, Overlap.COUNTED, 0.1))
        .hasMessage("maxRows must be in [1000, 10000000] but was 10000001");
    for (double share : new double[] {0, 0.91, Double.NaN}) {
      assertThatThrownBy(() -> new ForestSettings(trees, 1_000, Overlap.COUNTED, share))
          .hasMessage("calibrationShare must be in (0, 0.9] but was " + share);
    }
  }
}
