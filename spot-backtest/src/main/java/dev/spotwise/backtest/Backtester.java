package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PoolStatistics;
import dev.spotwise.decision.Tariff;
import dev.spotwise.decision.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Replays a market tick by tick and lets a policy run a workload in it.
 *
 * <p>A service begins at its start placement, or where the policy sends it if that can't be
 * launched in; further instances, and deadline jobs, begin where the policy sends them. No
 * service's first start costs anything. Then at every tick, in this order:
 *
 * <ol>
 *   <li>An instance held since an earlier tick whose pool was interrupted since the tick before, or
 *       is down, is lost, and the policy is asked at once. An instance launched at a tick is not
 *       hit by the interruptions that the tick reports: they came before it.
 *   <li>A service that runs on demand because a start or restart found nothing better asks again;
 *       one that a scheduled decision sent there, or that was meant to run there, does not.
 *   <li>At every interval, from the first tick on, the policy is asked for a scheduled decision,
 *       also at a tick at which it was asked before. A deadline job asks at every tick.
 *   <li>The step that begins is charged, at the price that the billing rules read.
 * </ol>
 *
 * <p>Charges are those of {@link Tariff}. A move by choice away from spot costs what the billing
 * rules say; every other start loses {@link Workload#restart} of work, which a service values at
 * the on-demand price of the type started, on top of what is paid for running. Leaving by choice
 * costs the time to write a checkpoint. An instance that is interrupted within {@link
 * BillingRules#freeIfInterruptedWithin} of its launch is free; as interruptions are seen at ticks,
 * so is the age. Data follow the workload into the zone of the next instance. A move to where the
 * workload runs is none. Work that a service does not do because nothing runs is valued at the
 * on-demand price of its type. A deadline job pays for nothing while it waits, works when an
 * instance has been up for a restart, falls back to its last checkpoint when that is lost, and ends
 * when it is done. All costs are for the workload's share of an instance ({@link
 * Workload#shareOf}).
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
   * @param knowledge what the policy knows from the past
   * @throws IllegalArgumentException if the window holds no tick or reaches beyond the grid, if the
   *     market does not have the pool or type that the workload starts in, or if the models behind
   *     the forecasts were trained on anything at or after the window's beginning, if no pool is
   *     eligible, or if the window ends before a job's deadline
   * @throws IllegalStateException if the policy moves to a pool that can't be launched in
   */
  public Replay replay(
      TimeWindow window, DecisionPolicy policy, Workload workload, Knowledge knowledge) {
    requireEarlier(knowledge, window);
    ReplayRun run = new ReplayRun(market.cursor(), billing, policy, workload, knowledge);
    requireHome(workload);
    requireDeadlineWithin(window, workload);
    return over(window, run);
  }

  /** As {@link #replay} with {@code stay}, reading no other pool; O(ticks). */
  Replay staying(TimeWindow window, Workload workload) {
    int home = requireHome(workload);
    requireDeadlineWithin(window, workload);
    MarketCursor cursor = market.cursor(home, 1);
    return over(
        window, new ReplayRun(cursor, billing, Policies.stay(), workload, Knowledge.none()));
  }

  /**
   * As {@link #replay}, but the policy says where a service begins, and is asked at every tick,
   * whatever the interval at which costs are told.
   */
  Replay following(TimeWindow window, DecisionPolicy plan, Workload workload) {
    requireValid(window, workload);
    ReplayRun run =
        new ReplayRun(market.cursor(), billing, plan, workload, Knowledge.none())
            .startingAnywhere();
    TimeGrid grid = market.grid();
    return run.over(grid.indexAtOrAfter(window.from()), grid.indexAtOrAfter(window.to()), 1)
        .sampledEvery(grid.steps(interval));
  }

  /** Refuses what {@link #replay} does. */
  void requireValid(TimeWindow window, Workload workload) {
    requireHome(workload);
    requireDeadlineWithin(window, workload);
    requireWithin(window);
  }

  private Replay over(TimeWindow window, ReplayRun run) {
    requireWithin(window);
    TimeGrid grid = market.grid();
    return run.over(
        grid.indexAtOrAfter(window.from()), grid.indexAtOrAfter(window.to()), grid.steps(interval));
  }

  private void requireWithin(TimeWindow window) {
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
  }

  /** A job begins at the first tick of the window. */
  private void requireDeadlineWithin(TimeWindow window, Workload workload) {
    if (workload.job().isPresent()) {
      Instant begin = market.grid().instant(market.grid().indexAtOrAfter(window.from()));
      Instant deadline = begin.plus(workload.job().get().deadline());
      if (deadline.isAfter(window.to())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "window must reach the deadline of the job, %s, but was %s",
                deadline,
                window));
      }
    }
  }

  private int requireHome(Workload workload) {
    int home = workload.pricingPool(market.shape(), workload.start());
    if (home < 0) {
      throw new IllegalArgumentException(
          "start must be a pool or type of the market but was " + workload.start().id());
    }
    if (!workload.eligible().admits(market.shape().type(home))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "start must be of an eligible type, %s, but was %s",
              workload.eligible(),
              workload.start().id()));
    }
    return home;
  }

  private static void requireEarlier(Knowledge knowledge, TimeWindow window) {
    knowledge
        .forecasts()
        .ifPresent(view -> view.forecasts().requireKnowsNothingFrom(window.from()));
    knowledge.statistics().ifPresent(statistics -> requireEarlier(statistics, window));
  }

  private static void requireEarlier(PoolStatistics statistics, TimeWindow window) {
    if (statistics.until().isAfter(window.from())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "statistics must end before the window begins at %s but know everything until %s",
              window.from(),
              statistics.until()));
    }
  }
}
