package dev.spotwise.backtest;

import dev.spotwise.backtest.ReplayEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds up the charges of one replay and writes them down. */
final class Ledger {

  private static final double SECONDS_PER_HOUR = 3600;

  private final List<ReplayEvent> events = new ArrayList<>();
  private final Set<String> visited = new LinkedHashSet<>();
  private double runUsd;
  private double migrationUsd;
  private double restartUsd;
  private double refundUsd;
  private double dataUsd;
  private double idleUsd;
  private double lostStartsUsd;
  private double runHours;
  private double onDemandHours;
  private double lostStartHours;
  private int migrations;
  private int restarts;
  private int interruptions;
  private int unknownLaunches;
  private double worstShareLost;
  private double lostWithShares;

  void write(Instant at, Slot slot, Kind kind, double usd, String detail) {
    events.add(new ReplayEvent(at, slot.number(), kind, slot.name(), usd, detail));
  }

  void launch(Slot slot, boolean availabilityKnown) {
    visited.add(slot.name());
    unknownLaunches += availabilityKnown ? 0 : 1;
  }

  /** Counts the value of the work that a start loses. */
  void startLosing(Slot slot, double usd) {
    slot.loseStart();
    lostStartsUsd += usd;
  }

  /** Counts the work that a start has lost, when its instance ends. */
  void instanceEnds(Slot slot, long second) {
    lostStartHours += slot.lostToStart(second) / SECONDS_PER_HOUR;
  }

  void interruption(Instant at, Slot slot, boolean refunded) {
    interruptions++;
    tellRun(at, slot);
    write(at, slot, Kind.INTERRUPTION, 0, "held " + slot.held(at.getEpochSecond()));
    if (refunded) {
      refundUsd += slot.instanceUsd();
      runUsd -= slot.instanceUsd();
      write(at, slot, Kind.REFUND, -slot.instanceUsd(), "interrupted in its first hour");
    }
  }

  void lostAtOnce(int lost, int instances) {
    double share = (double) lost / instances;
    worstShareLost = Math.max(worstShareLost, share);
    lostWithShares += lost * share;
  }

  void run(Slot slot, double hours, double usdPerHour) {
    runUsd += hours * usdPerHour;
    runHours += hours;
    onDemandHours += slot.onDemand() ? hours : 0;
    slot.charge(hours * usdPerHour);
  }

  /** Writes down what running has cost since that was last written. */
  void tellRun(Instant at, Slot slot) {
    double usd = slot.takeUntold();
    if (usd != 0) {
      write(at, slot, Kind.RUN, usd, "");
    }
  }

  void idle(Instant at, Slot slot, double hours, double usdPerHour) {
    idleUsd += hours * usdPerHour;
    write(at, slot, Kind.IDLE, hours * usdPerHour, "");
  }

  void data(Instant at, Slot slot, double usd, String from) {
    if (usd > 0) {
      dataUsd += usd;
      write(at, slot, Kind.DATA, usd, "from " + from);
    }
  }

  void migration(double usd) {
    migrationUsd += usd;
    migrations++;
  }

  void stop(double usd) {
    migrationUsd += usd;
  }

  void restart(double usd) {
    restartUsd += usd;
    restarts++;
  }

  double totalUsd() {
    return runUsd + migrationUsd + restartUsd + dataUsd + idleUsd;
  }

  List<ReplayEvent> events() {
    return events;
  }

  private String placement() {
    if (visited.isEmpty()) {
      return CostSummary.NOWHERE;
    }
    return visited.size() == 1 ? visited.iterator().next() : CostSummary.VARIOUS;
  }

  CostSummary summary(double hours, WorkDone work) {
    double lostHours = work.lostHours() + lostStartHours;
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
        runUsd / runHours,
        new CostDetail(
            refundUsd,
            dataUsd,
            idleUsd,
            lostStartsUsd + idleUsd,
            work.usefulHours().orElse(runHours - lostHours),
            lostHours,
            work.makespanHours(),
            work.deadlineMissed(),
            worstShareLost,
            interruptions == 0 ? 0 : lostWithShares / interruptions));
  }
}
