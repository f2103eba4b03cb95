package dev.spotwise.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds a metric as a multiple of the same metric of each bound. */
final class BoundRatios {

  private BoundRatios() {}

  /** The same models, each with {@code metric / metric of bound}; NaN where the bound's is 0. */
  static List<ModelMetrics> added(
      List<ModelMetrics> measured, List<String> boundNames, String metric) {
    List<ModelMetrics> all = new ArrayList<>();
    for (ModelMetrics model : measured) {
      SortedMap<String, Double> metrics = new TreeMap<>(model.metrics());
      for (String bound : boundNames) {
        double of = metric(measured, bound, metric);
        metrics.put(MetricNames.of(metric, bound), of > 0 ? model.metric(metric) / of : Double.NaN);
      }
      all.add(new ModelMetrics(model.model(), model.rows(), metrics));
    }
    return all;
  }

  private static double metric(List<ModelMetrics> measured, String bound, String metric) {
    return measured.stream()
        .filter(model -> model.model().equals(bound))
        .mapToDouble(model -> model.metric(metric))
        .findFirst()
        .orElse(Double.NaN);
  }
}
