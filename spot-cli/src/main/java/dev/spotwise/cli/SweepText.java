package dev.spotwise.cli;

import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.sweep.PolicyParameter;
import dev.spotwise.backtest.sweep.SweepResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a sweep found, as text: the cheapest tries, and what became of the best in the holdout. */
final class SweepText {

  private static final int SHOWN = 20;

  private SweepText() {}

  static List<String> lines(SweepResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("Sweep of " + result.policy() + " over " + result.search());
    List<PolicyParameter> parameters = List.copyOf(result.bestTry().values().keySet());
    StringBuilder head = new StringBuilder("  ");
    parameters.forEach(parameter -> head.append(right(parameter.id(), width(parameter))));
    lines.add(head + costs("total", "lost", "moves", "deadline"));
    List<SweepResult.Try> cheapest = new ArrayList<>(result.tries());
    cheapest.remove(result.best());
    cheapest.sort(Comparator.comparingDouble(tried -> tried.costs().totalUsd()));
    cheapest.add(0, result.bestTry());
    for (SweepResult.Try tried : cheapest.subList(0, Math.min(SHOWN, cheapest.size()))) {
      StringBuilder row = new StringBuilder("  ");
      parameters.forEach(
          parameter -> row.append(right(rounded(tried.values().get(parameter)), width(parameter))));
      lines.add((row + costs(tried.costs())).stripTrailing());
    }
    if (cheapest.size() > SHOWN) {
      lines.add("  ... and " + (cheapest.size() - SHOWN) + " dearer ones");
    }
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Best try in the search: %s USD, default %s, saved %.2f %%",
            OptionTable.usd(result.bestTry().costs().totalUsd()),
            OptionTable.usd(result.searchDefault().totalUsd()),
            result.searchSavingsPercent()));
    lines.add(
        String.format(
            Locale.ROOT,
            "The same in the holdout %s: %s USD, default %s, saved %s %%",
            result.holdout(),
            OptionTable.usd(result.holdoutBest().totalUsd()),
            OptionTable.usd(result.holdoutDefault().totalUsd()),
            ComparisonText.interval(result.holdoutSavings())));
    lines.add("Warning: " + result.warning());
    return lines;
  }

  private static int width(PolicyParameter parameter) {
    return parameter.id().length() + 2;
  }

  private static String costs(CostSummary costs) {
    return costs(
        OptionTable.usd(costs.totalUsd()),
        Integer.toString(costs.interruptions()),
        Integer.toString(costs.migrations()),
        costs.detail().deadlineMissed() ? "missed" : "");
  }

  private static String costs(String total, String lost, String moves, String deadline) {
    return String.format(Locale.ROOT, " %11s %6s %6s %9s", total, lost, moves, deadline);
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
