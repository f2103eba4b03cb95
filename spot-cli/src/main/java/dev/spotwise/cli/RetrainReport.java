package dev.spotwise.cli;

import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.pipeline.Retrainer.Mode;
import dev.spotwise.cli.pipeline.Retrainer.Outcome;
import dev.spotwise.models.drift.ColumnDrift;
import dev.spotwise.models.drift.DriftReport;
import dev.spotwise.models.drift.ResidualDrift;
import dev.spotwise.models.drift.Shift;
import dev.spotwise.models.retraining.LossComparison;
import dev.spotwise.models.retraining.PromotionDecision;
import java.util.List;
import java.util.Locale;

/** Retraining and drift as text. */
final class RetrainReport {

  private static final int SHOWN = 8;
  private static final double PERCENT = 100;

  private RetrainReport() {}

  static List<String> lines(Outcome outcome, Terminal terminal) {
    PromotionDecision decision = outcome.decision();
    Page page = new Page(terminal);
    page.line("in use       trained on " + decision.trainedOn());
    page.line(
        outcome.challenger().isPresent()
            ? "challenger   trained on " + decision.windows().train()
            : "challenger   not trained");
    page.line("holdout      " + decision.windows().holdout());
    if (!decision.comparisons().isEmpty()) {
      TextTable table = new TextTable(2).left("mean loss", "ahead");
      table.right("rows", "in use", "challenger", "change %", "p").left("verdict");
      decision.comparisons().forEach(found -> table.row(row(found)));
      page.gap()
          .table(table)
          .line(
              "  price: squared error as a share of on-demand; stability: squared error of the"
                  + " probability (Brier)");
    }
    decision.drift().ifPresent(drift -> add(drift, page.gap()));
    page.gap().line(verdict(outcome));
    decision.reasons().forEach(reason -> page.line("  " + reason));
    outcome.kept().ifPresent(folder -> page.line("  the old models are in " + folder));
    return page.lines();
  }

  private static String verdict(Outcome outcome) {
    boolean dry = outcome.mode() == Mode.DRY_RUN;
    if (outcome.decision().promote()) {
      return dry ? "The challenger would take their place." : "The challenger took their place.";
    }
    return dry ? "The models in use would stay." : "The models in use stay.";
  }

  private static List<String> row(LossComparison found) {
    return List.of(
        found.role(),
        Durations.show(found.horizon()),
        Integer.toString(found.rows()),
        significant(found.champion()),
        significant(found.challenger()),
        Numbers.fixed(PERCENT * (found.challenger() / found.champion() - 1), 2),
        Numbers.fixed(found.test().pValue(), 3),
        words(found.verdict()));
  }

  /** What has moved since training. */
  static List<String> lines(DriftReport drift, Terminal terminal) {
    Page page = new Page(terminal);
    add(drift, page);
    return page.lines();
  }

  private static void add(DriftReport drift, Page page) {
    page.line(
        "Drift of %s since training on %s, %d rows, %d of them about independent",
        drift.recent(), drift.trainedOn(), drift.rows(), drift.independentRows());
    if (drift.columns().isEmpty()) {
      page.line("  the models came without a summary of their features; train again for one");
    } else {
      page.line(
          "  %d of %d features have moved far (PSI >= %s), %d somewhat (>= %s);"
              + " the KS test tells %d apart",
          drift.columnsAt(Shift.MAJOR),
          drift.columns().size(),
          Shift.MAJOR_INDEX,
          drift.columnsAt(Shift.MODERATE),
          Shift.MODERATE_INDEX,
          drift.columnsToldApart());
      TextTable columns = new TextTable(2).left("feature");
      columns.right("PSI", "by chance", "KS", "p", "unknown %", "before %").left("shift");
      drift.columns().stream().limit(SHOWN).forEach(column -> columns.row(row(column)));
      page.table(columns);
    }
    TextTable errors = new TextTable(2).left("model", "ahead", "error");
    errors.right("test", "now", "rise %").left("shift");
    drift.residuals().forEach(residual -> errors.row(row(residual)));
    page.table(errors);
  }

  private static List<String> row(ColumnDrift column) {
    return List.of(
        column.name(),
        Numbers.fixed(column.index(), 3),
        Numbers.fixed(column.indexByChance(), 3),
        Numbers.fixed(column.distance(), 3),
        Numbers.fixed(column.pValue(), 3),
        Numbers.fixed(PERCENT * column.unknownNow(), 1),
        Numbers.fixed(PERCENT * column.unknownBefore(), 1),
        words(column.shift()));
  }

  private static List<String> row(ResidualDrift residual) {
    return List.of(
        residual.model(),
        Durations.show(residual.horizon()),
        residual.measure().replace('_', ' '),
        significant(residual.before()),
        significant(residual.now()),
        Numbers.fixed(PERCENT * residual.rise(), 1),
        words(residual.shift()));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String significant(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "-";
  }
}
