package dev.spotwise.backtest;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each way to run the workload had cost up to one instant.
 *
 * @param timestamp the instant
 * @param cumulativeUsd USD by name: {@value BacktestResult#OUR_STRATEGY} and the baselines
 */
public record CostPoint(Instant timestamp, SortedMap<String, Double> cumulativeUsd) {

  /** Freezes the costs. */
  public CostPoint {
    cumulativeUsd = Collections.unmodifiableSortedMap(new TreeMap<>(cumulativeUsd));
  }
}
