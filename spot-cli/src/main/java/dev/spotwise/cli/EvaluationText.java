package dev.spotwise.cli;

import dev.spotwise.cli.config.Durations;
import dev.spotwise.models.evaluation.EvaluationReport;
import dev.spotwise.models.evaluation.EvaluationReport.FoldRows;
import dev.spotwise.models.evaluation.EvaluationTable;
import dev.spotwise.models.evaluation.Importance;
import dev.spotwise.models.evaluation.MetricNames;
import dev.spotwise.models.evaluation.ModelMetrics;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.ReliabilityTable;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * An evaluation as text: tables per horizon, at most some 150 columns wide. What isn't known is -.
 */
final class EvaluationText {

  private static final int SHOWN_POOLS = 3;
  private static final int LINE_WIDTH = 150;
  private static final int SHOWN_FEATURES = 5;

  /** A column: its head, the metric, and what it is shown as. */
  private record Column(String head, String metric, Form form) {}

  private enum Form {
    NUMBER,
    PERCENT,
    P_VALUE
  }

  private static final List<Column> ERRORS =
      List.of(
          new Column("MAE", PriceMetrics.MAE, Form.NUMBER),
          new Column("RMSE", PriceMetrics.RMSE, Form.NUMBER),
          new Column("MAE %", MetricNames.MAE_SHARE, Form.PERCENT),
          new Column("RMSE %", MetricNames.RMSE_SHARE, Form.PERCENT),
          new Column("MASE", PriceMetrics.MASE, Form.NUMBER),
          new Column("R2", PriceMetrics.R2, Form.NUMBER),
          new Column("R2 pool", PriceMetrics.R2_WITHIN_POOL, Form.NUMBER),
          new Column("skl MAE", MetricNames.SKILL_MAE_SHARE, Form.PERCENT),
          new Column("skl RMSE", MetricNames.SKILL_RMSE_SHARE, Form.PERCENT),
          new Column("p MAE", MetricNames.DM_ABSOLUTE_P, Form.P_VALUE),
          new Column("p RMSE", MetricNames.DM_SQUARED_P, Form.P_VALUE));

  private static final List<Column> INTERVALS =
      List.of(
          new Column("pinball 5", MetricNames.PINBALL_LOW, Form.PERCENT),
          new Column("50", MetricNames.PINBALL_MEDIAN, Form.PERCENT),
          new Column("95", MetricNames.PINBALL_HIGH, Form.PERCENT),
          new Column("covered", MetricNames.COVERAGE, Form.PERCENT),
          new Column("pool min", MetricNames.COVERAGE_MIN, Form.PERCENT),
          new Column("p5", MetricNames.COVERAGE_P5, Form.PERCENT),
          new Column("p95", MetricNames.COVERAGE_P95, Form.PERCENT),
          new Column("max", MetricNames.COVERAGE_MAX, Form.PERCENT),
          new Column("width %", MetricNames.WIDTH, Form.PERCENT));

  private static final List<Column> STABILITY =
      List.of(
          new Column("AUC", StabilityMetrics.AUC, Form.NUMBER),
          new Column("in pool", StabilityMetrics.AUC_WITHIN_POOL, Form.NUMBER),
          new Column("avg prec", StabilityMetrics.AVERAGE_PRECISION, Form.NUMBER),
          new Column("Brier", StabilityMetrics.BRIER, Form.NUMBER),
          new Column("skill %", MetricNames.BRIER_SKILL, Form.PERCENT),
          new Column("p", MetricNames.DM_BRIER_P, Form.P_VALUE),
          new Column("log loss", StabilityMetrics.LOG_LOSS, Form.NUMBER),
          new Column("ECE", StabilityMetrics.EXPECTED_CALIBRATION_ERROR, Form.NUMBER));

  private final Page page;
  private final int width;

  private EvaluationText(Terminal terminal) {
    this.page = new Page(terminal);
    this.width = Math.min(LINE_WIDTH, terminal.outWidth());
  }

