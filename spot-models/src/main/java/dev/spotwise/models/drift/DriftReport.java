package dev.spotwise.models.drift;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.ModelBundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has moved since models were trained.
 *
 * @param trainedOn window that they were trained on
 * @param recent window that they are held against
 * @param rows recent rows
 * @param independentRows those of them that are about independent in time
 * @param columns the features, the farthest first; empty if the models came without a summary
 * @param residuals the errors, model by model and horizon by horizon
 */
public record DriftReport(
    TimeWindow trainedOn,
    TimeWindow recent,
    int rows,
    int independentRows,
    List<ColumnDrift> columns,
    List<ResidualDrift> residuals) {

  private static final double ALL_TOGETHER = 0.05;

  /** Freezes the lists. */
  public DriftReport {
    columns = List.copyOf(columns);
    residuals = List.copyOf(residuals);
  }

  /**
   * Holds recent rows against what a bundle was trained on. Columns of the calendar are left out,
   * because a shorter window always distorts them.
   *
   * @param bundle models, and the summary of their features if they have one
   * @param recent later rows
   * @throws IllegalArgumentException if the window begins before training ends, or the features are
   *     of another schema
   */
  public static DriftReport of(ModelBundle bundle, RecentRows recent) {
    TimeWindow trainedOn = bundle.price().card().trainedOn();
    if (recent.window().from().isBefore(trainedOn.to())) {
      throw new IllegalArgumentException(
          "recent window must begin when training ends ("
              + trainedOn.to()
              + ") or later but was "
              + recent.window());
    }
    bundle.price().schema().requireSame(recent.features().schema(), "the bundle");
    int rows = recent.features().rows();
    int[] independent = IndependentRows.of(recent.features(), rows, rows);
    List<String> calendar = StandardFeatures.columns(FeatureFamily.CALENDAR);
    List<ColumnDrift> columns = new ArrayList<>();
    List<ColumnSummary> summary = bundle.features().map(FeatureSummary::columns).orElse(List.of());
    for (int column = 0; column < summary.size(); column++) {
      if (!calendar.contains(summary.get(column).name())) {
        columns.add(ColumnDrift.of(summary.get(column), recent.features(), column, independent));
      }
    }
    columns.sort(Comparator.comparingDouble((ColumnDrift drift) -> -known(drift.index())));
    List<ResidualDrift> residuals = new ArrayList<>(ResidualDrift.of(bundle.price(), recent));
    residuals.addAll(ResidualDrift.of(bundle.stability(), recent));
    return new DriftReport(
        trainedOn, recent.window(), rows, independent.length, columns, residuals);
  }

  private static double known(double index) {
    return Double.isNaN(index) ? 0 : index;
  }

  /** The farthest that anything has moved. */
  public Shift worst() {
    return Stream.concat(
            columns.stream().map(ColumnDrift::shift), residuals.stream().map(ResidualDrift::shift))
        .max(Comparator.naturalOrder())
        .orElse(Shift.NONE);
  }

  /**
   * Number of columns that the Kolmogorov-Smirnov test tells apart at 5 % for all of them together
   * (Bonferroni).
   */
  public long columnsToldApart() {
    return columns.stream()
        .filter(column -> column.pValue() < ALL_TOGETHER / columns.size())
        .count();
  }

  /** Number of columns that have moved that far. */
  public long columnsAt(Shift shift) {
    return columns.stream().filter(column -> column.shift() == shift).count();
  }
}
