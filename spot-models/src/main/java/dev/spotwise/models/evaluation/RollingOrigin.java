package dev.spotwise.models.evaluation;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.LearningSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a window is cut into {@link Fold}s: the newest share of its origins becomes test windows of
 * equal length, one after another, and each is preceded by what is trained on (Tashman 2000,
 * "Out-of-sample tests of forecasting accuracy", doi 10.1016/S0169-2070(00)00065-0).
 *
 * <p>Labels of training rows end before the test window begins, and an embargo before that (López
 * de Prado 2018, sections 7.4.1 and 7.4.2). Labels of test rows may reach past their own test
 * window, up to the end of the whole: nothing is learnt from them. Immutable.
 *
 * @param testShare share of the origins that judge, in (0, 1)
 * @param folds number of folds, in [1, 1000]
 * @param scheme what each fold is trained on
 * @param embargo time kept free between training labels and test window, &gt;= 0; empty for the
 *     longest horizon
 */
public record RollingOrigin(
    double testShare, int folds, Scheme scheme, Optional<Duration> embargo) {

  private static final int MOST_FOLDS = 1000;

  /** What each fold is trained on. */
  public enum Scheme {
    /** All that lies before its test window. */
    EXPANDING,
    /** The newest of that, for as long as the first fold's training is. */
    SLIDING
  }

  /** Checks the ranges. */
  public RollingOrigin {
    requireNonNull(scheme, "scheme");
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException("testShare must be in (0, 1) but was " + testShare);
    }
    if (folds < 1 || folds > MOST_FOLDS) {
      throw new IllegalArgumentException(
          "folds must be in [1, " + MOST_FOLDS + "] but was " + folds);
    }
    embargo.ifPresent(
        span -> {
          if (span.isNegative()) {
            throw new IllegalArgumentException("embargo must be >= 0 but was " + span);
          }
        });
  }

  /** Three expanding folds over the newest 30 %, with an embargo of the longest horizon. */
  public static RollingOrigin withDefaults() {
    return new RollingOrigin(0.3, 3, Scheme.EXPANDING, Optional.empty());
  }

  /**
   * Cuts a window.
   *
   * @param grid where its origins lie
   * @param window what is trained on or judged on; what lies outside the grid doesn't count
   * @param interval distance of the origins, &gt; 0, rounded to whole steps
   * @param longest the longest horizon
   * @return the folds, oldest first
   * @throws IllegalArgumentException if a fold would have no origin to train or to judge on, or not
   *     enough time for a label of the longest horizon; says which, and what to change
   */
  public List<Fold> folds(TimeGrid grid, TimeWindow window, Duration interval, Duration longest) {
    int[] origins = LearningSet.originsOf(grid, window, interval);
    int first = (int) Math.round(origins.length * (1 - testShare));
    int tested = origins.length - first;
    if (first < 1 || tested < folds) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "window must hold an origin to train on and one to test on in each of %d folds but"
                  + " holds %d before its test share and %d in it, one each %s (%s): take fewer"
                  + " folds or a longer window",
              folds,
              first,
              tested,
              interval,
              window));
    }
    Instant end = window.to().isBefore(grid.end()) ? window.to() : grid.end();
    List<Fold> cut = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int from = first + (int) ((long) tested * fold / folds);
      int to = first + (int) ((long) tested * (fold + 1) / folds);
      int trainFrom = scheme == Scheme.EXPANDING ? 0 : from - first;
      Instant at = grid.instant(origins[from]);
      cut.add(
          requireRoom(
              new Fold(
                  fold + 1,
                  new TimeWindow(grid.instant(origins[trainFrom]), at),
                  new TimeWindow(at, to < origins.length ? grid.instant(origins[to]) : end),
                  embargo.orElse(longest)),
              longest));
    }
    return cut;
  }

  private Fold requireRoom(Fold fold, Duration longest) {
    if (fold.train().length().minus(fold.embargo()).compareTo(longest) <= 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "fold %d of %d must train on more than its embargo (%s) and the longest horizon (%s)"
                  + " but trains on %s: take a smaller test share or embargo, a longer window or"
                  + " shorter horizons",
              fold.number(),
              folds,
              fold.embargo(),
              longest,
              fold.train()));
    }
    if (fold.test().length().compareTo(longest) <= 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "fold %d of %d must test on more than the longest horizon (%s) but tests on %s: take"
                  + " fewer folds, a greater test share, a longer window or shorter horizons",
              fold.number(),
              folds,
              longest,
              fold.test()));
    }
    return fold;
  }
}
