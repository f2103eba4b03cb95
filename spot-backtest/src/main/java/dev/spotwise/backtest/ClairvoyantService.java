package dev.spotwise.backtest;

import static dev.spotwise.backtest.ClairvoyantPlan.NOTHING;
import static dev.spotwise.backtest.ClairvoyantPlan.STAY;

import dev.spotwise.backtest.ClairvoyantPlan.Answers;
import dev.spotwise.backtest.ClairvoyantServiceChoices.Choice;
import java.util.Arrays;

/**
 * The dynamic program of {@link Clairvoyant} for one instance of a service, from the last tick to
 * the first. Used once.
 *
 * <p>Values at a tick come in layers. <em>Run</em>: after all decisions, the tick is charged.
 * <em>Chosen</em>: before the scheduled decision. <em>Forced</em>: before the decision that a loss,
 * or being on demand for want of spot (stranded), asks for. A spot instance is either paid for, or
 * was launched to be lost in time for its refund and then costs nothing until it is.
 */
final class ClairvoyantService {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final ClairvoyantMarket market;
  private final double idleUsdPerHour;
  private final ClairvoyantServiceChoices choices;
  private final int pools;
  private final int zones;
  private final double[] paid;
  private final double[] fresh;
  private final double[] freshChosen;
  private final double[] paidNext;
  private final double[] lossUsd;
  private final int[] lossTick;
  private final double[] onDemand;
  private final double[] stranded;
  private final double[] strandedChosen;
  private final double[] onDemandNext;
  private final double[] strandedNext;
  private final double[] idle;
  private final double[] idleNext;
  private double nowhereNext;
  private final ClairvoyantTargets[] local;
  private final ClairvoyantTargets[] starts;
  private final ClairvoyantTargets[] flatMoves;
  private final ClairvoyantTargets[] forcedStarts;

  /**
   * A program.
   *
   * @param market what is going to happen
   * @param idleUsdPerHour value of running nothing, USD per hour; infinite to rule it out
   */
  ClairvoyantService(ClairvoyantMarket market, double idleUsdPerHour) {
    this.market = market;
    this.idleUsdPerHour = idleUsdPerHour;
    this.pools = market.poolCount();
    this.zones = market.zoneCount();
    this.choices = new ClairvoyantServiceChoices(market.ticks(), pools, zones);
    this.paid = new double[pools];
    this.fresh = new double[pools];
    this.freshChosen = new double[pools];
    this.paidNext = new double[pools];
    this.lossUsd = new double[pools];
    this.lossTick = new int[pools];
    Arrays.fill(lossTick, Integer.MAX_VALUE);
    this.onDemand = new double[zones];
    this.stranded = new double[zones];
    this.strandedChosen = new double[zones];
    this.onDemandNext = new double[zones];
    this.strandedNext = new double[zones];
    this.idle = new double[zones];
    this.idleNext = new double[zones];
    this.local = ClairvoyantTargets.of(zones);
    this.starts = ClairvoyantTargets.of(zones);
    this.flatMoves = ClairvoyantTargets.of(zones);
    this.forcedStarts = ClairvoyantTargets.of(zones);
  }

  /** The plan, whose cost is that of a number of instances. */
  ClairvoyantPlan solve(int instances) {
    ClairvoyantTargets begin = new ClairvoyantTargets();
    for (int tick = market.ticks() - 1; tick >= 0; tick--) {
      market.seek(tick);
      run(tick);
      target(starts, true);
      target(flatMoves, false);
      choices.targets(tick, starts, flatMoves);
      choose(tick);
      if (tick == 0) {
        begin = begin();
      }
      force(tick);
    }
    return new ClairvoyantPlan(market, instances * begin.usd(), answers(begin.first()));
  }

  private void run(int tick) {
    double hours = market.stepHours();
    for (int pool = 0; pool < pools; pool++) {
      paid[pool] = hours * market.usdPerHour(pool) + paidNext[pool];
      if (!market.launchable(tick, pool)) {
        fresh[pool] = NEVER;
      } else if (lossTick[pool] != Integer.MAX_VALUE
          && market.refunds(lossTick[pool] - tick)
          && lossUsd[pool] < paid[pool]) {
        fresh[pool] = lossUsd[pool];
        choices.awaitLoss(tick, pool);
      } else {
        fresh[pool] = paid[pool];
      }
    }
    for (int zone = 0; zone < zones; zone++) {
      double usd = hours * market.usdPerHour(market.onDemand(zone));
      onDemand[zone] = usd + onDemandNext[zone];
      stranded[zone] = usd + strandedNext[zone];
      idle[zone] = hours * idleUsdPerHour + idleNext[zone];
    }
  }

  /** The cheapest placements to go to by choice from each zone. */
  private void target(ClairvoyantTargets[] targets, boolean withRestart) {
    for (ClairvoyantTargets zone : local) {
      zone.clear();
    }
    for (int pool = 0; pool < pools; pool++) {
      double usd = fresh[pool] + (withRestart ? market.restartUsd(pool) : 0);
      local[market.zoneOf(pool)].offer(pool, usd);
    }
    for (int zone = 0; zone < zones; zone++) {
      int placement = market.onDemand(zone);
      double usd = onDemand[zone] + (withRestart ? market.restartUsd(placement) : 0);
      local[zone].offer(placement, usd);
    }
    acrossZones(targets);
  }

