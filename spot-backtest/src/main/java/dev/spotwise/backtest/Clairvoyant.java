package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.ClairvoyantMarket.Span;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Workload;
import java.time.Duration;

/**
 * The least that a workload could have cost, by somebody who knew the whole window: what every
 * policy's regret is measured against. The only type of the library that sees ahead.
 *
 * <p>Exact under the rules of {@link Backtester}, over all policies that may be asked at every tick
 * and may begin a service anywhere: no replay in the same market, window and billing that meets the
 * deadline, if there is one, costs less. Several instances cost as many times as much as one, since
 * nothing couples them. Placements are the spot pools of eligible types, their types on demand in
 * their zones, and {@link Workload#fallback}. Where interrupted instances are free the plan farms
 * them: it launches what it knows to be interrupted in time. {@link BillingRules#withoutRefund}
 * takes that away. A service may wait, too; {@link #alwaysRunning} takes that away.
 *
 * <p><b>Services.</b> Backward dynamic programming (Bellman, "Dynamic Programming", 1957). With
 * {@code c} the charge of a tick, {@code m} that of a move with its data, and {@code V} the value
 * of running {@code x} when the tick's decisions are over,
 *
 * <pre>  V(t, x) = c(t, x) + min over y of m(t + 1, x, y) + V(t + 1, y)</pre>
 *
 * where {@code x} and {@code y} are spot pools, on demand by zone, or nothing with the data in a
 * zone; after a loss staying is no choice. As a replay asks twice at a tick after a loss, and while
 * a service is on demand for want of spot, there are two such minima at those ticks. A refund would
 * make the age of an instance part of the state. It need not be: pools are lost when they are,
 * whoever runs in them, so that a launch at {@code t} in a pool next lost at {@code n} ends either
 * by choice before {@code n}, paid in full, or at {@code n}, refunded if {@code n - t} is short
 * enough. Hence a launch is worth the lesser of the paid recursion, and of the value after the loss
 * at {@code n} with nothing paid. Given that every minimum is over all that a replay permits, and
 * every charge is that of the replay, induction over ticks from the last one shows that the value
 * is attained by its plan and undercut by none.
 *
 * <p><b>Deadline jobs.</b> The state also holds the slack, time to the deadline less work left.
 * Working leaves the slack as it is; waiting takes a step of it, a start the restart time, a loss
 * what it destroys. A stint, too, ends by choice (or with the job), when all is saved, or by a
 * loss: what that saves follows from the launch and the loss alone, so that no checkpoint's age is
 * needed. A stint left before its first work is never better than waiting, as long as data don't
 * move cheaper by way of a third zone, which is refused. Less slack than none is never had; on
 * demand a job can always be done in time. The same optimum, for one pool without refunds, is that
 * of Wu et al., "Can't Be Late: Optimizing Spot Instance Savings under Deadlines", NSDI 2024,
 * computed there offline.
 *
 * <p><b>Complexity.</b> A service takes O(ticks x (pools + zones^2)) time, six bits per pool and
 * tick and 40 bytes per zone and tick; zones count as one where data move for nothing. A job takes
 * that, with pools for pools + zones^2 if there is one zone and pools x zones otherwise, times the
 * number of slacks: (deadline - work) / gcd(step, restart, checkpoint interval). Its plan takes
 * three bits per tick, placement and slack and four bytes per tick, zone and slack; its cost alone
 * no more than a few layers of slack per placement.
 *
 * <p>Immutable and thread-safe.
 */
public final class Clairvoyant {

  /** The id in results. */
  public static final String ID = "clairvoyant";

  private final Market market;
  private final BillingRules billing;

  private final Waiting waiting;

  /** Whether a service may run nothing for a while. */
  private enum Waiting {
    ALLOWED,
    NEVER
  }

  private Clairvoyant(Market market, BillingRules billing, Waiting waiting) {
    this.market = requireNonNull(market, "market");
    this.billing = requireNonNull(billing, "billing");
    this.waiting = waiting;
  }

  /** Who knows all of a market, under some rules. */
  public static Clairvoyant of(Market market, BillingRules billing) {
    return new Clairvoyant(market, billing, Waiting.ALLOWED);
  }

  /**
   * The same for services that run all the time: never nothing, on demand if need be. Waiting is a
   * decision that replays allow and value at the on-demand price, so that it saves the start on
   * demand, and who waits can undercut this one. Nothing changes for jobs.
   */
  public Clairvoyant alwaysRunning() {
    return new Clairvoyant(market, billing, Waiting.NEVER);
  }

  /**
   * The cheapest way through a window.
   *
   * @throws IllegalArgumentException if a {@link Backtester} refuses window or workload, or if
   *     there are too many states; the message says how many
   */
  public ClairvoyantPlan plan(TimeWindow window, Workload workload) {
    ClairvoyantMarket ahead = ahead(window, workload);
    if (workload.job().isPresent()) {
      return job(ahead, workload).solve(workload.instances());
    }
    double idle = waiting == Waiting.ALLOWED ? ahead.idleUsdPerHour() : Double.POSITIVE_INFINITY;
    return new ClairvoyantService(ahead, idle).solve(workload.instances());
  }

  /**
   * What the cheapest way costs, without the way: less memory for a job, the same for a service.
   *
   * @return USD for all instances
   * @throws IllegalArgumentException as {@link #plan} does
   */
  public double leastUsd(TimeWindow window, Workload workload) {
    if (workload.job().isEmpty()) {
      return plan(window, workload).usd();
    }
    return workload.instances() * job(ahead(window, workload), workload).usd();
  }

  /**
   * Replays the plan by the rules of every other replay.
   *
   * @param interval distance of the costs that are told, as that of a policy's scheduled decisions;
   *     the plan itself decides at every tick
   * @throws IllegalArgumentException as {@link #plan} does
   */
  public Replay replay(TimeWindow window, Workload workload, Duration interval) {
    return new Backtester(market, billing, interval)
        .following(window, plan(window, workload).policy(), workload)
        .named(ID);
  }

  private ClairvoyantMarket ahead(TimeWindow window, Workload workload) {
    TimeGrid grid = market.grid();
    new Backtester(market, billing, grid.step()).requireValid(window, workload);
    Span span = new Span(grid.indexAtOrAfter(window.from()), grid.indexAtOrAfter(window.to()));
    return new ClairvoyantMarket(market, billing, workload, span);
  }

  private static ClairvoyantJob job(ClairvoyantMarket ahead, Workload workload) {
    return new ClairvoyantJob(ahead, workload.job().orElseThrow(), workload.restart());
  }
}
