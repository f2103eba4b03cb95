package dev.spotwise.backtest.sweep;

import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.data.Market;
import dev.spotwise.decision.Knowledge;

/** Searches for the parameters of a policy. */
public final class PolicySweep {

  /** A sweep over a market and plan. */
  public PolicySweep(Market market, BacktestStudy.Plan plan, SweepSettings settings) {}

  /** Tries a search space. */
  public SweepResult run(String policy, SearchSpace space, Knowledge knowledge) {
    throw new UnsupportedOperationException("not yet");
  }
}
