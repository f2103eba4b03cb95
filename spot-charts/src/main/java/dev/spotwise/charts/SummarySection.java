package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.statistics.Interval;
import java.util.Locale;

/** The report's first part: what was decided, what it saved, and how sure that is. */
final class SummarySection {

  private final BacktestResult result;
  private final Html page;

  private SummarySection(BacktestResult result, Html page) {
    this.result = result;
    this.page = page;
  }

  static void add(BacktestResult result, Html page) {
    SummarySection section = new SummarySection(result, page);
    section.sentences();
    section.facts();
    section.last();
  }

  private void sentences() {
    CostSummary ours = result.ourStrategy();
    Interval onDemand = saved(BacktestResult.ON_DEMAND);
    Interval single = saved(BacktestResult.SINGLE_SPOT);
    page.text(
        "p",
        "lead",
        String.format(
            Locale.ROOT,
            "Running %s x %s cost %s USD: %s than on demand%s, and %s than the single pool chosen"
                + " beforehand%s.",
            Numbers.significant(result.capacity(), 4),
            result.costUnit().id(),
            Numbers.usd(ours.totalUsd()),
            Ways.savings(onDemand.value()),
            within(onDemand),
            Ways.savings(single.value()),
            within(single)));
    page.text("p", moves(ours) + chance(single) + regret());
    page.text(
        "p",
        "muted small",
        result.stabilityKnown()
            ? "Stability looks " + Numbers.span(result.stabilityWindow()) + " ahead."
            : StabilityFigure.UNKNOWN + ", and nothing is claimed about it.");
  }

  private String moves(CostSummary ours) {
    if (result.decisions().isEmpty()) {
      return "No decision was scheduled in this window.";
    }
    return String.format(
        Locale.ROOT,
        "The workload moved %s%s in %s.",
        Numbers.counted(ours.migrations(), "time"),
        result.stabilityKnown()
            ? " and was restarted " + Numbers.counted(ours.restarts(), "time")
            : "",
        Numbers.counted(result.decisions().size(), "scheduled decision"));
  }

  private static String chance(Interval single) {
    return single.contains(0)
        ? " Its lead over the single pool may be chance: the interval holds 0 %."
        : "";
  }

  private String regret() {
    Interval regret = result.comparison().regretWithoutRefund();
    if (Double.isNaN(regret.value())) {
      return " How much less was possible is unknown.";
    }
    return " Regret: "
        + Ways.savings(-regret.value())
        + " than the least that was possible, knowing the future"
        + within(regret)
        + ".";
  }

  private Interval saved(String baseline) {
    Interval measured = result.comparison().savingsAgainst(baseline);
    return Double.isNaN(measured.value())
        ? Interval.of(result.savingsPercentAgainst(baseline))
        : measured;
  }

  private static String within(Interval interval) {
    return interval.isKnown() ? " (95 % interval " + range(interval) + ")" : "";
  }

  private static String range(Interval interval) {
    return Numbers.fixed(interval.low(), 1) + " to " + Numbers.percent(interval.high());
  }

  private void facts() {
    page.raw("<dl class=\"facts\">");
    fact(
        "Cost",
        Numbers.usd(result.ourStrategy().totalUsd()) + " USD",
        "on demand " + Numbers.usd(result.baseline(BacktestResult.ON_DEMAND).totalUsd()) + " USD");
    percent("Saved against on demand", saved(BacktestResult.ON_DEMAND));
    percent("Saved against the single pool", saved(BacktestResult.SINGLE_SPOT));
    percent("Regret", result.comparison().regretWithoutRefund());
    page.raw("</dl>");
  }

  private void percent(String name, Interval interval) {
    String sure = interval.isKnown() ? "95 %: " + range(interval) : "interval unknown";
    fact(name, Numbers.percent(interval.value()), sure);
  }

  private void fact(String name, String value, String beside) {
    page.raw("<div>").text("dt", name).text("dd", "value", value).text("dd", beside).raw("</div>");
  }

  private void last() {
    if (result.decisions().isEmpty()) {
      return;
    }
    DecisionRecord last = result.decisions().get(result.decisions().size() - 1);
    String what =
        switch (last.action()) {
          case STAY -> "stay in " + last.currentPool();
          case MIGRATE -> "move from " + last.currentPool() + " to " + last.targetPool();
          case WAIT -> "run nothing until the next decision";
        };
    page.raw("<div class=\"now\">")
        .text("p", "Last decision, " + Numbers.minute(last.timestamp()) + " UTC: " + what + ".")
        .text("p", "muted small", last.reason())
        .raw("</div>");
  }
}
