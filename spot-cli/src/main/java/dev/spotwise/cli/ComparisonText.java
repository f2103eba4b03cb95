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

  private static final String ROW = "  %-28s %11s %11s %9s %6s %6s %8s %7s %7s %10s %9s";
  private static final String SAVED = "  %-28s %-26s";

  private ComparisonText() {}

  static List<String> lines(PolicyComparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Backtest %s, billing %s, decisions every %s, costs in USD for %s %s",
            comparison.window(),
            comparison.billing(),
            Durations.show(comparison.interval()),
            Summary.plain(comparison.capacity()),
            comparison.costUnit().id()));
    lines.add(
        String.format(
            Locale.ROOT,
            ROW,
            "",
            "total",
            "billed",
            "per h",
            "lost",
            "moves",
            "restarts",
            "od %",
            "worst %",
            "makespan h",
            "deadline"));
    comparison.policies().forEach(entry -> lines.add(row(entry.policy(), entry.costs())));
    comparison.baselines().forEach((name, costs) -> lines.add(row(shown(name), costs)));
    lines.add("");
    lines.add("Percent saved against a baseline, and regret against the clairvoyant [95 % interval]");
    for (PolicyComparison.Entry entry : comparison.policies()) {
      String name = entry.policy();
      for (var saved : entry.comparison().savings().entrySet()) {
        lines.add(saved(name, "saved, " + shown(saved.getKey()), saved.getValue()));
        name = "";
      }
      lines.add(saved(name, "regret", entry.comparison().regret()));
      lines.add(
          saved("", "regret without refunds", entry.comparison().regretWithoutRefund()));
    }
    return lines;
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

  private static String row(String name, CostSummary costs) {
    return String.format(
            Locale.ROOT,
            ROW,
            name,
            OptionTable.usd(costs.totalUsd()),
            OptionTable.usd(costs.billedUsd()),
            OptionTable.usd(costs.usdPerUsefulHour()),
            costs.interruptions(),
            costs.migrations(),
            costs.restarts(),
            percent(costs.onDemandHours() / costs.hours()),
            percent(costs.detail().worstShareLost()),
            Double.isFinite(costs.detail().makespanHours())
                ? String.format(Locale.ROOT, "%.2f", costs.detail().makespanHours())
                : "-",
            costs.detail().deadlineMissed() ? "missed" : "")
        .stripTrailing();
  }

  private static String saved(String policy, String what, Interval found) {
    return String.format(Locale.ROOT, SAVED, policy, what) + " " + interval(found);
  }

  /** A value in its interval, percent. */
  static String interval(Interval found) {
    String value = number(found.value());
    return found.isKnown()
        ? String.format(
            Locale.ROOT, "%9s  [%s, %s]", value, number(found.low()), number(found.high()))
        : String.format(Locale.ROOT, "%9s", value);
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : "-";
  }
}
