package dev.spotwise.backtest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Adds up the charges of one replay. */
final class Ledger {

  private final Set<String> visited = new LinkedHashSet<>();
  private double runUsd;
  private double migrationUsd;
  private double restartUsd;
  private double runHours;
  private double onDemandHours;
  private int migrations;
  private int restarts;
  int interruptions;
  int unknownLaunches;

  void visit(String placement) {
    visited.add(placement);
  }

  int placements() {
    return visited.size();
  }

  String firstPlacement() {
    return new ArrayList<>(visited).get(0);
  }

  void run(double hours, double usdPerHour, boolean onDemand) {
    runUsd += hours * usdPerHour;
    runHours += hours;
    onDemandHours += onDemand ? hours : 0;
  }

  void migration(double usd) {
    migrationUsd += usd;
    migrations++;
  }

  void restart(double usd) {
    restartUsd += usd;
    restarts++;
  }

  double totalUsd() {
    return runUsd + migrationUsd + restartUsd;
  }

  CostSummary summary(String placement, double hours) {
    return new CostSummary(
        placement,
        totalUsd(),
        runUsd,
        migrationUsd,
        restartUsd,
        migrations,
        interruptions,
        restarts,
        hours,
        onDemandHours,
        unknownLaunches,
        runUsd / runHours);
  }
}
