package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.TreeSettings;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StabilitySettingsTest {

  private static StabilitySettings of(StabilityModel model, OptionalDouble ridge) {
    return new StabilitySettings(
        model, TreeSettings.boosting(), ClassWeights.NONE, ridge, CalibrationSettings.none());
  }

  @ParameterizedTest
  @CsvSource({"HAZARD, 40", "BLEND, 40", "RENEWAL, 200"})
  void everyModelHasAPenaltyOfItsOwn(StabilityModel model, double penalty) {
    assertThat(of(model, OptionalDouble.empty()).penalty()).isEqualTo(penalty);
    assertThat(StabilitySettings.withDefaults().withModel(model).penalty()).isEqualTo(penalty);
  }

  @ParameterizedTest
  @EnumSource
  void aPenaltyThatIsNamedHoldsForEveryModel(StabilityModel model) {
    StabilitySettings settings = of(StabilityModel.HAZARD, OptionalDouble.of(7));

    assertThat(settings.withModel(model).penalty()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void penaltiesAreChecked(double ridge) {
    assertThatThrownBy(() -> of(StabilityModel.RENEWAL, OptionalDouble.of(ridge)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ridge must be finite and > 0 but was " + ridge);
  }

  @Test
  void aCardTellsWhatTheModelWasTrainedWith() {
    assertThat(of(StabilityModel.RENEWAL, OptionalDouble.empty()).toMap())
        .containsOnlyKeys("ridge", "calibration", "calibrationShare")
        .containsEntry("ridge", "200.0");
    assertThat(of(StabilityModel.BLEND, OptionalDouble.empty()).toMap())
        .containsEntry("ridge", "40.0")
        .containsKey("classWeights");
    assertThat(of(StabilityModel.BOOSTING, OptionalDouble.of(3)).toMap())
        .doesNotContainKey("ridge");
  }
}
