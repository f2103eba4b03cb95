package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostComparison;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.charts.Html.Column;
import java.util.ArrayList;
import java.util.List;

/** The report's part on how sure savings and regret are. */
final class ComparisonSection {

  private static final Interval UNKNOWN = Interval.of(Double.NaN);

  private ComparisonSection() {}

  /** Adds tables of what was compared; a sentence if nothing was. */
  static void add(BacktestResult result, Html page) {
    CostComparison comparison = result.comparison();
    page.text("h3", "Savings and regret");
    if (comparison.savings().isEmpty()) {
      page.text("p", "How sure the savings are was not worked out for this run.");
      return;
    }
    page.table("Savings of the strategy, percent of the other way's cost", heads("Against"));
    for (String name : Ways.baselines(result)) {
      if (comparison.savings().containsKey(name)) {
        row(page, "", Ways.title(name), comparison.savingsAgainst(name));
      }
    }
    page.endTable();
    regrets(result, comparison, page);
    page.text("p", "muted small", explanation(comparison));
  }

  private static void regrets(BacktestResult result, CostComparison comparison, Html page) {
    if (Double.isNaN(comparison.regretWithoutRefund().value())) {
      page.text("p", "Regret is unknown: the least possible cost was not computed.");
      return;
    }
    page.table("Regret, percent of the least possible cost", heads("Way"));
    row(page, "ours", Ways.title(BacktestResult.OUR_STRATEGY), comparison.regretWithoutRefund());
    for (String name : Ways.baselines(result)) {
      if (comparison.regrets().containsKey(name)) {
        row(page, "", Ways.title(name), comparison.regrets().getOrDefault(name, UNKNOWN));
      }
    }
    if (result.baselines().containsKey(BacktestResult.CLAIRVOYANT)) {
      row(page, "", "Strategy, with free first hours", comparison.regret());
    }
    page.endTable();
  }

  private static List<Column> heads(String first) {
    return List.of(
        Column.text(first),
        Column.number("Low (95 %)"),
        Column.number("Measured"),
        Column.number("High (95 %)"));
  }

  private static void row(Html page, String css, String name, Interval interval) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (double number : new double[] {interval.low(), interval.value(), interval.high()}) {
      cells.add(Numbers.fixed(number, 2));
    }
    page.row(css, cells);
  }

  private static String explanation(CostComparison comparison) {
    boolean known = comparison.savings().values().stream().anyMatch(Interval::isKnown);
    return (known
            ? "Low and high: the interval of a stationary bootstrap of the costs between decisions,"
                + " both ways resampled together. It tells chance within this window, not whether"
                + " the next will be like it."
            : "Intervals are unknown: one job, or too short a window, has nothing to resample.")
        + " Regret: cost beyond the least that was possible, knowing the future. All are replayed"
        + " as if no interrupted first hour were free, unless the row says so.";
  }
}
