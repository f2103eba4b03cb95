package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well one model did on some rows at one horizon.
 *
 * @param model id of the model or baseline, such as {@code forest} or {@code persistence}
 * @param horizon how far ahead
 * @param split which rows
 * @param rows how many of them, &gt;= 0
 * @param metrics finite values by name as in {@link dev.spotwise.models.evaluation.PriceMetrics}
 *     and {@link dev.spotwise.models.evaluation.StabilityMetrics}; NaN where one is not defined
 */
public record Score(
    String model, Duration horizon, Split split, int rows, SortedMap<String, Double> metrics) {

  /** Checks the ranges and freezes the metrics. */
  public Score {
    requireNonNull(model, "model");
    requireNonNull(horizon, "horizon");
    requireNonNull(split, "split");
    if (rows < 0) {
      throw new IllegalArgumentException("rows must be >= 0 but was " + rows);
    }
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    metrics.forEach(
        (name, value) -> {
          if (value.isInfinite()) {
            throw new IllegalArgumentException(name + " must be finite or NaN but was " + value);
          }
        });
  }

  /** One metric; NaN if it was not measured. */
  public double metric(String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }
}
