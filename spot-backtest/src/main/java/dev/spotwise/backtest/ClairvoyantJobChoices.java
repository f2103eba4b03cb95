package dev.spotwise.backtest;

import static dev.spotwise.backtest.ClairvoyantPlan.NOTHING;

import dev.spotwise.backtest.ClairvoyantPlan.Answers;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What is best in every state of a job that can be reached: three bits per tick, placement and
 * slack, and two numbers and a bit per tick, zone and slack. Not thread-safe.
 */
final class ClairvoyantJobChoices {

  private static final long MAX_STATES = 1L << 28;

  private final ClairvoyantJob job;
  private final ClairvoyantMarket market;
  private final BitSet[] leaves;
  private final BitSet[] stops;
  private final BitSet[] awaits;
  private final BitSet[] starts;
  private final short[][][][] targets;

  ClairvoyantJobChoices(ClairvoyantJob job) {
    if (job.states() > MAX_STATES) {
      throw new IllegalArgumentException(
          "a clairvoyant's plan must have <= "
              + MAX_STATES
              + " states but had "
              + job.states()
              + ": ask for the cost alone");
    }
    this.job = job;
    this.market = job.market();
    this.leaves = bits();
    this.stops = bits();
    this.awaits = bits();
    this.starts = bits();
    this.targets = new short[job.end()][job.sources()][][];
  }

  private BitSet[] bits() {
    BitSet[] bits = new BitSet[job.end()];
    Arrays.setAll(bits, unused -> new BitSet());
    return bits;
  }

  private int index(int tick, int row, int cell) {
    int lo = job.lo(tick);
    return row * (job.hi(tick) - lo + 1) + cell - lo;
  }

  void leave(int tick, int placement, int cell, boolean stop) {
    int at = index(tick, placement, cell);
    leaves[tick].set(at);
    stops[tick].set(at, stop);
  }

  void awaitLoss(int tick, int placement, int cell) {
    awaits[tick].set(index(tick, placement, cell));
  }

  /** Where to start from each zone, and whether waiting is dearer. */
  void targets(int tick, ClairvoyantJobTargets[] now, double[][] waiting) {
    for (int source = 0; source < now.length; source++) {
      targets[tick][source] = now[source].placements();
      double[] start = now[source].usd();
      for (int cell = job.lo(tick); cell <= job.hi(tick); cell++) {
        if (start[cell] <= waiting[source][cell]) {
          starts[tick].set(index(tick, source, cell));
        }
      }
    }
  }

  /** Follows the choices from the first tick until the job is done. */
  Answers answers(int ticks) {
    Answers answers = new Answers(ticks);
    Walk walk = new Walk(answers);
    int tick = 0;
    while (!walk.done) {
      tick = walk.placement == NOTHING ? walk.startOrWait(tick) : walk.stint(tick);
    }
    return answers;
  }

  private final class Walk {

    private final Answers answers;
    private int placement = NOTHING;
    private int source = job.sources() - 1;
    private int cell = job.topCell();
    private boolean forced = true;
    private boolean done;

    Walk(Answers answers) {
      this.answers = answers;
    }

    /** At a tick at which nothing runs; returns the next tick to look at. */
    int startOrWait(int tick) {
      int code = NOTHING;
      if (starts[tick].get(index(tick, source, cell))) {
        code = targets[tick][source][0][cell - job.lo(tick)];
      }
      tell(tick, code);
      forced = false;
      if (code == NOTHING) {
        cell -= job.stepUnits();
        return tick + 1;
      }
      placement = code;
      source = market.zoneOf(code);
      return tick;
    }

    private void tell(int tick, int code) {
      (forced ? answers.forced() : answers.chosen())[tick] = code;
    }

    /** From a launch to the end of the stint; returns the tick at which it ends. */
    int stint(int launch) {
      if (awaits[launch].get(index(launch, placement, cell))) {
        int loss = job.nextLoss(launch, placement);
        Arrays.fill(answers.where(), launch, loss, placement);
        cell -= job.lossShift(launch, loss);
        placement = NOTHING;
        forced = true;
        return loss;
      }
      int works = launch + job.startTicks();
      boolean within = job.workLeft(launch, cell) <= job.workAtFirst();
      Arrays.fill(answers.where(), launch, works, placement);
      if (within) {
        done = true;
        return works;
      }
      cell -= job.restartUnits();
      return work(works);
    }

    private int work(int from) {
      int tick = from;
      while (!leaves[tick].get(index(tick, placement, cell))) {
        answers.where()[tick] = placement;
        if (job.workLeft(tick, cell) <= market.stepSeconds()) {
          done = true;
          return tick;
        }
        tick++;
      }
      int at = index(tick, placement, cell);
      if (stops[tick].get(at)) {
        tell(tick, NOTHING);
        placement = NOTHING;
        cell -= job.stepUnits();
        return tick + 1;
      }
      short[][] best = targets[tick][source];
      int column = cell - job.lo(tick);
      placement = best[0][column] == placement ? best[1][column] : best[0][column];
      source = market.zoneOf(placement);
      tell(tick, placement);
      return tick;
    }
  }
}
