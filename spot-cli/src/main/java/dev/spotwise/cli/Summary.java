package dev.spotwise.cli;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.cli.TextTable.Style;
import dev.spotwise.cli.pipeline.Pipeline;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** The summary at the end of a run, as text. */
final class Summary {

  private static final String SAVED =
      "  saved %: how much less this policy cost than that row; below 0 it cost more";
  private static final String MET = "met";
  private static final String NOT_MET = "not met";

  private static final List<String> FIRST =
      List.of(
          BacktestResult.SINGLE_SPOT,
          BacktestResult.SINGLE_SPOT_HINDSIGHT,
          BacktestResult.STAY,
          BacktestResult.ON_DEMAND);

  private Summary() {}

  static List<String> lines(Pipeline.Outcome outcome, Terminal terminal) {
    Page page = costs(outcome.result(), new Page(terminal));
    page.gap().head("The guide's success criteria");
    TextTable criteria = new TextTable(2).left("", "target").right("value");
    criteria.styled("", Summary::look).left("beside");
    outcome.criteria().forEach(criterion -> criteria.row(row(criterion)));
    page.table(criteria);
    outcome.notes().forEach(note -> page.line("Note: " + note));
    return page.lines();
  }

  /** What a policy cost beside its baselines. */
  static List<String> lines(BacktestResult result, Terminal terminal) {
    return costs(result, new Page(terminal)).lines();
  }

  private static Page costs(BacktestResult result, Page page) {
    page.gap()
        .head(
            String.format(
                Locale.ROOT,
                "Backtest %s, policy %s, costs in USD for %s %s",
                result.window(),
                result.policy(),
                plain(result.capacity()),
                result.costUnit().id()));
    TextTable table = new TextTable(2).left("", "placement");
    table.right("total", "run", "migrate", "restart", "saved %", "lost");
    table.row(row("this policy", result.ourStrategy(), "", result));
    FIRST.forEach(name -> table.row(baseline(name, result)));
    result.baselines().keySet().stream()
        .filter(name -> !FIRST.contains(name))
        .filter(name -> !name.equals(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND))
        .forEach(name -> table.row(baseline(name, result)));
    page.table(table).line(SAVED).line(moves(result));
    regret(result).forEach(page::line);
    return page;
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

  private static List<String> baseline(String baseline, BacktestResult result) {
    String saved = Numbers.fixed(result.savingsPercentAgainst(baseline), 2);
    return row(ComparisonText.shown(baseline), result.baseline(baseline), saved, result);
  }

  private static List<String> row(
      String name, CostSummary costs, String saved, BacktestResult result) {
    return List.of(
        name,
        costs.placement(),
        Numbers.usd(costs.totalUsd()),
        Numbers.usd(costs.runUsd()),
        Numbers.usd(costs.migrationUsd()),
        Numbers.usd(costs.restartUsd()),
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
        Numbers.fixed(costs.onDemandHours(), 1),
        Numbers.fixed(costs.detail().usefulHours() + costs.detail().lostHours(), 0));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static List<String> row(Criterion criterion) {
    String verdict =
        switch (criterion.verdict()) {
          case MET -> MET;
          case NOT_MET -> NOT_MET;
          case UNKNOWN -> "unknown";
        };
    return List.of(
        criterion.name(),
        criterion.target(),
        significant(criterion.value()),
        verdict,
        criterion.beside());
  }

  private static Style look(String verdict) {
    return switch (verdict) {
      case MET -> Style.GREEN;
      case NOT_MET -> Style.RED;
      default -> Style.PLAIN;
    };
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
