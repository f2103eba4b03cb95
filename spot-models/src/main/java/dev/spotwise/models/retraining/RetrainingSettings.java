package dev.spotwise.models.retraining;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How newly trained models are made and judged.
 *
 * @param holdout length of the newest part of the market, which both bundles are judged on, &gt; 0
 * @param window length of the part before it that the new models are trained on, &gt; 0; empty for
 *     the length of the old models' training window
 * @param tolerance by how much the mean loss may rise, as a share of the old models', where a test
 *     can't tell the two apart, in [0, 1)
 * @param significance two losses are told apart at a p-value below this, in (0, 1)
 * @param incompatible what becomes of old models that can't be judged
 */
public record RetrainingSettings(
    Duration holdout,
    Optional<Duration> window,
    double tolerance,
    double significance,
    Incompatible incompatible) {

  /** What becomes of old models that read other features, or look as far ahead as others. */
  public enum Incompatible {
    /** They stay. */
    KEEP,
    /** They are replaced without a comparison. */
    REPLACE
  }

  /** Checks the ranges. */
  public RetrainingSettings {
    requireNonNull(incompatible, "incompatible");
    requirePositive("holdout", holdout);
    window.ifPresent(length -> requirePositive("window", length));
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in [0, 1) but was " + tolerance);
    }
    if (!(significance > 0 && significance < 1)) {
      throw new IllegalArgumentException("significance must be in (0, 1) but was " + significance);
    }
  }

  private static void requirePositive(String name, Duration length) {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException(name + " must be > 0 but was " + length);
    }
  }

  /** Two weeks, as much to train on as before, two percent at five percent. */
  public static RetrainingSettings withDefaults() {
    return new RetrainingSettings(
        Duration.ofDays(14), Optional.empty(), 0.02, 0.05, Incompatible.KEEP);
  }
}
