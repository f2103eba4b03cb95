package dev.spotwise.cli;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.PolicyComparison;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.cli.config.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Policies side by side, as text. What isn't known is -. */
final class ComparisonText {

  private static final double SECONDS_PER_HOUR = 3600;

  private final Page page;
  private final PolicyComparison comparison;
  private final boolean jobs;

  private ComparisonText(PolicyComparison comparison, Terminal terminal) {
    this.page = new Page(terminal);
    this.comparison = comparison;
    double hours = comparison.window().length().toSeconds() / SECONDS_PER_HOUR;
    this.jobs =
        comparison.policies().stream()
            .anyMatch(entry -> entry.costs().detail().makespanHours() != hours);
  }

  static List<String> lines(PolicyComparison comparison, Terminal terminal) {
    ComparisonText text = new ComparisonText(comparison, terminal);
    text.costs();
    text.page.gap();
    text.savings();
    return text.page.lines();
  }

  private void costs() {
    page.head(
        String.format(
            Locale.ROOT,
            "Backtest %s, billing %s, decisions every %s, costs in USD for %s %s",
            comparison.window(),
            comparison.billing(),
            Durations.show(comparison.interval()),
            Summary.plain(comparison.capacity()),
            comparison.costUnit().id()));
    TextTable table = new TextTable(2).left("");
    table.right("total", "billed", "per h", "lost", "moves", "restarts");
    table.right("od %", "worst %", "mean %");
    if (jobs) {
      table.right("makespan h", "deadline");
    }
    comparison.policies().forEach(entry -> table.row(row(entry.policy(), entry.costs())));
    comparison.baselines().forEach((name, costs) -> table.row(row(shown(name), costs)));
    page.table(table);
  }

  private List<String> row(String name, CostSummary costs) {
    List<String> row = new ArrayList<>(List.of(name));
    row.add(Numbers.usd(costs.totalUsd()));
    row.add(Numbers.usd(costs.billedUsd()));
    row.add(Numbers.usd(costs.usdPerUsefulHour()));
    row.add(Integer.toString(costs.interruptions()));
    row.add(Integer.toString(costs.migrations()));
    row.add(Integer.toString(costs.restarts()));
    row.add(number(100 * costs.onDemandShare()));
    row.add(number(100 * costs.detail().worstShareLost()));
    row.add(number(100 * costs.detail().meanShareLost()));
    if (jobs) {
      row.add(number(costs.detail().makespanHours()));
      row.add(costs.detail().deadlineMissed() ? "missed" : "met");
    }
    return row;
  }

  /**
   * A row per policy; a column per baseline that it saved against, and its regrets. A job with time
   * to spare can be farmed into free hours nearly whole, so that only its regret without refunds
   * says something.
   */
  private void savings() {
    page.head("Percent saved against baselines, and regret against the clairvoyant [95 %]");
    if (comparison.policies().isEmpty()) {
      return;
    }
    List<String> baselines =
        List.copyOf(comparison.policies().get(0).comparison().savings().keySet());
    TextTable table = new TextTable(2).left("");
    baselines.forEach(name -> table.right(shown(name)));
    if (!jobs) {
      table.right("regret");
    }
    table.right("regret, no refunds");
    for (PolicyComparison.Entry entry : comparison.policies()) {
      List<String> row = new ArrayList<>(List.of(entry.policy()));
      baselines.forEach(name -> row.add(interval(entry.comparison().savings().get(name))));
      if (!jobs) {
        row.add(interval(entry.comparison().regret()));
      }
      row.add(interval(entry.comparison().regretWithoutRefund()));
      table.row(row);
    }
    page.table(table);
  }

  /** The name of a baseline in tables. */
  static String shown(String baseline) {
    return switch (baseline) {
      case BacktestResult.SINGLE_SPOT -> "single spot, trained";
      case BacktestResult.SINGLE_SPOT_HINDSIGHT -> "single spot, hindsight";
      case BacktestResult.STAY -> "stay at the start";
      case BacktestResult.ON_DEMAND -> "on demand";
      case BacktestResult.CLAIRVOYANT -> "clairvoyant";
      case BacktestResult.CLAIRVOYANT_WITHOUT_REFUND -> "clairvoyant, no refunds";
      default -> baseline;
    };
  }

  /** A value in its interval, percent. */
  static String interval(Interval found) {
    String value = number(found.value());
    return found.isKnown()
        ? String.format(
            Locale.ROOT, "%s [%s, %s]", value, number(found.low()), number(found.high()))
        : value;
  }

  private static String number(double value) {
    return Numbers.fixed(value, 2);
  }
}
