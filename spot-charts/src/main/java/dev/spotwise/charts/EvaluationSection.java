package dev.spotwise.charts;

import dev.spotwise.charts.Html.Column;
import dev.spotwise.models.evaluation.EvaluationReport;
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

  private static final List<String> SHORT_PRICE =
      List.of(
          MetricNames.MAE_SHARE,
          MetricNames.RMSE_SHARE,
          MetricNames.SKILL_MAE_SHARE,
          MetricNames.SKILL_RMSE_SHARE,
          MetricNames.COVERAGE);

  private static final List<String> SHORT_STABILITY =
      List.of(
          StabilityMetrics.POSITIVE_SHARE,
          StabilityMetrics.AUC,
          StabilityMetrics.BRIER,
          MetricNames.BRIER_SKILL);

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
    page.text("h3", "Walk-forward evaluation");
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
    report.price().forEach(table -> table("Prices", table, PRICE, PriceMetrics.RMSE, SHORT_PRICE));
    if (report.stability().isEmpty()) {
      page.text("p", StabilityFigure.UNKNOWN + ".");
    }
    report
        .stability()
        .forEach(
            table ->
                table("Interruptions", table, STABILITY, StabilityMetrics.AUC, SHORT_STABILITY));
  }

  private void folds() {
    page.table(
        HtmlReport.shown("Folds", report.folds().size()),
        List.of(
            Column.text("Fold"),
            Column.name("Trained on"),
            Column.number("Embargo"),
            Column.name("Tested on"),
            Column.number("Rows"),
            Column.number("Tested")));
    report.folds().stream()
        .limit(HtmlReport.MOST_ROWS)
        .forEach(
            rows ->
                page.row(
                    List.of(
                        Integer.toString(rows.fold().number()),
                        Numbers.days(rows.fold().train().from(), rows.fold().train().to()),
                        Numbers.span(rows.fold().embargo()),
                        Numbers.days(rows.fold().test().from(), rows.fold().test().to()),
                        Numbers.count(rows.trainRows()),
                        Numbers.count(rows.testRows()))));
    page.endTable();
  }

  private void table(
      String what, EvaluationTable table, List<String> metrics, String ofBound, List<String> few) {
    String title = what + ", " + Numbers.span(table.horizon()) + " ahead";
    page.text("h4", title);
    List<String> all = new ArrayList<>(metrics);
    table.overall().stream()
        .map(model -> MetricNames.of(ofBound, model.model()))
        .filter(ratio -> table.overall().get(0).metrics().containsKey(ratio))
        .forEach(all::add);
    models(title, table, all);
    page.table(
        HtmlReport.shown(
            title + ": " + table.overall().get(0).model() + " by fold", table.byFold().size()),
        heads(Column.text("Fold"), few));
    for (int fold = 0; fold < Math.min(HtmlReport.MOST_ROWS, table.byFold().size()); fold++) {
      row(Integer.toString(fold + 1), table.byFold().get(fold).get(0), few);
    }
    page.endTable();
    pools(title, table, few);
    table.reliability().ifPresent(bins -> reliability(title, bins));
    importance(title, table);
  }

  /** One row per metric, one column per model: there are many metrics and few models. */
  private void models(String title, EvaluationTable table, List<String> metrics) {
    List<Column> columns = new ArrayList<>(List.of(Column.name("Metric")));
    table.overall().forEach(model -> columns.add(Column.number(model.model())));
    page.table(
        String.format(
            Locale.ROOT,
            "%s: all folds, %s rows",
            title,
            Numbers.count(table.overall().get(0).rows())),
        columns);
    for (String metric : metrics) {
      if (table.overall().stream().allMatch(model -> Double.isNaN(model.metric(metric)))) {
        continue;
      }
      List<String> cells = new ArrayList<>(List.of(Ways.metric(metric)));
      table
          .overall()
          .forEach(model -> cells.add(Numbers.significant(model.metric(metric), DIGITS)));
      page.row(cells);
    }
    page.endTable();
  }

  private static List<Column> heads(Column first, List<String> metrics) {
    return Stream.concat(
            Stream.of(first, Column.number("Rows")),
            metrics.stream().map(metric -> Column.number(Ways.metric(metric))))
        .toList();
  }

  private void row(String head, ModelMetrics model, List<String> metrics) {
    List<String> cells = new ArrayList<>(List.of(head, Numbers.count(model.rows())));
    metrics.forEach(metric -> cells.add(Numbers.significant(model.metric(metric), DIGITS)));
    page.row(cells);
  }

  /** The pools on which the model did worst, by the skill that there is. */
  private void pools(String title, EvaluationTable table, List<String> metrics) {
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
    page.table(
        String.format(
            Locale.ROOT,
            "%s: %s on the worst of %s",
            title,
            table.overall().get(0).model(),
            Numbers.counted(table.byPool().size(), "pool")),
        heads(Column.name("Pool"), metrics));
    worst.forEach(pool -> row(pool, table.byPool().get(pool), metrics));
    page.endTable();
  }

  private void reliability(String title, ReliabilityTable bins) {
    page.table(
        title + ": forecast and observed share of interruptions",
        List.of(
            Column.number("From"),
            Column.number("To"),
            Column.number("Rows"),
            Column.number("Forecast"),
            Column.number("Observed")));
    for (ReliabilityTable.Bin bin : bins.bins()) {
      page.row(
          List.of(
              Numbers.fixed(bin.low(), 2),
              Numbers.fixed(bin.high(), 2),
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
        List.of(
            Column.name("Feature"),
            Column.text("Kind"),
            Column.number("Increase"),
            Column.number("Deviation")));
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
                    List.of(
                        one.feature(),
                        one.kind() == Importance.Kind.FAMILY ? "family" : "column",
                        Numbers.significant(one.increase(), 3),
                        Numbers.significant(one.deviation(), 3))));
    page.endTable();
  }
}