  static List<String> lines(EvaluationReport report, Terminal terminal) {
    EvaluationText text = new EvaluationText(terminal);
    text.head(report);
    report.price().forEach(text::price);
    if (report.stability().isEmpty()) {
      text.page.gap().line("Stability: unknown, as no interruptions are");
    }
    report.stability().forEach(text::stability);
    return text.page.lines();
  }

  private void head(EvaluationReport report) {
    page.gap();
    add(
        "Walk forward over %s: %d pools, an origin every %s, %s training",
        report.window(),
        report.pools(),
        Durations.show(report.interval()),
        report.rolling().scheme().name().toLowerCase(Locale.ROOT));
    for (FoldRows rows : report.folds()) {
      add(
          "  fold %d: trained on %s, %d rows, embargo %s; tested on %s, %d rows",
          rows.fold().number(),
          rows.fold().train(),
          rows.trainRows(),
          Durations.show(rows.fold().embargo()),
          rows.fold().test(),
          rows.testRows());
    }
  }

  private void price(EvaluationTable table) {
    ModelMetrics trained = table.overall().get(0);
    page.gap();
    add(
        "Prices %s ahead, %d rows; %% of the pool's mean price; skill %% and p against persistence",
        Durations.show(table.horizon()), trained.rows());
    table(table.overall(), withBounds(table, ERRORS, PriceMetrics.RMSE, "RMSE"));
    add("  90 %% interval; pinball loss and width in %% of the pool's mean price");
    table(table.overall(), INTERVALS);
    add(
        "  price changed in %s %% of rows; chance of that: Brier %s (base rate %s),"
            + " log loss %s (%s)",
        shown(trained, MetricNames.CHANGE_SHARE, Form.PERCENT),
        shown(trained, MetricNames.CHANGE_BRIER, Form.NUMBER),
        shown(trained, MetricNames.CHANGE_BRIER_BASE, Form.NUMBER),
        shown(trained, MetricNames.CHANGE_LOG_LOSS, Form.NUMBER),
        shown(trained, MetricNames.CHANGE_LOG_LOSS_BASE, Form.NUMBER));
    folds(
        table,
        "skill MAE % / RMSE %",
        List.of(
            new Column("", MetricNames.SKILL_MAE_SHARE, Form.PERCENT),
            new Column("", MetricNames.SKILL_RMSE_SHARE, Form.PERCENT)));
    pools(table, "skill RMSE %", MetricNames.SKILL_RMSE_SHARE, Form.PERCENT);
    importance(table, "squared share error");
  }

  private void stability(EvaluationTable table) {
    ModelMetrics trained = table.overall().get(0);
    page.gap();
    add(
        "Interruption within %s, %d rows, %s %% of them positive; skill %% and p against the base"
            + " rate",
        Durations.show(table.horizon()),
        trained.rows(),
        shown(trained, StabilityMetrics.POSITIVE_SHARE, Form.PERCENT));
    table(table.overall(), withBounds(table, STABILITY, StabilityMetrics.AUC, "AUC"));
    table.reliability().ifPresent(this::reliability);
    folds(
        table,
        "AUC / Brier skill %",
        List.of(
            new Column("", StabilityMetrics.AUC, Form.NUMBER),
            new Column("", MetricNames.BRIER_SKILL, Form.PERCENT)));
    pools(table, "Brier skill %", MetricNames.BRIER_SKILL, Form.PERCENT);
    importance(table, "Brier score");
  }

  /** The columns, and one per bound whose ratio was measured. */
  private static List<Column> withBounds(
      EvaluationTable table, List<Column> columns, String metric, String head) {
    List<Column> all = new ArrayList<>(columns);
    for (ModelMetrics model : table.overall()) {
      String ratio = MetricNames.of(metric, model.model());
      if (model.metrics().containsKey(ratio)) {
        all.add(new Column(head + "/" + model.model(), ratio, Form.NUMBER));
      }
    }
    return all;
  }

  private void table(List<ModelMetrics> models, List<Column> columns) {
    TextTable table = new TextTable(2).left("");
    columns.forEach(column -> table.right(column.head()));
    for (ModelMetrics model : models) {
      List<String> row = new ArrayList<>(List.of(model.model()));
      columns.forEach(column -> row.add(shown(model, column.metric(), column.form())));
      table.row(row);
    }
    page.table(table);
  }

