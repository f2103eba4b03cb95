package dev.spotwise.models;

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
 * @param metrics values by name as in {@link dev.spotwise.models.evaluation.PriceMetrics} and
 *     {@link dev.spotwise.models.evaluation.StabilityMetrics}; NaN where one is not defined
 */
public record Score(
    String model, Duration horizon, Split split, int rows, SortedMap<String, Double> metrics) {

  /** Freezes the metrics. */
  public Score {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }

  /** One metric; NaN if it was not measured. */
  public double metric(String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }
}
