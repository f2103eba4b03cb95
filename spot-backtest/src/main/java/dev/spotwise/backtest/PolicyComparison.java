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
 * Policies side by side over one window, under the same rules, beside the baselines that every
 * {@link BacktestResult} has.
 *
 * @param window what was replayed
 * @param billing id of the billing rules
 * @param interval distance of scheduled decisions
 * @param costUnit what unlike sizes are compared by
 * @param capacity units of {@code costUnit} that the workload needs, &gt; 0; all costs are for it
 * @param baselines costs of the baselines by name
 * @param policies what became of each policy, in the order asked for
 */
public record PolicyComparison(
    TimeWindow window,
    String billing,
    Duration interval,
    CostUnit costUnit,
    double capacity,
    SortedMap<String, CostSummary> baselines,
    List<Entry> policies) {

  /**
   * One policy.
   *
   * @param policy its id
   * @param costs what it cost
   * @param comparison savings against each baseline and regret
   */
  public record Entry(String policy, CostSummary costs, CostComparison comparison) {

    /** Checks that all is given. */
    public Entry {
      requireNonNull(policy, "policy");
      requireNonNull(costs, "costs");
      requireNonNull(comparison, "comparison");
    }
  }

  /** Freezes. */
  public PolicyComparison {
    baselines = Collections.unmodifiableSortedMap(new TreeMap<>(baselines));
    policies = List.copyOf(policies);
  }

  /**
   * A policy's entry.
   *
   * @throws IllegalArgumentException if it was not compared
   */
  public Entry policy(String id) {
    return policies.stream()
        .filter(entry -> entry.policy().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("policy must be compared: " + id));
  }
}
