package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.evaluation.RollingOrigin.Scheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RollingOriginTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final TimeGrid GRID =
      new TimeGrid(Instant.parse("2024-01-01T00:00:00Z"), HOUR, 1000);
  private static final TimeWindow WINDOW = new TimeWindow(GRID.start(), GRID.end());

  private static RollingOrigin rolling(double share, int folds, Scheme scheme) {
    return new RollingOrigin(share, folds, scheme, Optional.empty());
  }

  private static TimeWindow hours(int from, int to) {
    return new TimeWindow(GRID.instant(from), GRID.instant(to));
  }

  @Test
  void theNewestShareIsCutIntoEqualTestWindowsAndTrainingExpands() {
    List<Fold> folds = rolling(0.3, 3, Scheme.EXPANDING).folds(GRID, WINDOW, HOUR, HOUR);

    assertThat(folds)
        .containsExactly(
            new Fold(1, hours(0, 700), hours(700, 800), HOUR),
            new Fold(2, hours(0, 800), hours(800, 900), HOUR),
            new Fold(3, hours(0, 900), hours(900, 1000), HOUR));
  }

  @Test
  void aSlidingTrainingWindowStaysAsLongAsTheFirst() {
    List<Fold> folds = rolling(0.3, 3, Scheme.SLIDING).folds(GRID, WINDOW, HOUR, HOUR);

    assertThat(folds)
        .extracting(Fold::train)
        .containsExactly(hours(0, 700), hours(100, 800), hours(200, 900));
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void everyFoldTestsOriginsOfTheSameSeriesAndNoneTwice(Scheme scheme) {
    Duration interval = Duration.ofHours(3);
    List<Fold> folds = rolling(0.31, 7, scheme).folds(GRID, WINDOW, interval, HOUR);

    for (int i = 1; i < folds.size(); i++) {
      assertThat(folds.get(i).test().from()).isEqualTo(folds.get(i - 1).test().to());
    }
    for (Fold fold : folds) {
      assertThat(fold.train().to()).isEqualTo(fold.test().from());
      assertThat(GRID.indexAtOrAfter(fold.test().from()) % 3).isZero();
      assertThat(GRID.indexAtOrAfter(fold.train().from()) % 3).isZero();
    }
    assertThat(folds.get(6).test().to()).isEqualTo(GRID.end());
  }

  @Test
  void theEmbargoIsTheLongestHorizonUnlessItIsSet() {
    Duration longest = Duration.ofHours(24);
    RollingOrigin none = new RollingOrigin(0.3, 2, Scheme.EXPANDING, Optional.of(Duration.ZERO));

    assertThat(rolling(0.3, 2, Scheme.EXPANDING).folds(GRID, WINDOW, HOUR, longest))
        .allMatch(fold -> fold.embargo().equals(longest));
    assertThat(none.folds(GRID, WINDOW, HOUR, longest)).allMatch(fold -> fold.embargo().isZero());
  }

  @Test
  void aWindowThatReachesPastTheGridEndsWithIt() {
    TimeWindow late = new TimeWindow(GRID.instant(500), GRID.instant(2000));

    List<Fold> folds = rolling(0.5, 1, Scheme.EXPANDING).folds(GRID, late, HOUR, HOUR);

    assertThat(folds).containsExactly(new Fold(1, hours(500, 750), hours(750, 1000), HOUR));
  }

  @ParameterizedTest(name = "{0} test share, {1} folds, horizon {2} h: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.3   | 400 | 1   | but holds 700 before its test share and 300 in it",
        "0.0001 | 1  | 1   | but holds 1000 before its test share and 0 in it",
        "0.9999 | 1  | 1   | but holds 0 before its test share and 1000 in it",
        "0.3   | 3   | 100 | fold 1 of 3 must test on more than the longest horizon (PT100H)",
        "0.9   | 1   | 60  | fold 1 of 1 must train on more than its embargo (PT60H)"
      })
  void aCutThatLeavesAFoldWithoutRowsIsRefusedAndSaysWhatToChange(
      double share, int folds, int hours, String message) {
    RollingOrigin rolling = rolling(share, folds, Scheme.EXPANDING);

    assertThatThrownBy(() -> rolling.folds(GRID, WINDOW, HOUR, Duration.ofHours(hours)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(": take ");
  }

  @Test
  void rangesAreChecked() {
    Optional<Duration> negative = Optional.of(HOUR.negated());

    assertThatThrownBy(() -> rolling(0, 3, Scheme.SLIDING))
        .hasMessage("testShare must be in (0, 1) but was 0.0");
    assertThatThrownBy(() -> rolling(Double.NaN, 3, Scheme.SLIDING)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> rolling(0.5, 0, Scheme.SLIDING))
        .hasMessage("folds must be in [1, 1000] but was 0");
    assertThatThrownBy(() -> rolling(0.5, 1001, Scheme.SLIDING)).hasMessageContaining("1001");
    assertThatThrownBy(() -> new RollingOrigin(0.5, 1, Scheme.SLIDING, negative))
        .hasMessage("embargo must be >= 0 but was PT-1H");
    assertThatThrownBy(() -> new Fold(0, hours(0, 1), hours(1, 2), HOUR))
        .hasMessage("number must be >= 1 but was 0");
    assertThatThrownBy(() -> new Fold(1, hours(0, 2), hours(1, 2), HOUR))
        .hasMessageContaining("test must begin where training ends");
    assertThatThrownBy(() -> new Fold(1, hours(0, 1), hours(1, 2), HOUR.negated()))
        .hasMessageContaining("embargo must be >= 0");
    assertThat(RollingOrigin.withDefaults().folds()).isEqualTo(3);
  }
}
