package dev.spotwise.backtest.sweep;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.PolicySettings;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link SweepResult} as it is kept and shown: its numbers alone.
 *
 * @param policy id of the policy
 * @param search older part of the window, in which all were tried
 * @param holdout newer part, in which the best and the default were replayed once
 * @param tries all that was tried, in the order of the search space, at least one
 * @param best the place of the cheapest among them
 * @param defaults values of the same parameters by default
 * @param searchDefaultUsd what the defaults cost in the search window, USD
 * @param holdoutBestUsd what the best try cost in the holdout, USD
 * @param holdoutDefaultUsd what the defaults cost there, USD
 * @param holdoutSavings what the best try saved against the defaults in the holdout, percent
 */
public record SweepRecord(
    String policy,
    TimeWindow search,
    TimeWindow holdout,
    List<Try> tries,
    int best,
    SortedMap<String, Double> defaults,
    double searchDefaultUsd,
    double holdoutBestUsd,
    double holdoutDefaultUsd,
    Interval holdoutSavings) {

  /**
   * One set of values.
   *
   * @param values value by {@link PolicyParameter#id}; the same parameters in every try
   * @param usd what it cost in the search window, USD
   * @param deadlineMissed whether a job was late
   */
  public record Try(SortedMap<String, Double> values, double usd, boolean deadlineMissed) {

    /** Freezes. */
    public Try {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
  }

  /** Checks and freezes. */
  public SweepRecord {
    requireNonNull(policy, "policy");
    requireNonNull(search, "search");
    requireNonNull(holdout, "holdout");
    requireNonNull(holdoutSavings, "holdoutSavings");
    tries = List.copyOf(tries);
    Objects.checkIndex(best, tries.size());
    defaults = Collections.unmodifiableSortedMap(new TreeMap<>(defaults));
  }

  /**
   * What a sweep found, as it is kept.
   *
   * @param settings the settings that tries differ from: the defaults of the search
   */
  public static SweepRecord of(SweepResult result, PolicySettings settings) {
    SortedMap<String, Double> defaults = new TreeMap<>();
    result
        .bestTry()
        .values()
        .keySet()
        .forEach(parameter -> defaults.put(parameter.id(), parameter.get(settings)));
    return new SweepRecord(
        result.policy(),
        result.search(),
        result.holdout(),
        result.tries().stream().map(SweepRecord::tried).toList(),
        result.best(),
        defaults,
        result.searchDefault().totalUsd(),
        result.holdoutBest().totalUsd(),
        result.holdoutDefault().totalUsd(),
        result.holdoutSavings());
  }

  private static Try tried(SweepResult.Try one) {
    SortedMap<String, Double> values = new TreeMap<>();
    one.values().forEach((parameter, value) -> values.put(parameter.id(), value));
    return new Try(values, one.costs().totalUsd(), one.costs().detail().deadlineMissed());
  }
}
