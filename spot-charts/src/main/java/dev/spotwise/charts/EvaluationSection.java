package dev.spotwise.charts;

import dev.spotwise.models.evaluation.EvaluationReport;
import dev.spotwise.models.evaluation.EvaluationReport.FoldRows;
import dev.spotwise.models.evaluation.EvaluationTable;
import dev.spotwise.models.evaluation.Importance;
import dev.spotwise.models.evaluation.MetricNames;
import dev.spotwise.models.evaluation.ModelMetrics;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.ReliabilityTable;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The part of a report that tells what a walk forward found. */
final class EvaluationSection {

  private static final int DIGITS = 4;
  private static final int MOST_POOLS = 10;
  private static final int MOST_FEATURES = 15;

  private static final List<String> PRICE =
      List.of(
          PriceMetrics.MAE,
          PriceMetrics.RMSE,
          MetricNames.MAE_SHARE,
          MetricNames.RMSE_SHARE,
          PriceMetrics.MASE,
          PriceMetrics.R2,
          PriceMetrics.R2_WITHIN_POOL,
          MetricNames.SKILL_MAE_SHARE,
          MetricNames.SKILL_RMSE_SHARE,
          MetricNames.DM_ABSOLUTE_P,
          MetricNames.DM_SQUARED_P,
          MetricNames.PINBALL_LOW,
          MetricNames.PINBALL_MEDIAN,
          MetricNames.PINBALL_HIGH,
          MetricNames.COVERAGE,
          MetricNames.COVERAGE_MIN,
          MetricNames.COVERAGE_MAX,
          MetricNames.WIDTH);

  private static final List<String> STABILITY =
      List.of(
          StabilityMetrics.POSITIVE_SHARE,
          StabilityMetrics.AUC,
          StabilityMetrics.AUC_WITHIN_POOL,
          StabilityMetrics.AVERAGE_PRECISION,
          StabilityMetrics.BRIER,
          MetricNames.BRIER_SKILL,
          MetricNames.DM_BRIER_P,
          StabilityMetrics.LOG_LOSS,
          StabilityMetrics.EXPECTED_CALIBRATION_ERROR);

  private final EvaluationReport report;
  private final Html page;

  private EvaluationSection(EvaluationReport report, Html page) {
    this.report = report;
    this.page = page;
  }

  /** Adds the tables of a report to a page. */
  static void add(EvaluationReport report, Html page) {
    new EvaluationSection(report, page).add();
  }

  private void add() {
    page.text("h2", "Walk-forward evaluation");
    page.text(
        "p",
        String.format(
            Locale.ROOT,
            "%s over %s, %s from %s: each fold is trained on what lies before its test window"
                + " (%s). Shares are of each pool's mean price; skill is against persistence or the"
                + " base rate, and p is of the test of Diebold and Mariano against the same.",
            Numbers.counted(report.folds().size(), "fold"),
            Numbers.days(report.window().from(), report.window().to()),
            Numbers.counted(report.pools(), "pool"),
            report.settings().getOrDefault("prices", "the market"),
            report.rolling().scheme().name().toLowerCase(Locale.ROOT)));
    folds();
    report.price().forEach(table -> table("Prices", table, PRICE, PriceMetrics.RMSE));
    if (report.stability().isEmpty()) {
      page.text("p", StabilityFigure.UNKNOWN + ".");
    }
    report
        .stability()
        .forEach(table -> table("Interruptions", table, STABILITY, StabilityMetrics.AUC));
  }

  private void folds() {
    page.table("Folds", 4, List.of("Fold", "Trained on", "Embargo", "Tested on", "Rows", "Tested"));
    for (FoldRows rows : report.folds()) {
      page.row(
          4,
          List.of(
              Integer.toString(rows.fold().number()),
              Numbers.days(rows.fold().train().from(), rows.fold().train().to()),
              Numbers.span(rows.fold().embargo()),
              Numbers.days(rows.fold().test().from(), rows.fold().test().to()),
              Numbers.count(rows.trainRows()),
              Numbers.count(rows.testRows())));
    }
    page.endTable();
  }

