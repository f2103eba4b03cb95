package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.sweep.SweepRecord;
import dev.spotwise.charts.Html.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report's part on costs: of every way to run the workload, and of the settings tried. */
final class CostSection {

  private static final int MOST_TRIES = 10;

  private final ReportData data;
  private final BacktestResult result;
  private final Html page;

  private CostSection(ReportData data, Html page) {
    this.data = data;
    this.result = data.result();
    this.page = page;
  }

  static void add(ReportData data, Html page) {
    CostSection section = new CostSection(data, page);
    section.costs();
    ComparisonSection.add(data.result(), page);
    data.sweep().ifPresent(section::sweep);
  }

  private void costs() {
    page.table(
        "What each way to run the workload cost, USD",
        List.of(
            Column.text("Way"),
            Column.name("Where"),
            Column.number("Total"),
            Column.number("Running"),
            Column.number("Migrations"),
            Column.number("Restarts"),
            Column.number("Moves"),
            Column.number("Interruptions"),
            Column.number("Strategy saves")));
    cost("ours", BacktestResult.OUR_STRATEGY, result.ourStrategy(), "");
    for (String name : Ways.baselines(result)) {
      boolean sameRules = !name.equals(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND);
      String saved = sameRules ? Numbers.percent(result.savingsPercentAgainst(name)) : "";
      cost("", name, result.baseline(name), saved);
    }
    page.endTable();
    page.text(
        "p",
        "muted small",
        "Hindsight: chosen by looking at the window itself. Nobody could have known it beforehand;"
            + " who moves may still do better than the best single pool.");
  }

  private void cost(String css, String name, CostSummary cost, String saved) {
    String title = Ways.title(name);
    boolean unmarked = Ways.hindsight(name) && !Ways.hindsight(title.replace("Clairvoyant", ""));
    List<String> cells =
        List.of(
            title + (unmarked ? ", hindsight" : ""),
            cost.placement(),
            Numbers.usd(cost.totalUsd()),
            Numbers.usd(cost.runUsd()),
            Numbers.usd(cost.migrationUsd()),
            Numbers.usd(cost.restartUsd()),
            Numbers.count(cost.migrations()),
            result.stabilityKnown() ? Numbers.count(cost.interruptions()) : Numbers.UNKNOWN,
            saved);
    page.row(css, cells);
  }

  private void sweep(SweepRecord sweep) {
    page.text("h3", "Other settings that were tried");
    page.text(
        "p",
        String.format(
            Locale.ROOT,
            "%s for %s on %s. On the part that was kept back, %s, the best of them cost %s USD and"
                + " the defaults %s USD: %s%s. The best of many tries owes part of its lead to"
                + " chance, so only the part that was kept back counts.",
            Numbers.count(sweep.tries().size()) + (sweep.tries().size() == 1 ? " try" : " tries"),
            sweep.policy(),
            Numbers.days(sweep.search().from(), sweep.search().to()),
            Numbers.days(sweep.holdout().from(), sweep.holdout().to()),
            Numbers.usd(sweep.holdoutBestUsd()),
            Numbers.usd(sweep.holdoutDefaultUsd()),
            Ways.savings(sweep.holdoutSavings().value()),
            sweep.holdoutSavings().isKnown()
                ? " (95 % interval "
                    + Numbers.fixed(sweep.holdoutSavings().low(), 1)
                    + " to "
                    + Numbers.percent(sweep.holdoutSavings().high())
                    + ")"
                : ""));
    List<String> parameters = List.copyOf(sweep.tries().get(sweep.best()).values().keySet());
    List<Column> columns = new ArrayList<>();
    parameters.forEach(name -> columns.add(Column.number(name)));
    columns.add(Column.number("Cost, USD"));
    columns.add(Column.text("Deadline"));
    page.table(
        "The cheapest "
            + Math.min(MOST_TRIES, sweep.tries().size())
            + " of "
            + Numbers.count(sweep.tries().size())
            + " in the searched part; the defaults cost "
            + Numbers.usd(sweep.searchDefaultUsd())
            + " USD there",
        columns);
    sweep.tries().stream()
        .sorted(
            Comparator.comparing(SweepRecord.Try::deadlineMissed)
                .thenComparingDouble(SweepRecord.Try::usd))
        .limit(MOST_TRIES)
        .forEach(one -> page.row(cells(one.values(), one)));
    page.endTable();
    page.text(
        "p",
        "muted small",
        sweep.defaults().entrySet().stream()
            .map(entry -> entry.getKey() + " " + Numbers.significant(entry.getValue(), 6))
            .collect(Collectors.joining(", ", "Defaults: ", ".")));
  }

  private static List<String> cells(Map<String, Double> values, SweepRecord.Try one) {
    List<String> cells = new ArrayList<>();
    values.values().forEach(value -> cells.add(Numbers.significant(value, 6)));
    cells.add(Numbers.usd(one.usd()));
    cells.add(one.deadlineMissed() ? "missed" : "kept");
    return cells;
  }
}
