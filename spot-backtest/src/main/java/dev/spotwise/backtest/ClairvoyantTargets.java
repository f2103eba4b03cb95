package dev.spotwise.backtest;

import java.util.Arrays;

/**
 * The cheapest placement to start, and the cheapest but that one: a workload can't move to where it
 * runs. Not thread-safe.
 */
final class ClairvoyantTargets {

  private int first;
  private int second;
  private double firstUsd;
  private double secondUsd;

  ClairvoyantTargets() {
    clear();
  }

  static ClairvoyantTargets[] of(int count) {
    ClairvoyantTargets[] targets = new ClairvoyantTargets[count];
    Arrays.setAll(targets, unused -> new ClairvoyantTargets());
    return targets;
  }

  void clear() {
    first = ClairvoyantPlan.NOTHING;
    second = ClairvoyantPlan.NOTHING;
    firstUsd = Double.POSITIVE_INFINITY;
    secondUsd = Double.POSITIVE_INFINITY;
  }

  /** Weighs a placement; of equal ones the first offered counts. */
  void offer(int placement, double usd) {
    if (usd < firstUsd) {
      second = first;
      secondUsd = firstUsd;
      first = placement;
      firstUsd = usd;
    } else if (usd < secondUsd) {
      second = placement;
      secondUsd = usd;
    }
  }

  /** Weighs the targets of another zone. */
  void offer(ClairvoyantTargets others, double extraUsd) {
    offer(others.first, others.firstUsd + extraUsd);
    offer(others.second, others.secondUsd + extraUsd);
  }

  int first() {
    return first;
  }

  int second() {
    return second;
  }

  double usd() {
    return firstUsd;
  }

  /** The least cost among the placements but one. */
  double usdBut(int placement) {
    return first == placement ? secondUsd : firstUsd;
  }

  int but(int placement) {
    return first == placement ? second : first;
  }
}
