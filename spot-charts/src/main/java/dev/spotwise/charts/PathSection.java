package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.RestartRecord;
import dev.spotwise.charts.Html.Column;
import java.util.List;

/** The report's part on the path over the pools: moves and restarts. */
final class PathSection {

  private PathSection() {}

  static void add(BacktestResult result, Html page) {
    moves(result, page);
    restarts(result, page);
  }

  private static void moves(BacktestResult result, Html page) {
    List<DecisionRecord> moves =
        result.decisions().stream()
            .filter(decision -> decision.action() == DecisionRecord.Action.MIGRATE)
            .toList();
    page.text("h3", "Moves");
    if (result.decisions().isEmpty()) {
      page.text("p", "No decision was scheduled, so none could move the workload.");
      return;
    }
    if (moves.isEmpty()) {
      page.text("p", "None: no decision found a move worth its cost.");
      return;
    }
    page.table(
        HtmlReport.shown("Moves by choice of the policy, with what it expected", moves.size()),
        List.of(
            Column.name("Time (UTC)"),
            Column.name("From"),
            Column.name("To"),
            Column.sentence("Reason"),
            Column.number("Savings, %"),
            Column.number("Stability, points")));
    for (DecisionRecord move : moves.subList(0, Math.min(HtmlReport.MOST_ROWS, moves.size()))) {
      page.row(
          List.of(
              Numbers.minute(move.timestamp()),
              move.currentPool(),
              move.targetPool(),
              move.reason(),
              Numbers.fixed(move.expectedSavingsPercent(), 1),
              Numbers.fixed(move.stabilityImprovement(), 1)));
    }
    page.endTable();
  }

  private static void restarts(BacktestResult result, Html page) {
    List<RestartRecord> restarts = result.restarts();
    page.text("h3", "Restarts");
    if (restarts.isEmpty()) {
      page.text(
          "p",
          result.stabilityKnown()
              ? "None: the workload was never interrupted or without capacity."
              : "None are known: these data say nothing of interruptions.");
      return;
    }
    page.table(
        HtmlReport.shown(
            "Starts after a loss, for want of capacity or after a wait", restarts.size()),
        List.of(
            Column.name("Time (UTC)"),
            Column.name("Lost"),
            Column.name("Restarted in"),
            Column.sentence("Reason"),
            Column.number("Cost, USD")));
    for (RestartRecord restart :
        restarts.subList(0, Math.min(HtmlReport.MOST_ROWS, restarts.size()))) {
      page.row(
          List.of(
              Numbers.minute(restart.timestamp()),
              restart.lostPool(),
              restart.restartedIn(),
              restart.reason(),
              Numbers.fixed(restart.costUsd(), 4)));
    }
    page.endTable();
  }
}
