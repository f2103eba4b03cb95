package dev.spotwise.models.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured of one model on some rows.
 *
 * @param model id of the model, baseline or bound
 * @param rows how many rows, &gt;= 0
 * @param metrics finite values by name, as in {@link PriceMetrics}, {@link StabilityMetrics} and
 *     {@link MetricNames}; NaN where one is not defined
 */
public record ModelMetrics(String model, int rows, SortedMap<String, Double> metrics) {

  /** Checks the ranges and freezes the metrics. */
  public ModelMetrics {
    requireNonNull(model, "model");
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