  private void table(String what, EvaluationTable table, List<String> metrics, String ofBound) {
    String title = what + ", " + Numbers.span(table.horizon()) + " ahead";
    page.text("h3", title);
    List<String> all = new ArrayList<>(metrics);
    table.overall().stream()
        .map(model -> MetricNames.of(ofBound, model.model()))
        .filter(ratio -> table.overall().get(0).metrics().containsKey(ratio))
        .forEach(all::add);
    page.table(title + ": all folds", 1, heads("Model", all));
    table.overall().forEach(model -> row(model.model(), model, all));
    page.endTable();
    page.table(title + ": " + table.overall().get(0).model() + " by fold", 1, heads("Fold", all));
    for (int fold = 0; fold < table.byFold().size(); fold++) {
      row(Integer.toString(fold + 1), table.byFold().get(fold).get(0), all);
    }
    page.endTable();
    pools(title, table);
    table.reliability().ifPresent(bins -> reliability(title, bins));
    importance(title, table);
  }

  private static List<String> heads(String first, List<String> metrics) {
    return Stream.concat(
            Stream.of(first, "Rows"), metrics.stream().map(metric -> Ways.metric(metric)))
        .toList();
  }

  private void row(String head, ModelMetrics model, List<String> metrics) {
    List<String> cells = new ArrayList<>(List.of(head, Numbers.count(model.rows())));
    metrics.forEach(metric -> cells.add(Numbers.significant(model.metric(metric), DIGITS)));
    page.row(1, cells);
  }

  /** The pools on which the model did worst, by the skill that there is. */
  private void pools(String title, EvaluationTable table) {
    String skill =
        table.reliability().isPresent() ? MetricNames.BRIER_SKILL : MetricNames.SKILL_RMSE_SHARE;
    List<String> worst =
        table.byPool().entrySet().stream()
            .filter(pool -> !Double.isNaN(pool.getValue().metric(skill)))
            .sorted(Comparator.comparingDouble(pool -> pool.getValue().metric(skill)))
            .limit(MOST_POOLS)
            .map(pool -> pool.getKey())
            .toList();
    if (worst.isEmpty()) {
      return;
    }
    List<String> metrics = List.copyOf(table.byPool().get(worst.get(0)).metrics().keySet());
    page.table(
        String.format(
            Locale.ROOT,
            "%s: %s on the worst of %s",
            title,
            table.overall().get(0).model(),
            Numbers.counted(table.byPool().size(), "pool")),
        1,
        heads("Pool", metrics));
    worst.forEach(pool -> row(pool, table.byPool().get(pool), metrics));
    page.endTable();
  }

  private void reliability(String title, ReliabilityTable bins) {
    page.table(
        title + ": forecast and observed share of interruptions",
        0,
        List.of("From", "To", "Rows", "Forecast", "Observed"));
    for (ReliabilityTable.Bin bin : bins.bins()) {
      page.row(
          0,
          List.of(
              Numbers.fixed(bin.low(), 1),
              Numbers.fixed(bin.high(), 1),
              Numbers.count(bin.count()),
              Numbers.significant(bin.meanForecast(), DIGITS),
              Numbers.significant(bin.observedShare(), DIGITS)));
    }
    page.endTable();
  }

  private void importance(String title, EvaluationTable table) {
    if (table.importance().isEmpty()) {
      return;
    }
    page.table(
        title + ": increase of the loss when values are permuted, newest fold",
        2,
        List.of("Feature", "Kind", "Increase", "Deviation"));
    Stream.of(Importance.Kind.values())
        .flatMap(
            kind ->
                table.importance().stream()
                    .filter(one -> one.kind() == kind)
                    .sorted(Comparator.comparingDouble(one -> -one.increase()))
                    .limit(MOST_FEATURES))
        .forEach(
            one ->
                page.row(
                    2,
                    List.of(
                        one.feature(),
                        one.kind() == Importance.Kind.FAMILY ? "family" : "column",
                        Numbers.significant(one.increase(), 3),
                        Numbers.significant(one.deviation(), 3))));
    page.endTable();
  }
}
