package dev.spotwise.backtest;

import dev.spotwise.backtest.BacktestStudy.Plan;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.Workload;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What a policy is held against in a study, as replays that have yet to be run. */
final class Rivals {

  private static final List<String> SIMPLE =
      List.of("cheapest", "sticky-cheapest", "sticky-available", "hysteresis");
  private static final List<String> FOR_JOBS = List.of("greedy", "uniform-progress");

  private final Market market;
  private final Plan plan;

  Rivals(Market market, Plan plan) {
    this.market = market;
    this.plan = plan;
  }

  static boolean isClairvoyant(String name) {
    return name.equals(BacktestResult.CLAIRVOYANT)
        || name.equals(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND);
  }

  /** The same workload without a deadline. */
  static Workload service(Workload workload) {
    return new Workload(
        workload.start(),
        workload.costUnit(),
        workload.capacity(),
        workload.overheads(),
        Optional.empty(),
        workload.eligible(),
        workload.instances());
  }

  CapacityPool cheapestPool(TimeWindow over, Workload workload) {
    CapacityPool best = null;
    double least = Double.POSITIVE_INFINITY;
    for (CapacityPool pool : market.pools()) {
      int index = market.shape().indexOf(pool);
      if (!workload.eligible().admits(market.shape().type(index))) {
        continue;
      }
      double cost = staying(over, workload, new Placement.Spot(pool)).costs().totalUsd();
      if (best == null || cost < least) {
        best = pool;
        least = cost;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "a pool must be of an eligible type, " + workload.eligible() + ", but none is");
    }
    return best;
  }

  /** The single pools, on-demand and the clairvoyants, by name. */
  SortedMap<String, Callable<Optional<Replay>>> baselines() {
    Workload workload = plan.workload();
    TimeWindow window = plan.window();
    SortedMap<String, Callable<Optional<Replay>>> tasks = new TreeMap<>();
    tasks.put(
        BacktestResult.SINGLE_SPOT, () -> in(cheapestPool(plan.training(), service(workload))));
    tasks.put(BacktestResult.SINGLE_SPOT_HINDSIGHT, () -> in(cheapestPool(window, workload)));
    tasks.put(BacktestResult.STAY, () -> Optional.of(staying(window, workload, workload.start())));
    tasks.put(
        BacktestResult.ON_DEMAND,
        () -> Optional.of(staying(window, workload, workload.fallback())));
    tasks.put(BacktestResult.CLAIRVOYANT, () -> clairvoyant(plan));
    if (plan.refunds()) {
      tasks.put(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND, () -> clairvoyant(plan.withoutRefund()));
    }
    return tasks;
  }

  /** The simple policies that suit the workload, by id. */
  SortedMap<String, Callable<Optional<Replay>>> simple(
      PolicySettings settings, Knowledge knowledge) {
    SortedMap<String, Callable<Optional<Replay>>> tasks = new TreeMap<>();
    List<String> ids = Policies.ids();
    SIMPLE.stream().filter(ids::contains).forEach(id -> put(tasks, id, settings, knowledge));
    if (plan.workload().job().isPresent()) {
      FOR_JOBS.stream().filter(ids::contains).forEach(id -> put(tasks, id, settings, knowledge));
    }
    return tasks;
  }

  private void put(
      SortedMap<String, Callable<Optional<Replay>>> tasks,
      String id,
      PolicySettings settings,
      Knowledge knowledge) {
    tasks.put(id, () -> Optional.of(replay(plan, Policies.byId(id, settings), knowledge)));
  }

  Replay replay(Plan under, DecisionPolicy policy, Knowledge knowledge) {
    return new Backtester(market, under.billing(), under.interval())
        .replay(under.window(), policy, under.workload(), knowledge);
  }

  /** A baseline replayed again where no interrupted first hour is free, in the same pool. */
  Replay withoutRefund(String name, Replay refunded, PolicySettings settings, Knowledge knowledge) {
    Plan under = plan.withoutRefund();
    return switch (name) {
      case BacktestResult.SINGLE_SPOT, BacktestResult.SINGLE_SPOT_HINDSIGHT -> {
        CapacityPool pool = CapacityPool.parse(refunded.costs().placement());
        yield staying(under, plan.window(), plan.workload(), new Placement.Spot(pool));
      }
      case BacktestResult.STAY ->
          staying(under, plan.window(), plan.workload(), plan.workload().start());
      case BacktestResult.ON_DEMAND ->
          staying(under, plan.window(), plan.workload(), plan.workload().fallback());
      default -> replay(under, Policies.byId(name, settings), knowledge);
    };
  }

  /** Nothing if it can't be computed, for too many states, or the deadline can't be met. */
  private Optional<Replay> clairvoyant(Plan under) {
    Clairvoyant all = Clairvoyant.of(market, under.billing());
    try {
      return Optional.of(all.replay(under.window(), under.workload(), under.interval()))
          .filter(replay -> !replay.costs().detail().deadlineMissed());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Replay> in(CapacityPool pool) {
    return Optional.of(staying(plan.window(), plan.workload(), new Placement.Spot(pool)));
  }

  private Replay staying(TimeWindow over, Workload workload, Placement home) {
    return staying(plan, over, workload, home);
  }

  private Replay staying(Plan under, TimeWindow over, Workload workload, Placement home) {
    return new Backtester(market, under.billing(), under.interval())
        .staying(over, workload.withStart(home))
        .named(home.id());
  }
}
