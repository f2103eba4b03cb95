package dev.spotwise.backtest;

import dev.spotwise.data.MarketShape;
import dev.spotwise.decision.JobProgress;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import dev.spotwise.decision.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One instance of the workload in a replay: where it runs, since when, what it has been charged.
 */
final class Slot {

  private final int number;
  private final MarketShape shape;
  private final Workload workload;
  private final Optional<JobClock> job;
  private Optional<Placement> current = Optional.empty();
  private Optional<String> dataZone = Optional.empty();
  private int pool = -1;
  private long launchSecond;
  private double instanceUsd;
  private double untoldUsd;
  private boolean losing;
  private boolean stranded;
  private boolean over;

  Slot(int number, MarketShape shape, Workload workload, long beginSecond) {
    this.number = number;
    this.shape = shape;
    this.workload = workload;
    this.job = workload.job().map(work -> new JobClock(work, workload.restart(), beginSecond));
  }

  int number() {
    return number;
  }

  Optional<Placement> current() {
    return current;
  }

  /** The pool that sizes and prices the current placement, -1 if nothing runs. */
  int pool() {
    return pool;
  }

  Optional<JobClock> job() {
    return job;
  }

  Optional<String> dataZone() {
    return dataZone;
  }

  /** Whether it runs on demand for want of a spot instance. */
  boolean stranded() {
    return stranded;
  }

  void strand(boolean value) {
    stranded = value;
  }

  /** Whether its work is done. */
  boolean over() {
    return over;
  }

  void launch(Placement placement, long second) {
    current = Optional.of(placement);
    pool = workload.pricingPool(shape, placement);
    dataZone = Optional.of(placement.zone());
    launchSecond = second;
    instanceUsd = 0;
    losing = false;
    job.ifPresent(JobClock::launch);
  }

  /** Says that the instance that runs loses a restart of work first; a job counts that itself. */
  void loseStart() {
    losing = job.isEmpty();
  }

  /** Seconds of work that the start of the instance that runs has lost until now. */
  long lostToStart(long second) {
    long held = second - launchSecond;
    return losing && current.isPresent() ? Math.min(held, workload.restart().toSeconds()) : 0;
  }

  void clear() {
    current = Optional.empty();
    pool = -1;
    stranded = false;
  }

  void finish() {
    over = true;
    clear();
  }

  boolean runs(Placement placement) {
    return current.filter(placement::equals).isPresent();
  }

  boolean onDemand() {
    return current.filter(Placement.OnDemand.class::isInstance).isPresent();
  }

  String name() {
    return current.map(Placement::id).orElse(CostSummary.NOWHERE);
  }

  Duration held(long second) {
    return current.isEmpty() ? Duration.ZERO : Duration.ofSeconds(second - launchSecond);
  }

  void charge(double usd) {
    instanceUsd += usd;
    untoldUsd += usd;
  }

  /** Charges for running since the launch. */
  double instanceUsd() {
    return instanceUsd;
  }

  /** Charges for running since this was last asked. */
  double takeUntold() {
    double usd = untoldUsd;
    untoldUsd = 0;
    return usd;
  }

  WorkloadState state(long second, List<Placement> siblings) {
    Optional<JobProgress> progress = job.map(clock -> clock.progress(second));
    return new WorkloadState(current, held(second), dataZone, progress, siblings);
  }
}
