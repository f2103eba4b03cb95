package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Forecast probabilities beside what came. */
final class Reliability {

  private record Row(double probability, boolean came) {}

  private final List<Row> rows = new ArrayList<>();

  void add(double probability, boolean came) {
    rows.add(new Row(probability, came));
  }

  /** In classes of equal size by probability, the count lies within some sigma of its sum. */
  void requireCalibrated(int classes, double sigmas) {
    rows.sort(Comparator.comparingDouble(Row::probability));
    for (int c = 0; c < classes; c++) {
      List<Row> part = rows.subList(c * rows.size() / classes, (c + 1) * rows.size() / classes);
      double expected = part.stream().mapToDouble(Row::probability).sum();
      double variance =
          part.stream().mapToDouble(row -> row.probability() * (1 - row.probability())).sum();
      double came = part.stream().filter(Row::came).count();
      assertThat(came)
          .as("events of class %d of %d", c, classes)
          .isCloseTo(expected, within(sigmas * Math.sqrt(variance) + 0.5));
    }
  }

  /** Standard deviation of the probabilities. */
  double spread() {
    double mean = rows.stream().mapToDouble(Row::probability).average().orElseThrow();
    return Math.sqrt(
        rows.stream()
            .mapToDouble(row -> (row.probability() - mean) * (row.probability() - mean))
            .average()
            .orElseThrow());
  }

  /** Mean squared difference of probability and outcome. */
  double brier() {
    return rows.stream()
        .mapToDouble(row -> row.probability() - (row.came() ? 1 : 0))
        .map(error -> error * error)
        .average()
        .orElseThrow();
  }

  /** Brier score of the rate of all rows. */
  double brierOfRate() {
    double rate = rows.stream().filter(Row::came).count() / (double) rows.size();
    return rate * (1 - rate);
  }
}
