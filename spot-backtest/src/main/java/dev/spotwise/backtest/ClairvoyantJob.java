package dev.spotwise.backtest;

import dev.spotwise.decision.DeadlineJob;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The dynamic program of {@link Clairvoyant} for one instance of a deadline job, from the last tick
 * to the first. Used once.
 *
 * <p>How far the job has come is told by its slack: the time to the deadline less the work left.
 * Work leaves it as it is, waiting takes a step of it, a start takes the restart, and a loss takes
 * what it destroys. Hence all that can happen changes it by whole {@link #unitSeconds units}, and
 * it never grows.
 */
final class ClairvoyantJob {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final long MAX_LIVE_STATES = 1L << 27;

  private final ClairvoyantMarket market;
  private final long step;
  private final long restart;
  private final long interval;
  private final long deadline;
  private final long unitSeconds;
  private final long offset;
  private final int cells;
  private final int end;
  private final int startTicks;
  private final int count;
  private final int sources;
  private final double[][] restUsd;
  private double[][][] running;
  private double[][] launched;
  private double[][] afterLoss;
  private double[][] waiting;
  private double[][] waitingNext;
  private ClairvoyantJobTargets[] targets;
  private final int[] lossTick;
  private Optional<ClairvoyantJobChoices> choices = Optional.empty();

  ClairvoyantJob(ClairvoyantMarket market, DeadlineJob job, Duration restartTime) {
    this.market = market;
    this.step = market.stepSeconds();
    this.restart = restartTime.toSeconds();
    this.interval = job.checkpointInterval().toSeconds();
    this.deadline = job.deadline().toSeconds();
    requireWhole(job);
    long slack = deadline - job.work().toSeconds();
    this.unitSeconds = gcd(gcd(step, restart), interval);
    this.offset = slack % unitSeconds;
    this.cells = Math.toIntExact(slack / unitSeconds + 1);
    this.end = (int) ((deadline + step - 1) / step);
    this.startTicks = (int) Math.max(1, (restart + step - 1) / step);
    this.count = market.placements().size();
    this.sources = market.zoneCount() == 1 ? 1 : market.zoneCount() + 1;
    this.lossTick = new int[market.poolCount()];
    Arrays.fill(lossTick, Integer.MAX_VALUE);
    this.restUsd = new double[count][market.ticks() + 1];
    requireTriangle();
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static void requireWhole(DeadlineJob job) {
    if (job.work().toSeconds() < 1) {
      throw new IllegalArgumentException(
          "work must be >= 1 s for a clairvoyant but was " + job.work());
    }
  }

  /**
   * Data that move cheaper by way of a third zone would make starts worth while that do no work.
   */
  private void requireTriangle() {
    int zones = market.zoneCount();
    for (int a = 0; a < zones; a++) {
      for (int b = 0; b < zones; b++) {
        for (int c = 0; c < zones; c++) {
          if (market.dataUsd(a, b) + market.dataUsd(b, c) < market.dataUsd(a, c)) {
            throw new IllegalArgumentException(
                "data must not move cheaper by way of another region for the clairvoyant of a job:"
                    + " 2 x zoneUsdPerGb must be <= 2 x regionUsdPerGb");
          }
        }
      }
    }
  }

  /** States of the whole program: ticks x placements x slack, those out of reach left out. */
  long states() {
    long states = 0;
    for (int tick = 0; tick < end; tick++) {
      states += (long) Math.max(0, hi(tick) - lo(tick) + 1) * count;
    }
    return states;
  }

  /** The least cost of one instance, USD. On demand the job can always be done in time. */
  double usd() {
    allocate();
    for (int tick = market.ticks() - 1; tick >= 0; tick--) {
      market.seek(tick);
      for (int placement = 0; placement < count; placement++) {
        double[] rest = restUsd[placement];
        rest[tick] = rest[tick + 1] + market.stepHours() * market.usdPerHour(placement);
      }
      if (tick < end) {
        decide(tick);
      }
    }
    return waitingNext[sources - 1][cells - 1];
  }

  /** The plan, whose cost is that of a number of instances. */
  ClairvoyantPlan solve(int instances) {
    ClairvoyantJobChoices told = new ClairvoyantJobChoices(this);
    choices = Optional.of(told);
    double usd = usd();
    return new ClairvoyantPlan(market, instances * usd, told.answers(market.ticks()));
  }

  private void allocate() {
    int layers = startTicks + 1;
    long live = (long) cells * (count * (layers + 2L) + sources * 5L);
    if (live > MAX_LIVE_STATES) {
      throw new IllegalArgumentException(
          "a clairvoyant must hold <= " + MAX_LIVE_STATES + " states at once but had " + live);
    }
    running = new double[layers][count][cells];
    launched = new double[count][cells];
    afterLoss = new double[market.poolCount()][cells];
    waiting = new double[sources][cells];
    waitingNext = new double[sources][cells];
    for (double[] zone : waitingNext) {
      Arrays.fill(zone, NEVER);
    }
    targets = new ClairvoyantJobTargets[sources];
    Arrays.setAll(targets, unused -> new ClairvoyantJobTargets(cells));
  }

  private void decide(int tick) {
    int lo = lo(tick);
    int hi = hi(tick);
    for (int placement = 0; placement < count; placement++) {
      launch(tick, placement);
    }
    for (int source = 0; source < sources; source++) {
      targets[source].clear(lo, hi);
      for (int placement = 0; placement < count; placement++) {
        if (market.launchable(tick, placement)) {
          double data = dataUsd(source, market.zoneOf(placement));
          targets[source].offer(placement, launched[placement], data);
        }
      }
      await(tick, source);
    }
    choices.ifPresent(told -> told.targets(tick, targets, waiting));
    for (int placement = 0; placement < count; placement++) {
      if (market.lost(tick, placement)) {
        lossTick[placement] = tick;
        double[] after = waiting[market.zoneOf(placement)];
        System.arraycopy(after, 0, afterLoss[placement], 0, cells);
        Arrays.fill(running[tick % running.length][placement], lo, Math.max(lo, hi + 1), NEVER);
      } else {
        run(tick, placement);
      }
    }
    double[][] spent = waitingNext;
    waitingNext = waiting;
    waiting = spent;
  }

  private double dataUsd(int source, int zone) {
    return source == market.zoneCount() ? 0 : market.dataUsd(source, zone);
  }

  /** The value of a start at a tick, kept until work is done, or until the instance is lost. */
  private void launch(int tick, int placement) {
    int lo = lo(tick);
    int hi = hi(tick);
    double[] value = launched[placement];
    if (lo > hi || !market.launchable(tick, placement)) {
      return;
    }
    Arrays.fill(value, lo, hi + 1, NEVER);
    double[] rest = restUsd[placement];
    int loss = market.isOnDemand(placement) ? Integer.MAX_VALUE : lossTick[placement];
    int from = Math.max(lo, units(restart));
    int done = firstWith(tick, workAtFirst());
    int works = tick + startTicks;
    if (loss > works && works < end) {
      double paid = rest[tick] - rest[works];
      double[] then = running[works % running.length][placement];
      for (int cell = from; cell <= Math.min(hi, done - 1); cell++) {
        value[cell] = paid + then[cell - units(restart)];
      }
    }
    if (loss >= works && works <= end) {
      double paid = rest[tick] - rest[works - 1];
      double perSecond = (rest[works - 1] - rest[works]) / step;
      long starting = restart - (startTicks - 1) * step;
      for (int cell = Math.max(from, done); cell <= hi; cell++) {
        value[cell] = paid + perSecond * (starting + workLeft(tick, cell));
      }
    }
    if (loss < end) {
      lose(tick, placement, value);
    }
  }

  /** The value of a start whose instance is kept until it is lost. */
  private void lose(int tick, int placement, double[] value) {
    int loss = lossTick[placement];
    long held = (loss - tick) * step;
    int shift = lossShift(tick, loss);
    double usd =
        market.refunds(loss - tick) ? 0 : restUsd[placement][tick] - restUsd[placement][loss];
    double[] after = afterLoss[placement];
    int to = Math.min(hi(tick), firstWith(tick, held - restart) - 1);
    for (int cell = Math.max(lo(tick), shift); cell <= to; cell++) {
      double lost = usd + after[cell - shift];
      if (lost < value[cell]) {
        value[cell] = lost;
        if (choices.isPresent()) {
          choices.get().awaitLoss(tick, placement, cell);
        }
      }
    }
  }

  /** Slack, in units, that a stint takes from its launch to its loss. */
  int lossShift(int launch, int loss) {
    long held = (loss - launch) * step;
    long work = Math.max(0, held - restart);
    long saved = interval == 0 ? work : work - work % interval;
    return units(held - saved);
  }

  private void await(int tick, int source) {
    double[] now = waiting[source];
    double[] next = waitingNext[source];
    double[] start = targets[source].usd();
    int shift = units(step);
    for (int cell = lo(tick); cell <= hi(tick); cell++) {
      now[cell] = Math.min(start[cell], cell < shift ? NEVER : next[cell - shift]);
    }
  }

  /** The value of running on, or of leaving by choice; the instance has started. */
  private void run(int tick, int placement) {
    double[] now = running[tick % running.length][placement];
    double[] later = running[(tick + 1) % running.length][placement];
    ClairvoyantJobTargets target = targets[market.zoneOf(placement)];
    double[] idle = waitingNext[market.zoneOf(placement)];
    double usdPerHour = market.usdPerHour(placement);
    double perStep = market.stepHours() * usdPerHour;
    double move = market.moveUsd(placement);
    double leave = market.leaveUsd(placement);
    int done = firstWith(tick, step);
    int shift = units(step);
    int hi = hi(tick);
    for (int cell = lo(tick); cell <= hi; cell++) {
      double stay =
          cell >= done
              ? usdPerHour * (workLeft(tick, cell) / SECONDS_PER_HOUR)
              : perStep + later[cell];
      double moved = move + target.usdBut(placement, cell);
      double stopped = cell < shift ? NEVER : leave + idle[cell - shift];
      double away = Math.min(moved, stopped);
      now[cell] = Math.min(stay, away);
      if (away < stay && choices.isPresent()) {
        choices.get().leave(tick, placement, cell, stopped < moved);
      }
    }
  }

  ClairvoyantMarket market() {
    return market;
  }

  /** Ticks before the deadline. */
  int end() {
    return end;
  }

  int sources() {
    return sources;
  }

  /** The tick at which the pool of a placement is next lost after one; -1 if it never is. */
  int nextLoss(int tick, int placement) {
    for (int at = tick + 1; at < end; at++) {
      if (market.lost(at, placement)) {
        return at;
      }
    }
    return -1;
  }

  /** Ticks until a start does its first work. */
  int startTicks() {
    return startTicks;
  }

  /** Seconds of work that a start does in those ticks. */
  long workAtFirst() {
    return startTicks * step - restart;
  }

  int units(long seconds) {
    return (int) (seconds / unitSeconds);
  }

  int restartUnits() {
    return units(restart);
  }

  int stepUnits() {
    return units(step);
  }

  int topCell() {
    return cells - 1;
  }

  /** Seconds of work left in a cell. */
  long workLeft(int tick, int cell) {
    return deadline - tick * step - offset - cell * unitSeconds;
  }

  /** The first cell with no more than some seconds of work left. */
  private int firstWith(int tick, long seconds) {
    long excess = workLeft(tick, 0) - seconds;
    long cell = -Math.floorDiv(-excess, unitSeconds);
    return (int) Math.max(0, Math.min(cells, cell));
  }

  /** The least slack that can be left at a tick. */
  int lo(int tick) {
    return (int) Math.max(0, cells - 1 - (long) tick * units(step));
  }

  /** The greatest slack that leaves something to do at a tick. */
  int hi(int tick) {
    return firstWith(tick, 0) - 1;
  }
}
