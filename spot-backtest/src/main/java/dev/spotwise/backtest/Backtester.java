package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.Optional;

/**
 * Replays a market tick by tick and lets a policy run a workload in it.
 *
 * <p>The workload begins at its start placement, free of charge. At every tick: a held instance
 * whose pool was interrupted since the last tick, or is down, is lost, and the policy is asked at
 * once; a workload that runs on demand for want of a pool asks again at every tick; at every
 * interval, from the first tick on, the policy is asked for a scheduled decision. Then the tick's
 * step is charged at the price in effect at the tick.
 *
 * <p>A voluntary migration costs {@link BillingRules#migrationHours} of the pool being left. Every
 * forced start, the return from on-demand included, loses {@link Workload#restart} of work, charged
 * at the on-demand price of the type started on top of what is paid for running. All costs are for
 * the workload's share of an instance ({@link Workload#shareOf}).
 *
 * <p>Immutable and thread-safe.
 */
public final class Backtester {

  private final Market market;
  private final BillingRules billing;
  private final Duration interval;

  /**
   * A backtester.
   *
   * @param market what happened
   * @param billing what is charged
   * @param interval distance of scheduled decisions, rounded to whole steps
   */
  public Backtester(Market market, BillingRules billing, Duration interval) {
    this.market = requireNonNull(market, "market");
    this.billing = requireNonNull(billing, "billing");
    this.interval = requireNonNull(interval, "interval");
  }

  /**
   * Replays a window.
   *
   * @param window what to replay, within the market's grid
   * @param policy decides
   * @param workload what runs
   * @param forecasts what the policy may know of the future; empty for none
   * @throws IllegalArgumentException if the window holds no tick, or the models behind the
   *     forecasts were trained on anything at or after its beginning
   */
  public Replay replay(
      TimeWindow window,
      DecisionPolicy policy,
      Workload workload,
      Optional<ForecastView> forecasts) {
    int from = market.grid().indexAtOrAfter(window.from());
    int to = market.grid().indexAtOrAfter(window.to());
    if (from >= to) {
      throw new IllegalArgumentException("window must hold a tick of the market but was " + window);
    }
    forecasts.ifPresent(view -> requireEarlier(view, window));
    ReplayRun run = new ReplayRun(market, billing, policy, workload, forecasts);
    return run.over(from, to, market.grid().steps(interval));
  }

  private static void requireEarlier(ForecastView view, TimeWindow window) {
    if (view.forecasts().knowsUntil().isAfter(window.from())) {
      throw new IllegalArgumentException(
          "models must be trained before the window begins at %s but know everything until %s"
              .formatted(window.from(), view.forecasts().knowsUntil()));
    }
  }
}
