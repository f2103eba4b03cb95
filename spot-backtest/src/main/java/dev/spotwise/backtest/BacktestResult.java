package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.CostUnit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a policy did over a window, beside what its baselines would have done.
 *
 * @param window what was replayed
 * @param policy id of the policy
 * @param costUnit what unlike sizes are compared by
 * @param capacity units of {@code costUnit} that the workload needs, &gt; 0; all costs are for it
 * @param stabilityWindow span that stability scores look ahead
 * @param stabilityKnown whether interruptions were known; if not, nothing is claimed about them
 * @param ourStrategy the policy's costs
 * @param baselines costs of the baselines by name: {@value #SINGLE_SPOT}, {@value
 *     #SINGLE_SPOT_HINDSIGHT}, {@value #STAY}, {@value #ON_DEMAND}; then, where they could be
 *     computed, {@value #CLAIRVOYANT} and {@value #CLAIRVOYANT_WITHOUT_REFUND}, and simple policies
 *     under their ids
 * @param decisions the scheduled decisions, oldest first
 * @param restarts the forced starts, oldest first
 * @param costs cumulative costs at every scheduled decision and at the end of the window
 * @param comparison savings against the baselines and regret, with intervals
 */
public record BacktestResult(
    TimeWindow window,
    String policy,
    CostUnit costUnit,
    double capacity,
    Duration stabilityWindow,
    boolean stabilityKnown,
    CostSummary ourStrategy,
    SortedMap<String, CostSummary> baselines,
    List<DecisionRecord> decisions,
    List<RestartRecord> restarts,
    List<CostPoint> costs,
    CostComparison comparison) {

  /** Name of the policy's own costs. */
  public static final String OUR_STRATEGY = "our_strategy";

  /** The pool that was cheapest to run in over the training window; no hindsight. */
  public static final String SINGLE_SPOT = "single_spot";

  /** The pool that turned out cheapest over the backtest window: hindsight. */
  public static final String SINGLE_SPOT_HINDSIGHT = "single_spot_hindsight";

  /** The pool that the workload started in. */
  public static final String STAY = "stay";

  /** On demand, of the type that the workload started on. */
  public static final String ON_DEMAND = "on_demand";

  /** The least that any policy could have paid, knowing the future: a bound, not a policy. */
  public static final String CLAIRVOYANT = "clairvoyant";

  /**
   * The same if no interrupted first hour were free. Its costs are under those other rules; hold
   * them against {@link CostComparison#regretWithoutRefund} alone.
   */
  public static final String CLAIRVOYANT_WITHOUT_REFUND = "clairvoyant_without_refund";

  /** Checks and freezes. */
  public BacktestResult {
    requireNonNull(window, "window");
    requireNonNull(policy, "policy");
    requireNonNull(costUnit, "costUnit");
    requireNonNull(stabilityWindow, "stabilityWindow");
    requireNonNull(ourStrategy, "ourStrategy");
    baselines = Collections.unmodifiableSortedMap(new TreeMap<>(baselines));
    decisions = List.copyOf(decisions);
    restarts = List.copyOf(restarts);
    costs = List.copyOf(costs);
    requireNonNull(comparison, "comparison");
    for (String name : List.of(SINGLE_SPOT, SINGLE_SPOT_HINDSIGHT, STAY, ON_DEMAND)) {
      requireNonNull(baselines.get(name), name);
    }
  }

  /** A result in which nothing was compared. */
  public BacktestResult(
      TimeWindow window,
      String policy,
      CostUnit costUnit,
      double capacity,
      Duration stabilityWindow,
      boolean stabilityKnown,
      CostSummary ourStrategy,
      SortedMap<String, CostSummary> baselines,
      List<DecisionRecord> decisions,
      List<RestartRecord> restarts,
      List<CostPoint> costs) {
    this(
        window,
        policy,
        costUnit,
        capacity,
        stabilityWindow,
        stabilityKnown,
        ourStrategy,
        baselines,
        decisions,
        restarts,
        costs,
        CostComparison.none());
  }

  /** A baseline's costs by name. */
  public CostSummary baseline(String name) {
    return requireNonNull(baselines.get(name), name);
  }

  /** Savings against a baseline, percent of its cost; negative if the policy was dearer. */
  public double savingsPercentAgainst(String baseline) {
    return ourStrategy.savingsPercentAgainst(baseline(baseline));
  }
}
