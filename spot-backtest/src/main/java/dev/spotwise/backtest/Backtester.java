package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Replays a market tick by tick and lets a policy run a workload in it.
 *
 * <p>The workload begins at its start placement, or where the policy sends it if that can't be
 * launched in, free of charge. Then at every tick, in this order:
 *
 * <ol>
 *   <li>An instance held since an earlier tick whose pool was interrupted since the tick before, or
 *       is down, is lost, and the policy is asked at once. An instance launched at a tick is not
 *       hit by the interruptions that the tick reports: they came before it.
 *   <li>A workload that runs on demand because a start or restart found nothing better asks again;
 *       one that a scheduled decision sent there, or that was meant to run there, does not.
 *   <li>At every interval, from the first tick on, the policy is asked for a scheduled decision,
 *       also at a tick at which it was asked before.
 *   <li>The step that begins is charged at the price in effect at the tick.
 * </ol>
 *
 * <p>A voluntary migration costs {@link BillingRules#migrationHours} of the placement being left,
 * at its price then. Every other start, the return from on-demand included, loses {@link
 * Workload#restart} of work, charged at the on-demand price of the type started on top of what is
 * paid for running. A move to where the workload runs is none. While nothing runs nothing is
 * charged. All costs are for the workload's share of an instance ({@link Workload#shareOf}).
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
   * @param interval distance of scheduled decisions, &gt; 0, rounded to whole steps
   */
  public Backtester(Market market, BillingRules billing, Duration interval) {
    this.market = requireNonNull(market, "market");
    this.billing = requireNonNull(billing, "billing");
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval must be > 0 but was " + interval);
    }
    this.interval = interval;
  }

  /**
   * Replays a window.
   *
   * @param window what to replay, within the market's grid
   * @param policy decides
   * @param workload what runs
   * @param forecasts what the policy may know of the future; empty for none
   * @throws IllegalArgumentException if the window holds no tick or reaches beyond the grid, if the
   *     market does not have the pool or type that the workload starts in, or if the models behind
   *     the forecasts were trained on anything at or after the window's beginning
   * @throws IllegalStateException if the policy moves to a pool that can't be launched in
   */
  public Replay replay(
      TimeWindow window,
      DecisionPolicy policy,
      Workload workload,
      Optional<ForecastView> forecasts) {
    forecasts.ifPresent(view -> requireEarlier(view, window));
    ReplayRun run = new ReplayRun(market.cursor(), billing, policy, workload, forecasts);
    requireHome(workload);
    return over(window, run);
  }

  /** As {@link #replay} with {@code stay}, reading no other pool; O(ticks). */
  Replay staying(TimeWindow window, Workload workload) {
    int home = requireHome(workload);
    MarketCursor cursor = market.cursor(home, 1);
    return over(
        window, new ReplayRun(cursor, billing, Policies.stay(), workload, Optional.empty()));
  }

  private Replay over(TimeWindow window, ReplayRun run) {
    TimeGrid grid = market.grid();
    int from = grid.indexAtOrAfter(window.from());
    int to = grid.indexAtOrAfter(window.to());
    boolean within = !window.from().isBefore(grid.start()) && !window.to().isAfter(grid.end());
    if (from >= to || !within) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "window must hold a tick and lie within the market's %s/%s but was %s",
              grid.start(),
              grid.end(),
              window));
    }
    return run.over(from, to, grid.steps(interval));
  }

  private int requireHome(Workload workload) {
    int home = workload.pricingPool(market.shape(), workload.start());
    if (home < 0) {
      throw new IllegalArgumentException(
          "start must be a pool or type of the market but was " + workload.start().id());
    }
    return home;
  }

  private static void requireEarlier(ForecastView view, TimeWindow window) {
    if (view.forecasts().knowsUntil().isAfter(window.from())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "models must be trained before the window begins at %s but know everything until %s",
              window.from(),
              view.forecasts().knowsUntil()));
    }
  }
}
