package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureSchema;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from and how well it did: enough to train it again and to judge it.
 *
 * @param model id, such as {@code forest}
 * @param libraryVersion version of this library that trained it
 * @param schema columns that it was trained on
 * @param horizons how far ahead it looks, ascending
 * @param trainedOn window that its rows and labels came from; it knows nothing after its end
 * @param seed seed of its training
 * @param dataDigest SHA-256 of the features and labels that its bundle was trained on, hexadecimal
 * @param settings what it was trained with, by name
 * @param scores its scores beside those of its baselines
 */
public record ModelCard(
    String model,
    String libraryVersion,
    FeatureSchema schema,
    List<Duration> horizons,
    TimeWindow trainedOn,
    long seed,
    String dataDigest,
    SortedMap<String, String> settings,
    List<Score> scores) {

  /** Checks and freezes. */
  public ModelCard {
    requireNonNull(model, "model");
    requireNonNull(libraryVersion, "libraryVersion");
    requireNonNull(schema, "schema");
    requireNonNull(trainedOn, "trainedOn");
    requireNonNull(dataDigest, "dataDigest");
    horizons = List.copyOf(horizons);
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    scores = List.copyOf(scores);
    requireAscending(horizons);
  }

  /** This card with other scores. */
  public ModelCard withScores(List<Score> newScores) {
    return new ModelCard(
        model, libraryVersion, schema, horizons, trainedOn, seed, dataDigest, settings, newScores);
  }

  /** The score of a model at a horizon, if it was measured. */
  public Optional<Score> score(String ofModel, Duration horizon, Split split) {
    return scores.stream()
        .filter(score -> score.model().equals(ofModel))
        .filter(score -> score.horizon().equals(horizon) && score.split() == split)
        .findFirst();
  }

  private static void requireAscending(List<Duration> horizons) {
    if (horizons.isEmpty()) {
      throw new IllegalArgumentException("a model must have at least one horizon");
    }
    for (int i = 0; i < horizons.size(); i++) {
      Duration least = i == 0 ? Duration.ZERO : horizons.get(i - 1);
      if (horizons.get(i).compareTo(least) <= 0) {
        throw new IllegalArgumentException("horizons must be > 0 and ascend but were " + horizons);
      }
    }
  }
}
