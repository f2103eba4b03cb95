package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {

  @Test
  void datesAreMidnightUtc() {
    TimeWindow window = TimeWindow.parse("2024-01-01 / 2024-01-02T06:00:00+02:00");
    assertThat(window.from()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(window.to()).isEqualTo(Instant.parse("2024-01-02T04:00:00Z"));
    assertThat(window.length()).hasHours(28);
    assertThat(window).hasToString("2024-01-01T00:00:00Z/2024-01-02T04:00:00Z");
  }

  @Test
  void theBeginningIsInsideAndTheEndIsNot() {
    TimeWindow window = TimeWindow.parse("2024-01-01/2024-01-02");
    assertThat(window.contains(window.from())).isTrue();
    assertThat(window.contains(window.to().minusNanos(1))).isTrue();
    assertThat(window.contains(window.to())).isFalse();
    assertThat(window.contains(window.from().minusNanos(1))).isFalse();
  }

  @Test
  void secondsAreThoseInside() {
    TimeWindow window = new TimeWindow(Instant.ofEpochSecond(5, 1), Instant.ofEpochSecond(9, 1));
    assertThat(window.fromEpochSecond()).isEqualTo(6);
    assertThat(window.toEpochSecond()).isEqualTo(10);
    assertThat(window.contains(Instant.ofEpochSecond(9))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "2024-01-01", "2024-01-01/2024-01-02/2024-01-03", "2024-01-02/2024-01-01",
        "2024-01-01/2024-01-01", "2024-01-01T00:00:00/2024-01-02", "2024-02-30/2024-03-01", "a/b"
      })
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> TimeWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s)(window|time) must .*");
  }
}
