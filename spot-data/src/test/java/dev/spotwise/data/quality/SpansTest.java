package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "195, 195 s",
    "3599, 3599 s",
    "3600, 1 h",
    "5400, 1.50 h",
    "93600, 26 h",
    "259199, 72.00 h",
    "259200, 3.0 d",
    "7776000, 90.0 d"
  })
  void spansAreShort(long seconds, String text) {
    assertThat(Spans.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void aGapMustBePositive() {
    assertThatThrownBy(() -> InspectionSettings.withDefaults().withGap(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gap must be >= 1 s but was PT0S");
  }
}