  private void acrossZones(ClairvoyantTargets[] targets) {
    for (int from = 0; from < zones; from++) {
      targets[from].clear();
      for (int to = 0; to < zones; to++) {
        targets[from].offer(local[to], market.dataUsd(from, to));
      }
    }
  }

  /** Values before the scheduled decision; {@code paidNext} and others become this tick's. */
  private void choose(int tick) {
    for (int pool = 0; pool < pools; pool++) {
      int zone = market.zoneOf(pool);
      ClairvoyantTargets[] targets = market.pricesMovesFlat(pool) ? flatMoves : starts;
      double move = market.moveUsd(pool) + targets[zone].usdBut(pool);
      double stop = market.leaveUsd(pool) + idle[zone];
      double away = Math.min(move, stop);
      freshChosen[pool] = market.launchable(tick, pool) ? Math.min(fresh[pool], away) : NEVER;
      paidNext[pool] = Math.min(paid[pool], away);
      choices.pool(tick, pool, paid[pool] > away, fresh[pool] > away, stop < move);
    }
    for (int zone = 0; zone < zones; zone++) {
      int placement = market.onDemand(zone);
      double leave = market.leaveUsd(placement);
      double move = leave + starts[zone].usdBut(placement);
      double stop = leave + idle[zone];
      double away = Math.min(move, stop);
      int code = stop < move ? NOTHING : starts[zone].but(placement);
      onDemandNext[zone] = Math.min(onDemand[zone], away);
      strandedChosen[zone] = Math.min(stranded[zone], away);
      choices.set(Choice.ON_DEMAND, tick, zone, onDemand[zone] > away ? code : STAY);
      choices.set(Choice.STRANDED, tick, zone, stranded[zone] > away ? code : STAY);
      idleNext[zone] = Math.min(idle[zone], starts[zone].usd());
      boolean waits = idle[zone] <= starts[zone].usd();
      choices.set(Choice.IDLE, tick, zone, waits ? NOTHING : starts[zone].first());
    }
    chooseNowhere(tick);
  }

  /** Before its first start a workload has no data that follow it. */
  private void chooseNowhere(int tick) {
    ClairvoyantTargets anywhere = new ClairvoyantTargets();
    for (int pool = 0; pool < pools; pool++) {
      anywhere.offer(pool, fresh[pool] + market.restartUsd(pool));
    }
    for (int zone = 0; zone < zones; zone++) {
      int placement = market.onDemand(zone);
      anywhere.offer(placement, onDemand[zone] + market.restartUsd(placement));
    }
    double wait = market.stepHours() * idleUsdPerHour + nowhereNext;
    choices.nowhere(tick, wait <= anywhere.usd() ? NOTHING : anywhere.first());
    nowhereNext = Math.min(wait, anywhere.usd());
  }

  /** Values before a forced decision, after which a scheduled one follows at the same tick. */
  private void force(int tick) {
    for (ClairvoyantTargets zone : local) {
      zone.clear();
    }
    for (int pool = 0; pool < pools; pool++) {
      local[market.zoneOf(pool)].offer(pool, freshChosen[pool] + market.restartUsd(pool));
    }
    for (int zone = 0; zone < zones; zone++) {
      int placement = market.onDemand(zone);
      local[zone].offer(placement, strandedChosen[zone] + market.restartUsd(placement));
    }
    acrossZones(forcedStarts);
    for (int zone = 0; zone < zones; zone++) {
      int placement = market.onDemand(zone);
      boolean waits = idleNext[zone] <= forcedStarts[zone].usd();
      choices.set(Choice.LOST, tick, zone, waits ? NOTHING : forcedStarts[zone].first());
      double leave = market.leaveUsd(placement);
      double move = leave + forcedStarts[zone].usdBut(placement);
      double stop = leave + idleNext[zone];
      double away = Math.min(move, stop);
      int code = stop < move ? NOTHING : forcedStarts[zone].but(placement);
      choices.set(Choice.FALLBACK, tick, zone, strandedChosen[zone] > away ? code : STAY);
      strandedNext[zone] = Math.min(strandedChosen[zone], away);
    }
    for (int pool = 0; pool < pools; pool++) {
      if (market.lost(tick, pool)) {
        int zone = market.zoneOf(pool);
        lossUsd[pool] = Math.min(idleNext[zone], forcedStarts[zone].usd());
        lossTick[pool] = tick;
        paidNext[pool] = lossUsd[pool];
      }
    }
  }

  /** The first start, which is free, and from which no data move. */
  private ClairvoyantTargets begin() {
    ClairvoyantTargets begin = new ClairvoyantTargets();
    for (int pool = 0; pool < pools; pool++) {
      begin.offer(pool, freshChosen[pool]);
    }
    for (int zone = 0; zone < zones; zone++) {
      begin.offer(market.onDemand(zone), strandedChosen[zone]);
    }
    begin.offer(NOTHING, nowhereNext);
    return begin;
  }

  /** Follows the choices from the first tick to the last. */
  private Answers answers(int begin) {
    Answers answers = new Answers(market.ticks());
    ClairvoyantServiceChoices.Walk walk = choices.walk(market);
    for (int tick = 0; tick < market.ticks(); tick++) {
      answers.forced()[tick] = tick == 0 ? walk.begin(begin) : walk.force(tick);
      answers.chosen()[tick] = walk.choose(tick);
      answers.where()[tick] = walk.placement();
    }
    return answers;
  }
}
