package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.statistics.Interval;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a policy saved and what it left on the table, percent, with intervals by a paired {@link
 * dev.spotwise.backtest.statistics.StationaryBootstrap} of the costs between scheduled decisions.
 * One deadline job is no series in time: its values have no intervals.
 *
 * @param savings percent of each baseline's cost, by the baseline's name; negative if the policy
 *     was dearer
 * @param regret cost beyond that of the clairvoyant, percent of the clairvoyant's; value NaN if
 *     there was none
 * @param regretWithoutRefund the same if no interrupted first hour were free, the policy replayed
 *     under those rules too: a clairvoyant farms free hours
 * @param regrets regret of each baseline by its name, measured as {@code regretWithoutRefund}, so
 *     that all stand on one scale; clairvoyants have none
 */
public record CostComparison(
    SortedMap<String, Interval> savings,
    Interval regret,
    Interval regretWithoutRefund,
    SortedMap<String, Interval> regrets) {

  private static final Interval UNKNOWN = Interval.of(Double.NaN);
  private static final CostComparison NONE =
      new CostComparison(new TreeMap<>(), UNKNOWN, UNKNOWN, new TreeMap<>());

  /** Checks and freezes. */
  public CostComparison {
    savings = Collections.unmodifiableSortedMap(new TreeMap<>(savings));
    requireNonNull(regret, "regret");
    requireNonNull(regretWithoutRefund, "regretWithoutRefund");
    regrets = Collections.unmodifiableSortedMap(new TreeMap<>(regrets));
  }

  /** Nothing was compared. */
  public static CostComparison none() {
    return NONE;
  }

  /** Savings against a baseline; all NaN if they were not measured. */
  public Interval savingsAgainst(String baseline) {
    return savings.getOrDefault(baseline, UNKNOWN);
  }
}
