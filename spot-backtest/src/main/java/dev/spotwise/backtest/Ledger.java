package dev.spotwise.backtest;

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
  private int interruptions;
  private int unknownLaunches;

  void launch(String placement, boolean availabilityKnown) {
    visited.add(placement);
    unknownLaunches += availabilityKnown ? 0 : 1;
  }

  void interruption() {
    interruptions++;
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

  private String placement() {
    if (visited.isEmpty()) {
      return CostSummary.NOWHERE;
    }
    return visited.size() == 1 ? visited.iterator().next() : CostSummary.VARIOUS;
  }

  CostSummary summary(double hours) {
    return new CostSummary(
        placement(),
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
