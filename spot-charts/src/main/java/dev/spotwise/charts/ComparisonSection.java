package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostComparison;
import dev.spotwise.backtest.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/** The report's part on how sure savings and regret are. */
final class ComparisonSection {

  private ComparisonSection() {}

  /** Adds a table of what was compared; nothing if nothing was. */
  static void add(BacktestResult result, Html page) {
    CostComparison comparison = result.comparison();
    if (comparison.savings().isEmpty()) {
      return;
    }
    page.text("h2", "Savings and regret");
    page.table(
        "How sure they are, percent of the other's cost",
        2,
        List.of("Measure", "Against", "Low", "Value", "High"));
    for (String name : Ways.baselines(result)) {
      if (comparison.savings().containsKey(name)) {
        row(page, "Savings", Ways.title(name), comparison.savingsAgainst(name));
      }
    }
    regret(page, result, BacktestResult.CLAIRVOYANT, comparison.regret());
    regret(
        page, result, BacktestResult.CLAIRVOYANT_WITHOUT_REFUND, comparison.regretWithoutRefund());
    page.endTable();
    page.text("p", explanation(comparison));
  }

  private static void regret(Html page, BacktestResult result, String name, Interval regret) {
    if (result.baselines().containsKey(name)) {
      row(page, "Regret", Ways.title(name), regret);
    }
  }

  private static void row(Html page, String measure, String against, Interval interval) {
    List<String> cells = new ArrayList<>(List.of(measure, against));
    for (double number : new double[] {interval.low(), interval.value(), interval.high()}) {
      cells.add(Numbers.fixed(number, 2));
    }
    page.row(2, cells);
  }

  private static String explanation(CostComparison comparison) {
    boolean known = comparison.savings().values().stream().anyMatch(Interval::isKnown);
    return (known
            ? "Low and high: the interval of a stationary bootstrap of the costs between decisions,"
                + " both ways resampled together. It tells chance within this window, not whether"
                + " the next will be like it."
            : "Intervals are unknown: one job, or too short a window, has nothing to resample.")
        + " Regret: cost beyond the least that was possible, knowing the future; without refunds,"
        + " both are replayed as if no interrupted first hour were free.";
  }
}
