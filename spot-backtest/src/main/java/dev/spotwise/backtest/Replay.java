package dev.spotwise.backtest;

import java.util.Arrays;
import java.util.List;

/** One policy's way through a window. Immutable. */
public final class Replay {

  private final CostSummary costs;
  private final List<DecisionRecord> decisions;
  private final List<RestartRecord> restarts;
  private final List<ReplayEvent> events;
  private final double[] cumulativeUsd;

  Replay(
      CostSummary costs,
      List<DecisionRecord> decisions,
      List<RestartRecord> restarts,
      List<ReplayEvent> events,
      double[] cumulativeUsd) {
    this.costs = costs;
    this.decisions = List.copyOf(decisions);
    this.restarts = List.copyOf(restarts);
    this.events = List.copyOf(events);
    this.cumulativeUsd = cumulativeUsd;
  }

  /** This replay under the name of the placement that it is about. */
  Replay named(String placement) {
    return new Replay(costs.named(placement), decisions, restarts, events, cumulativeUsd);
  }

  /** This replay with its costs looked at less often: at every so many scheduled decisions. */
  Replay sampledEvery(int decisionsApart) {
    int last = cumulativeUsd.length - 1;
    int samples = (last + decisionsApart - 1) / decisionsApart;
    double[] sampled = new double[samples + 1];
    for (int i = 0; i < samples; i++) {
      sampled[i] = cumulativeUsd[i * decisionsApart];
    }
    sampled[samples] = cumulativeUsd[last];
    return new Replay(costs, decisions, restarts, events, sampled);
  }

  /** What it cost. */
  public CostSummary costs() {
    return costs;
  }

  /** The scheduled decisions, oldest first. */
  public List<DecisionRecord> decisions() {
    return decisions;
  }

  /** The forced starts, oldest first. */
  public List<RestartRecord> restarts() {
    return restarts;
  }

  /** All that happened, in the order in which it did. */
  public List<ReplayEvent> events() {
    return events;
  }

  /** Costs before each scheduled decision and, last, at the end; USD. */
  public double[] cumulativeUsd() {
    return Arrays.copyOf(cumulativeUsd, cumulativeUsd.length);
  }

  /** Costs between each scheduled decision and the next, or the end; oldest first, USD. */
  public double[] intervalUsd() {
    double[] usd = new double[cumulativeUsd.length - 1];
    for (int i = 0; i < usd.length; i++) {
      usd[i] = cumulativeUsd[i + 1] - cumulativeUsd[i];
    }
    return usd;
  }
}
