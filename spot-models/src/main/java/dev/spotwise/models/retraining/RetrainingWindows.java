package dev.spotwise.models.retraining;

import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What new models are trained on and what both bundles are judged on.
 *
 * @param train half-open; ends where the holdout begins, and so do its labels
 * @param holdout the newest part of the market, half-open
 */
public record RetrainingWindows(TimeWindow train, TimeWindow holdout) {

  /** Checks the order. */
  public RetrainingWindows {
    if (!train.to().equals(holdout.from())) {
      throw new IllegalArgumentException(
          "holdout must begin where training ends (" + train.to() + ") but was " + holdout);
    }
  }

  /**
   * The newest windows of a market. Where the market begins later than the training window would,
   * the window begins with it.
   *
   * @param market all there is
   * @param settings the lengths
   * @param before training window of the models in use, whose length is kept if none is set
   * @throws IllegalArgumentException if nothing is left to train on
   */
  public static RetrainingWindows newest(
      TimeWindow market, RetrainingSettings settings, Optional<TimeWindow> before) {
    TimeWindow holdout = holdout(market, settings.holdout());
    Optional<Duration> length = settings.window().or(() -> before.map(TimeWindow::length));
    Instant from =
        length
            .map(holdout.from()::minus)
            .filter(instant -> instant.isAfter(market.from()))
            .orElse(market.from());
    return new RetrainingWindows(new TimeWindow(from, holdout.from()), holdout);
  }

  /**
   * The newest part of a market.
   *
   * @throws IllegalArgumentException if nothing is left before it
   */
  public static TimeWindow holdout(TimeWindow market, Duration length) {
    if (length.compareTo(market.length()) >= 0) {
      throw new IllegalArgumentException(
          "holdout must be shorter than the market (" + market + ") but was " + length);
    }
    return new TimeWindow(market.to().minus(length), market.to());
  }
}
