package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostDetail;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.statistics.Interval;
import java.time.Duration;
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
    Interval onDemand = saved(BacktestResult.ON_DEMAND);
    Interval single = saved(BacktestResult.SINGLE_SPOT);
    paragraph(
        "lead",
        String.format(
            Locale.ROOT,
            "%s cost %s USD: %s on demand%s, and %s the single pool chosen beforehand%s.",
            work(),
            Numbers.usd(result.ourStrategy().totalUsd()),
            Ways.beside(onDemand.value()),
            within(onDemand),
            Ways.beside(single.value()),
            within(single)));
    paragraph("", moves(result.ourStrategy()) + chance(single) + regret());
    paragraph(
        "muted small",
        result.stabilityKnown()
            ? "Chances of an interruption look "
                + Numbers.span(result.stabilityWindow())
                + " ahead."
            : StabilityFigure.UNKNOWN + ", and nothing is claimed about it.");
  }

  /** What was paid for; a job says whether it was done. */
  private String work() {
    Duration window = Duration.between(result.window().from(), result.window().to());
    CostDetail detail = result.ourStrategy().detail();
    if (detail.deadlineMissed()) {
      return "The job on " + Ways.capacity(result) + " missed its deadline and";
    }
    Duration done = Duration.ofSeconds(Math.round(3600 * detail.makespanHours()));
    return done.isZero() || done.compareTo(window) >= 0
        ? "Running " + Ways.capacity(result) + " for " + length(window)
        : "The job on "
            + Ways.capacity(result)
            + " was done in time, after "
            + length(done)
            + ", and";
  }

  private static String length(Duration span) {
    double hours = span.toSeconds() / 3600.0;
    return hours < 48
        ? Numbers.significant(hours, 3) + (hours == 1 ? " hour" : " hours")
        : Numbers.significant(hours / 24, 3) + " days";
  }

  /** A paragraph whose percent signs stay beside their numbers. */
  private void paragraph(String css, String text) {
    page.text("p", css, text.replace(" %", "\u00a0%"));
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
        ? " The difference from the single pool may be chance: its interval holds 0."
        : "";
  }

  private String regret() {
    Interval regret = result.comparison().regretWithoutRefund();
    if (Double.isNaN(regret.value())) {
      return " How much less was possible is unknown.";
    }
    Interval savings =
        regret.isKnown()
            ? new Interval(-regret.high(), -regret.value(), -regret.low())
            : Interval.of(-regret.value());
    return " Regret: "
        + Ways.beside(savings.value())
        + " the least that was possible, knowing the future, where no interrupted hour is"
        + " free"
        + within(savings)
        + ".";
  }

  private Interval saved(String baseline) {
    Interval measured = result.comparison().savingsAgainst(baseline);
    return Double.isNaN(measured.value())
        ? Interval.of(result.savingsPercentAgainst(baseline))
        : measured;
  }

  /** The interval of savings in words; empty if unknown. */
  private static String within(Interval savings) {
    if (!savings.isKnown()) {
      return "";
    }
    String low = Ways.savings(savings.low());
    String high = Ways.savings(savings.high());
    String both = low + " to " + high;
    if (savings.low() > -Ways.SAME) {
      both = Numbers.fixed(Math.max(0, savings.low()), 1) + " to " + high;
    } else if (savings.high() < Ways.SAME) {
      both = Numbers.fixed(Math.max(0, -savings.high()), 1) + " to " + low;
    }
    return " (95 % interval: " + both + ")";
  }

  private static String range(Interval interval) {
    int decimals = Numbers.decimals(interval);
    return Numbers.fixed(interval.low(), decimals)
        + " to "
        + Numbers.fixed(interval.high(), decimals)
        + " %";
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
    boolean known = Double.isFinite(interval.value());
    String value = Numbers.fixed(interval.value(), Numbers.decimals(interval));
    fact(name, known ? value + " %" : Numbers.UNKNOWN, sure);
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
