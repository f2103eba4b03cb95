package dev.spotwise.cli;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.cli.pipeline.Pipeline;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The summary at the end of a run, as text. */
final class Summary {

  private static final String ROW = "  %-24s %-26s %10s %9s %9s %9s %9s %8s";

  private static final List<String> FIRST =
      List.of(
          BacktestResult.SINGLE_SPOT,
          BacktestResult.SINGLE_SPOT_HINDSIGHT,
          BacktestResult.STAY,
          BacktestResult.ON_DEMAND);

  private Summary() {}

  static List<String> lines(Pipeline.Outcome outcome) {
    List<String> lines = costs(outcome.result());
    lines.add("");
    lines.add("The guide's success criteria");
    outcome.criteria().forEach(criterion -> lines.add(row(criterion)));
    outcome.notes().forEach(note -> lines.add("Note: " + note));
    return lines;
  }

  /** What a policy cost beside its baselines. */
  static List<String> costs(BacktestResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Backtest %s, policy %s, costs in USD for %s %s",
            result.window(),
            result.policy(),
            plain(result.capacity()),
            result.costUnit().id()));
    lines.add(
        String.format(
            Locale.ROOT,
            ROW,
            "",
            "placement",
            "total",
            "run",
            "migrate",
            "restart",
            "saved %",
            "lost"));
    lines.add(row("this policy", result.ourStrategy(), "", result));
    FIRST.forEach(name -> lines.add(baseline(name, result)));
    result.baselines().keySet().stream()
        .filter(name -> !FIRST.contains(name))
        .filter(name -> !name.equals(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND))
        .forEach(name -> lines.add(baseline(name, result)));
    lines.add(moves(result));
    lines.addAll(regret(result));
    return lines;
  }

  /** What the best that was possible would have saved, if that is known. */
  private static List<String> regret(BacktestResult result) {
    Interval regret = result.comparison().regret();
    if (!Double.isFinite(regret.value())) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "  regret %s %% against the clairvoyant, %s %% where no first hour is free",
            ComparisonText.interval(regret),
            ComparisonText.interval(result.comparison().regretWithoutRefund())));
  }

  private static String baseline(String baseline, BacktestResult result) {
    String saved = fixed(result.savingsPercentAgainst(baseline), 2);
    return row(ComparisonText.shown(baseline), result.baseline(baseline), saved, result);
  }

  private static String row(String name, CostSummary costs, String saved, BacktestResult result) {
    return String.format(
        Locale.ROOT,
        ROW,
        name,
        costs.placement(),
        fixed(costs.totalUsd(), 4),
        fixed(costs.runUsd(), 4),
        fixed(costs.migrationUsd(), 4),
        fixed(costs.restartUsd(), 4),
        saved,
        result.stabilityKnown() ? Integer.toString(costs.interruptions()) : "-");
  }

  private static String moves(BacktestResult result) {
    CostSummary costs = result.ourStrategy();
    String voluntary =
        costs.migrations() == 0 ? "no voluntary migration" : count(costs.migrations(), "migration");
    return String.format(
        Locale.ROOT,
        "  %s: %s, %s, %s of %s h on demand",
        count(result.decisions().size(), "decision"),
        voluntary,
        result.stabilityKnown() ? count(costs.restarts(), "restart") : "interruptions unknown",
        fixed(costs.onDemandHours(), 1),
        fixed(costs.detail().usefulHours() + costs.detail().lostHours(), 0));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String row(Criterion criterion) {
    String verdict =
        switch (criterion.verdict()) {
          case MET -> "met";
          case NOT_MET -> "not met";
          case UNKNOWN -> "unknown";
        };
    return String.format(
        Locale.ROOT,
        "  %-30s %-9s %12s  %-8s %s",
        criterion.name(),
        criterion.target(),
        significant(criterion.value()),
        verdict,
        criterion.beside());
  }

  private static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String significant(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(4)).toPlainString()
        : "-";
  }

  static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
