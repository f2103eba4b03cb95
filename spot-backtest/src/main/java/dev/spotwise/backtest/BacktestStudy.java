package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy beside its baselines, all under the same rules: interruptions, restarts and the way
 * through on-demand while a pool is down hit a baseline as they hit the policy.
 */
public final class BacktestStudy {

  private final Market market;
  private final Plan plan;
  private final Backtester backtester;

  /**
   * What to study.
   *
   * @param training the window that baselines may choose from; ends where the backtest begins or
   *     before
   * @param window the window to replay
   * @param workload what runs
   * @param billing what is charged
   * @param interval distance of scheduled decisions
   */
  public record Plan(
      TimeWindow training,
      TimeWindow window,
      Workload workload,
      BillingRules billing,
      Duration interval) {

    /** Checks the order of the windows. */
    public Plan {
      if (training.to().isAfter(window.from())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "training must end before the backtest begins at %s but ends at %s",
                window.from(),
                training.to()));
      }
    }
  }

  /** A study of a market. */
  public BacktestStudy(Market market, Plan plan) {
    this.market = requireNonNull(market, "market");
    this.plan = requireNonNull(plan, "plan");
    this.backtester = new Backtester(market, plan.billing(), plan.interval());
  }

  /**
   * The pool in which a workload would have cost least over a window, the earlier one of equals.
   * Interruptions, restarts and time on demand count. O(pools x ticks).
   *
   * @throws IllegalArgumentException if the window reaches beyond the market's grid
   */
  public CapacityPool cheapestPool(TimeWindow over) {
    CapacityPool best = null;
    double least = Double.POSITIVE_INFINITY;
    for (CapacityPool pool : market.pools()) {
      double cost = staying(over, new Placement.Spot(pool)).costs().totalUsd();
      if (best == null || cost < least) {
        best = pool;
        least = cost;
      }
    }
    return best;
  }

  /** Replays a policy and its baselines. */
  public BacktestResult run(DecisionPolicy policy, ForecastView forecasts) {
    Replay ours =
        backtester.replay(plan.window(), policy, plan.workload(), Knowledge.of(forecasts));
    SortedMap<String, Replay> replays = new TreeMap<>();
    replays.put(BacktestResult.OUR_STRATEGY, ours);
    replays.put(
        BacktestResult.SINGLE_SPOT,
        staying(plan.window(), new Placement.Spot(cheapestPool(plan.training()))));
    replays.put(
        BacktestResult.SINGLE_SPOT_HINDSIGHT,
        staying(plan.window(), new Placement.Spot(cheapestPool(plan.window()))));
    replays.put(BacktestResult.STAY, staying(plan.window(), plan.workload().start()));
    replays.put(BacktestResult.ON_DEMAND, staying(plan.window(), plan.workload().fallback()));
    SortedMap<String, CostSummary> baselines = new TreeMap<>();
    replays.forEach((name, replay) -> baselines.put(name, replay.costs()));
    baselines.remove(BacktestResult.OUR_STRATEGY);
    return new BacktestResult(
        plan.window(),
        policy.id(),
        plan.workload().costUnit(),
        plan.workload().capacity(),
        forecasts.stabilityWindow(),
        market.knowsInterruptions(),
        ours.costs(),
        baselines,
        ours.decisions(),
        ours.restarts(),
        costs(replays));
  }

  private Replay staying(TimeWindow over, Placement home) {
    return backtester.staying(over, plan.workload().withStart(home)).named(home.id());
  }

  private List<CostPoint> costs(SortedMap<String, Replay> replays) {
    SortedMap<String, double[]> series = new TreeMap<>();
    replays.forEach((name, replay) -> series.put(name, replay.cumulativeUsd()));
    int every = market.grid().steps(plan.interval());
    int from = market.grid().indexAtOrAfter(plan.window().from());
    int to = market.grid().indexAtOrAfter(plan.window().to());
    List<CostPoint> points = new ArrayList<>();
    int size = series.get(BacktestResult.OUR_STRATEGY).length;
    for (int i = 0; i < size; i++) {
      SortedMap<String, Double> costs = new TreeMap<>();
      for (var entry : series.entrySet()) {
        costs.put(entry.getKey(), entry.getValue()[i]);
      }
      Instant at = market.grid().instant(Math.min(to, from + i * every));
      points.add(new CostPoint(at, costs));
    }
    return points;
  }
}