  private void folds(EvaluationTable table, String what, List<Column> columns) {
    List<String> parts = new ArrayList<>();
    for (List<ModelMetrics> fold : table.byFold()) {
      parts.add(
          String.join(
              " / ",
              columns.stream()
                  .map(column -> shown(fold.get(0), column.metric(), column.form()))
                  .toList()));
    }
    add("  %s by fold, %s: %s", table.overall().get(0).model(), what, String.join("; ", parts));
  }

  private void pools(EvaluationTable table, String what, String metric, Form form) {
    List<String> sorted =
        table.byPool().entrySet().stream()
            .filter(pool -> !Double.isNaN(pool.getValue().metric(metric)))
            .sorted(Comparator.comparingDouble(pool -> -pool.getValue().metric(metric)))
            .map(pool -> pool.getKey() + " " + shown(pool.getValue(), metric, form))
            .toList();
    if (sorted.size() > 1) {
      int count = Math.min(SHOWN_POOLS, sorted.size() / 2);
      add("  best pools, %s: %s", what, String.join(", ", sorted.subList(0, count)));
      add(
          "  worst of %d: %s",
          sorted.size(), String.join(", ", sorted.subList(sorted.size() - count, sorted.size())));
    }
  }

  private void importance(EvaluationTable table, String loss) {
    for (Importance.Kind kind : Importance.Kind.values()) {
      List<String> sorted =
          table.importance().stream()
              .filter(one -> one.kind() == kind && !Double.isNaN(one.increase()))
              .sorted(Comparator.comparingDouble(one -> -one.increase()))
              .limit(kind == Importance.Kind.FAMILY ? Long.MAX_VALUE : SHOWN_FEATURES)
              .map(one -> one.feature() + " " + number(one.increase()))
              .toList();
      if (!sorted.isEmpty()) {
        String head =
            String.format(
                Locale.ROOT,
                "  %s permuted, %s grows by: ",
                kind == Importance.Kind.FAMILY ? "families" : "columns",
                loss);
        wrapped(head, sorted);
      }
    }
  }

  /** A list behind a head, on as many lines as it takes. */
  private void wrapped(String head, List<String> items) {
    StringBuilder line = new StringBuilder(head);
    for (int item = 0; item < items.size(); item++) {
      String next = items.get(item) + (item + 1 < items.size() ? ", " : "");
      if (line.length() + next.length() > width) {
        add("%s", line.toString().stripTrailing());
        line = new StringBuilder("    ");
      }
      line.append(next);
    }
    add("%s", line);
  }

  private void reliability(ReliabilityTable found) {
    TextTable table = new TextTable(2).left("");
    found.bins().forEach(bin -> table.right(""));
    List<String> forecast = new ArrayList<>(List.of("forecast %"));
    List<String> observed = new ArrayList<>(List.of("observed %"));
    List<String> rows = new ArrayList<>(List.of("rows"));
    for (ReliabilityTable.Bin bin : found.bins()) {
      forecast.add(percent(bin.meanForecast()));
      observed.add(percent(bin.observedShare()));
      rows.add(Integer.toString(bin.count()));
    }
    page.table(table.row(forecast).row(observed).row(rows));
  }

  private void add(String form, Object... values) {
    page.line(form, values);
  }

  private static String shown(ModelMetrics model, String metric, Form form) {
    double value = model.metric(metric);
    return switch (form) {
      case NUMBER -> number(value);
      case PERCENT -> percent(value);
      case P_VALUE -> Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    };
  }

  private static String percent(double share) {
    return number(100 * share);
  }

  /** Three significant digits, and all digits before the point. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Math.abs(value) < 1e-12) {
      return "0";
    }
    int whole = Math.abs(value) >= 1000 ? 0 : 3;
    BigDecimal rounded =
        whole == 0
            ? BigDecimal.valueOf(Math.rint(value))
            : BigDecimal.valueOf(value).round(new MathContext(whole));
    return Math.abs(value) < 1e-4
        ? String.format(Locale.ROOT, "%.2e", value)
        : rounded.stripTrailingZeros().toPlainString();
  }
}
