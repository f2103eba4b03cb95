package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeGridTest {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(5);

  @Test
  void aWindowIsCoveredWithItsEndExcluded() {
    TimeGrid grid = TimeGrid.over(TimeWindow.parse("2024-01-01/2024-01-02"), STEP);
    assertThat(grid.length()).isEqualTo(288);
    assertThat(grid.end()).isEqualTo(Instant.parse("2024-01-02T00:00:00Z"));
    assertThat(grid.instant(1)).isEqualTo(Instant.parse("2024-01-01T00:05:00Z"));
    assertThat(grid.instant(-1)).isEqualTo(Instant.parse("2023-12-31T23:55:00Z"));
  }

  @Test
  void aWindowThatIsNoMultipleOfTheStepEndsWithTheLastTickInside() {
    TimeWindow window = TimeWindow.parse("2024-01-01T00:00:00Z/2024-01-01T00:11:00Z");
    assertThat(TimeGrid.over(window, STEP).length()).isEqualTo(3);
    TimeWindow fraction = new TimeWindow(START, START.plusMillis(600_500));
    assertThat(TimeGrid.over(fraction, STEP).length()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "1, 1", "300, 1", "301, 2", "899, 3", "900, 3", "99999, 3"})
  void theTickAtOrAfterASecondIsFound(long offset, int index) {
    TimeGrid grid = new TimeGrid(START, STEP, 3);
    assertThat(grid.indexAtOrAfter(START.getEpochSecond() + offset)).isEqualTo(index);
    assertThat(grid.indexAtOrAfter(START.plusSeconds(offset))).isEqualTo(index);
  }

  @Test
  void afterATickMeansTheNextOneEvenByANanosecond() {
    TimeGrid grid = new TimeGrid(START, STEP, 3);
    assertThat(grid.indexAtOrAfter(START.plusNanos(1))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"300, PT1H, 12", "195, PT1H, 18", "300, PT24H, 288", "300, PT1S, 1", "300, PT0S, 1"})
  void spansAreRoundedToTheNearestStep(long step, Duration span, int steps) {
    assertThat(new TimeGrid(START, Duration.ofSeconds(step), 1).steps(span)).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource({"300, 300", "300s, 300", "5m, 300", "2h, 7200", "1d, 86400", "PT5M, 300"})
  void stepsAreReadInEveryForm(String text, long seconds) {
    assertThat(TimeGrid.parseStep(text)).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "5 minutes", "5w", "1.5m", "-5", "99999999999"})
  void otherStepsAreRefused(String text) {
    assertThatThrownBy(() -> TimeGrid.parseStep(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5m");
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new TimeGrid(START.plusNanos(1), STEP, 1))
        .hasMessageContaining("start must be whole seconds");
    assertThatThrownBy(() -> new TimeGrid(START, Duration.ofSeconds(29), 1))
        .hasMessageContaining("step must be");
    assertThatThrownBy(() -> new TimeGrid(START, Duration.ofDays(2), 1))
        .hasMessageContaining("step must be");
    assertThatThrownBy(() -> new TimeGrid(START, STEP.plusMillis(1), 1))
        .hasMessageContaining("step must be");
    assertThatThrownBy(() -> new TimeGrid(START, STEP, 0)).hasMessageContaining("length must be");
    TimeWindow window = TimeWindow.parse("2024-01-01/2024-01-02");
    assertThatThrownBy(() -> TimeGrid.over(window, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    TimeWindow ages = TimeWindow.parse("1970-01-01/9999-01-01");
    assertThatThrownBy(() -> TimeGrid.over(ages, Duration.ofSeconds(30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps");
  }
}
