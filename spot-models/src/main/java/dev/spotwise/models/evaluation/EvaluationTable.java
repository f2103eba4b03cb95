package dev.spotwise.models.evaluation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well prices or interruptions were forecast at one horizon: the trained model first, then its
 * baselines, then the bounds, all on the same rows.
 *
 * @param horizon how far ahead
 * @param overall the models on the rows of all folds
 * @param byFold the same, fold by fold, oldest first
 * @param byPool the trained model on all rows of each pool, by pool id; pools without a row are
 *     left out
 * @param importance what the newest fold's model makes of its features, families first; may be
 *     empty
 * @param reliability the trained model's probabilities beside what happened; empty for prices
 */
public record EvaluationTable(
    Duration horizon,
    List<ModelMetrics> overall,
    List<List<ModelMetrics>> byFold,
    SortedMap<String, ModelMetrics> byPool,
    List<Importance> importance,
    Optional<ReliabilityTable> reliability) {

  /** Checks and freezes. */
  public EvaluationTable {
    requireNonNull(horizon, "horizon");
    requireNonNull(reliability, "reliability");
    overall = List.copyOf(overall);
    byFold = byFold.stream().map(List::copyOf).toList();
    byPool = Collections.unmodifiableSortedMap(new TreeMap<>(byPool));
    importance = List.copyOf(importance);
    if (overall.isEmpty()) {
      throw new IllegalArgumentException("a table must have at least one model");
    }
  }

  /** What was measured of one model on all folds, if it is there. */
  public Optional<ModelMetrics> of(String model) {
    return overall.stream().filter(measured -> measured.model().equals(model)).findFirst();
  }
}
