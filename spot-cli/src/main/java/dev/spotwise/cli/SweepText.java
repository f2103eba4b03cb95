package dev.spotwise.cli;

import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.sweep.PolicyParameter;
import dev.spotwise.backtest.sweep.SweepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a sweep found, as text: the cheapest tries, and what became of the best in the holdout. */
final class SweepText {

  private static final int SHOWN = 20;

  private SweepText() {}

  static List<String> lines(SweepResult result, Terminal terminal) {
    Page page = new Page(terminal);
    page.head("Sweep of " + result.policy() + " over " + result.search());
    List<PolicyParameter> parameters = List.copyOf(result.bestTry().values().keySet());
    TextTable table = new TextTable(2);
    parameters.forEach(parameter -> table.right(parameter.id()));
    table.right("total", "lost", "moves", "deadline");
    List<SweepResult.Try> cheapest = new ArrayList<>(result.tries());
    cheapest.remove(result.best());
    cheapest.sort(Comparator.comparingDouble(tried -> tried.costs().totalUsd()));
    cheapest.add(0, result.bestTry());
    for (SweepResult.Try tried : cheapest.subList(0, Math.min(SHOWN, cheapest.size()))) {
      List<String> row = new ArrayList<>();
      parameters.forEach(parameter -> row.add(rounded(tried.values().get(parameter))));
      row.addAll(cells(tried.costs()));
      table.row(row);
    }
    page.table(table);
    if (cheapest.size() > SHOWN) {
      page.line("  ... and " + (cheapest.size() - SHOWN) + " dearer ones");
    }
    page.gap()
        .line(
            "Best try in the search: %s USD, default %s, saved %s %%",
            Numbers.usd(result.bestTry().costs().totalUsd()),
            Numbers.usd(result.searchDefault().totalUsd()),
            Numbers.fixed(result.searchSavingsPercent(), 2))
        .line(
            "The same in the holdout %s: %s USD, default %s, saved %s %%",
            result.holdout(),
            Numbers.usd(result.holdoutBest().totalUsd()),
            Numbers.usd(result.holdoutDefault().totalUsd()),
            ComparisonText.interval(result.holdoutSavings()))
        .line("Warning: " + result.warning());
    return page.lines();
  }

  private static List<String> cells(CostSummary costs) {
    return List.of(
        Numbers.usd(costs.totalUsd()),
        Integer.toString(costs.interruptions()),
        Integer.toString(costs.migrations()),
        costs.detail().deadlineMissed() ? "missed" : "");
  }

  private static String rounded(double value) {
    return Numbers.significant(value, 4);
  }
}
