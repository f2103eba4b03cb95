package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import dev.spotwise.models.tree.ForestSettings;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * What to train and how.
 *
 * @param priceHorizons how far ahead prices are forecast, sorted, at least one
 * @param stabilityHorizons how far ahead survival is forecast, sorted, at least one
 * @param forest how the price forest is trained
 * @param stability how the stability ranker is trained
 * @param seed any number
 */
public record LearningSettings(
    List<Duration> priceHorizons,
    List<Duration> stabilityHorizons,
    ForestSettings forest,
    StabilitySettings stability,
    long seed) {

  /** Sorts the horizons. */
  public LearningSettings {
    priceHorizons = sorted("priceHorizons", priceHorizons);
    stabilityHorizons = sorted("stabilityHorizons", stabilityHorizons);
    requireNonNull(forest, "forest");
    requireNonNull(stability, "stability");
  }

  /** Prices an hour ahead by a forest; survival over an hour and over a day by the hazard model. */
  public static LearningSettings withDefaults(long seed) {
    return new LearningSettings(
        List.of(Duration.ofHours(1)),
        List.of(Duration.ofHours(1), Duration.ofHours(24)),
        ForestSettings.withDefaults(),
        StabilitySettings.withDefaults(),
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
