package dev.spotwise.cli;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.PolicyComparison;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.cli.config.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Policies side by side, as text. What isn't known is -. */
final class ComparisonText {

  private static final int NAME = 26;
  private static final String COSTS = "  %-" + NAME + "s %11s %11s %9s %6s %6s %8s %7s %7s %7s";
  private static final double SECONDS_PER_HOUR = 3600;

  private final List<String> lines = new ArrayList<>();
  private final PolicyComparison comparison;
  private final boolean jobs;

  private ComparisonText(PolicyComparison comparison) {
    this.comparison = comparison;
    double hours = comparison.window().length().toSeconds() / SECONDS_PER_HOUR;
    this.jobs =
        comparison.policies().stream()
            .anyMatch(entry -> entry.costs().detail().makespanHours() != hours);
  }

  static List<String> lines(PolicyComparison comparison) {
    ComparisonText text = new ComparisonText(comparison);
    text.costs();
    text.lines.add("");
    text.savings();
    return text.lines;
  }

  private void costs() {
    lines.add(
        String.format(
            Locale.ROOT,
            "Backtest %s, billing %s, decisions every %s, costs in USD for %s %s",
            comparison.window(),
            comparison.billing(),
            Durations.show(comparison.interval()),
            Summary.plain(comparison.capacity()),
            comparison.costUnit().id()));
    String head =
        String.format(
            Locale.ROOT,
            COSTS,
            "",
            "total",
            "billed",
            "per h",
            "lost",
            "moves",
            "restarts",
            "od %",
            "worst %",
            "mean %");
    lines.add(head + (jobs ? "  makespan h  deadline" : ""));
    comparison.policies().forEach(entry -> lines.add(row(entry.policy(), entry.costs())));
    comparison.baselines().forEach((name, costs) -> lines.add(row(shown(name), costs)));
  }

  private String row(String name, CostSummary costs) {
    String row =
        String.format(
            Locale.ROOT,
            COSTS,
            name,
            OptionTable.usd(costs.totalUsd()),
            OptionTable.usd(costs.billedUsd()),
            OptionTable.usd(costs.usdPerUsefulHour()),
            costs.interruptions(),
            costs.migrations(),
            costs.restarts(),
            number(100 * costs.onDemandShare()),
            number(100 * costs.detail().worstShareLost()),
            number(100 * costs.detail().meanShareLost()));
    return jobs
        ? row
            + String.format(
                Locale.ROOT,
                "  %10s  %8s",
                number(costs.detail().makespanHours()),
                costs.detail().deadlineMissed() ? "missed" : "met")
        : row;
  }

  /**
   * A row per policy; a column per baseline that it saved against, and its regrets. A job with time
   * to spare can be farmed into free hours nearly whole, so that only its regret without refunds
   * says something.
   */
  private void savings() {
    lines.add("Percent saved against baselines, and regret against the clairvoyant [95 %]");
    List<Map<String, String>> rows = new ArrayList<>();
    Map<String, Integer> widths = new TreeMap<>();
    List<String> columns = new ArrayList<>();
    for (PolicyComparison.Entry entry : comparison.policies()) {
      Map<String, String> row = new TreeMap<>();
      entry.comparison().savings().forEach((name, found) -> row.put(shown(name), interval(found)));
      if (!jobs) {
        row.put("regret", interval(entry.comparison().regret()));
      }
      row.put("regret, no refunds", interval(entry.comparison().regretWithoutRefund()));
      row.forEach((name, cell) -> widths.merge(name, cell.length(), Math::max));
      rows.add(row);
    }
    if (!rows.isEmpty()) {
      comparison.policies().get(0).comparison().savings().keySet().stream()
          .map(ComparisonText::shown)
          .forEach(columns::add);
      if (!jobs) {
        columns.add("regret");
      }
      columns.add("regret, no refunds");
    }
    widths.replaceAll((name, width) -> Math.max(name.length(), width));
    StringBuilder head = new StringBuilder(left("", NAME));
    columns.forEach(name -> head.append("  ").append(right(name, widths.get(name))));
    lines.add(("  " + head).stripTrailing());
    for (int i = 0; i < rows.size(); i++) {
      StringBuilder row = new StringBuilder(left(comparison.policies().get(i).policy(), NAME));
      for (String name : columns) {
        row.append("  ").append(right(rows.get(i).get(name), widths.get(name)));
      }
      lines.add("  " + row);
    }
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

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String number(double value) {
    return Numbers.fixed(value, 2);
  }
}
