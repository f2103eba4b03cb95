package dev.spotwise.backtest.sweep;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.PolicySettings;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sweep found.
 *
 * @param policy id of the policy
 * @param search older part of the window, in which all were tried
 * @param holdout newer part, in which the best and the default were replayed once
 * @param tries all that was tried, in the order of the search space
 * @param best the place of the cheapest among them, the earliest of equals; a try that missed a
 *     deadline is dearer than any that did not
 * @param searchDefault what the default settings cost in the search window
 * @param holdoutBest what the best try cost in the holdout
 * @param holdoutDefault what the default settings cost there
 * @param holdoutSavings what the best try saved against the default in the holdout, percent
 */
public record SweepResult(
    String policy,
    TimeWindow search,
    TimeWindow holdout,
    List<Try> tries,
    int best,
    CostSummary searchDefault,
    CostSummary holdoutBest,
    CostSummary holdoutDefault,
    Interval holdoutSavings) {

  /**
   * One set of values.
   *
   * @param values what was tried, by parameter
   * @param settings the settings that they make
   * @param costs what they cost in the search window
   */
  public record Try(
      SortedMap<PolicyParameter, Double> values, PolicySettings settings, CostSummary costs) {

    /** Checks and freezes. */
    public Try {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      requireNonNull(settings, "settings");
      requireNonNull(costs, "costs");
    }
  }

  /** Freezes. */
  public SweepResult {
    tries = List.copyOf(tries);
  }

  /** The cheapest try. */
  public Try bestTry() {
    return tries.get(best);
  }

  /** What the best try saved against the default in the search window, percent. */
  public double searchSavingsPercent() {
    return bestTry().costs().savingsPercentAgainst(searchDefault);
  }

  /** How far the search result can be believed, one sentence. */
  public String warning() {
    return tries.size() == 1
        ? "one try: nothing was chosen, both windows count"
        : String.format(
            Locale.ROOT,
            "best of %d tries; its search result flatters it: only the holdout counts",
            tries.size());
  }
}
