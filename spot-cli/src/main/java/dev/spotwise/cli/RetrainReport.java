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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Retraining and drift as text. */
final class RetrainReport {

  private static final int SHOWN = 8;
  private static final double PERCENT = 100;
  private static final String COMPARED = "  %-10s %-7s %8s %12s %12s %9s %8s  %s";
  private static final String COLUMN = "  %-32s %8s %10s %8s %8s %9s %9s  %s";
  private static final String RESIDUAL = "  %-10s %-7s %-28s %10s %10s %8s  %s";

  private RetrainReport() {}

  static List<String> lines(Outcome outcome) {
    PromotionDecision decision = outcome.decision();
    List<String> lines = new ArrayList<>();
    lines.add("in use       trained on " + decision.trainedOn());
    lines.add(
        outcome.challenger().isPresent()
            ? "challenger   trained on " + decision.windows().train()
            : "challenger   not trained");
    lines.add("holdout      " + decision.windows().holdout());
    if (!decision.comparisons().isEmpty()) {
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              COMPARED,
              "mean loss",
              "ahead",
              "rows",
              "in use",
              "challenger",
              "change %",
              "p",
              "verdict"));
      decision.comparisons().forEach(found -> lines.add(row(found)));
      lines.add(
          "  price: squared error as a share of on-demand; stability: squared error of the"
              + " probability (Brier)");
    }
    decision
        .drift()
        .ifPresent(
            drift -> {
              lines.add("");
              lines.addAll(lines(drift));
            });
    lines.add("");
    lines.add(verdict(outcome));
    decision.reasons().forEach(reason -> lines.add("  " + reason));
    outcome.kept().ifPresent(folder -> lines.add("  the old models are in " + folder));
    return lines;
  }

  private static String verdict(Outcome outcome) {
    boolean dry = outcome.mode() == Mode.DRY_RUN;
    if (outcome.decision().promote()) {
      return dry ? "The challenger would take their place." : "The challenger took their place.";
    }
    return dry ? "The models in use would stay." : "The models in use stay.";
  }

  private static String row(LossComparison found) {
    return String.format(
        Locale.ROOT,
        COMPARED,
        found.role(),
        Durations.show(found.horizon()),
        found.rows(),
        significant(found.champion()),
        significant(found.challenger()),
        fixed(PERCENT * (found.challenger() / found.champion() - 1), 2),
        fixed(found.test().pValue(), 3),
        words(found.verdict()));
  }

  /** What has moved since training. */
  static List<String> lines(DriftReport drift) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Drift of %s since training on %s, %d rows, %d of them about independent",
            drift.recent(),
            drift.trainedOn(),
            drift.rows(),
            drift.independentRows()));
    if (drift.columns().isEmpty()) {
      lines.add("  the models came without a summary of their features; train again for one");
    } else {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %d of %d features have moved far (PSI >= %s), %d somewhat (>= %s);"
                  + " the KS test tells %d apart",
              drift.columnsAt(Shift.MAJOR),
              drift.columns().size(),
              Shift.MAJOR_INDEX,
              drift.columnsAt(Shift.MODERATE),
              Shift.MODERATE_INDEX,
              drift.columnsToldApart()));
      lines.add(
          String.format(
              Locale.ROOT,
              COLUMN,
              "feature",
              "PSI",
              "by chance",
              "KS",
              "p",
              "unknown %",
              "before %",
              "shift"));
      drift.columns().stream().limit(SHOWN).forEach(column -> lines.add(row(column)));
    }
    lines.add(
        String.format(
            Locale.ROOT, RESIDUAL, "model", "ahead", "error", "test", "now", "rise %", "shift"));
    drift.residuals().forEach(residual -> lines.add(row(residual)));
    return lines;
  }

  private static String row(ColumnDrift column) {
    return String.format(
        Locale.ROOT,
        COLUMN,
        column.name(),
        fixed(column.index(), 3),
        fixed(column.indexByChance(), 3),
        fixed(column.distance(), 3),
        fixed(column.pValue(), 3),
        fixed(PERCENT * column.unknownNow(), 1),
        fixed(PERCENT * column.unknownBefore(), 1),
        words(column.shift()));
  }

  private static String row(ResidualDrift residual) {
    return String.format(
        Locale.ROOT,
        RESIDUAL,
        residual.model(),
        Durations.show(residual.horizon()),
        residual.measure().replace('_', ' '),
        significant(residual.before()),
        significant(residual.now()),
        fixed(PERCENT * residual.rise(), 1),
        words(residual.shift()));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String significant(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "-";
  }

  private static String fixed(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
  }
}
