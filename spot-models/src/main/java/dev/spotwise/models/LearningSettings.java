package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.TreeSettings;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * What to train and how.
 *
 * @param priceHorizons how far ahead prices are forecast, sorted, at least one
 * @param stabilityHorizons how far ahead survival is forecast, sorted, at least one
 * @param forest how the price forest is grown
 * @param boosting how the stability boosting is grown
 * @param classWeights how rows with an interruption are weighted
 * @param calibration how probabilities of an interruption are made true to frequency
 * @param seed any number
 */
public record LearningSettings(
    List<Duration> priceHorizons,
    List<Duration> stabilityHorizons,
    TreeSettings forest,
    TreeSettings boosting,
    ClassWeights classWeights,
    CalibrationSettings calibration,
    long seed) {

  /** How rows with an interruption are weighted against those without. */
  public enum ClassWeights {
    /**
     * All alike, so that the forecasts are probabilities. The default: a decision weighs them in
     * percent and points.
     */
    NONE,
    /**
     * Both classes have the same total weight. Ranks as well, but without calibration the forecasts
     * are far above the true frequencies.
     */
    BALANCED
  }

  /** Sorts the horizons. */
  public LearningSettings {
    priceHorizons = sorted("priceHorizons", priceHorizons);
    stabilityHorizons = sorted("stabilityHorizons", stabilityHorizons);
    requireNonNull(forest, "forest");
    requireNonNull(boosting, "boosting");
    requireNonNull(classWeights, "classWeights");
    requireNonNull(calibration, "calibration");
  }

  /**
   * Prices an hour ahead by the guide's forest; survival over an hour and over a day by a
   * calibrated boosting.
   */
  public static LearningSettings withDefaults(long seed) {
    return new LearningSettings(
        List.of(Duration.ofHours(1)),
        List.of(Duration.ofHours(1), Duration.ofHours(24)),
        TreeSettings.guideForest(),
        TreeSettings.boosting(),
        ClassWeights.NONE,
        CalibrationSettings.withDefaults(),
        seed);
  }

  /** All horizons of both models, ascending. */
  public List<Duration> horizons() {
    TreeSet<Duration> all = new TreeSet<>(priceHorizons);
    all.addAll(stabilityHorizons);
    return List.copyOf(all);
  }

  private static List<Duration> sorted(String name, List<Duration> horizons) {
    List<Duration> sorted = List.copyOf(new TreeSet<>(horizons));
    if (sorted.isEmpty() || sorted.get(0).compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(name + " must be > 0, at least one, but were " + horizons);
    }
    return sorted;
  }
}
