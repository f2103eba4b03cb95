package dev.spotwise.backtest.sweep;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.data.WorkListener;
import dev.spotwise.decision.PolicySettings;

/**
 * How a sweep is made.
 *
 * @param holdoutShare newest share of the window that the search doesn't see, in (0, 1)
 * @param defaults settings that the tries differ from, and that the best is held against
 * @param bootstrap how intervals are made
 * @param threads how many replays run side by side, in [1, 1024]; results don't depend on it
 * @param listener is told how many tries are replayed
 */
public record SweepSettings(
    double holdoutShare,
    PolicySettings defaults,
    StationaryBootstrap.Settings bootstrap,
    int threads,
    WorkListener listener) {

  /** The share by default. */
  public static final double HOLDOUT_SHARE = 0.3;

  /** Checks the ranges. */
  public SweepSettings {
    requireNonNull(defaults, "defaults");
    requireNonNull(listener, "listener");
    requireNonNull(bootstrap, "bootstrap");
    if (!(holdoutShare > 0 && holdoutShare < 1)) {
      throw new IllegalArgumentException("holdoutShare must be in (0, 1) but was " + holdoutShare);
    }
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be in [1, 1024] but was " + threads);
    }
  }

  /** Settings without a listener. */
  public SweepSettings(
      double holdoutShare,
      PolicySettings defaults,
      StationaryBootstrap.Settings bootstrap,
      int threads) {
    this(holdoutShare, defaults, bootstrap, threads, WorkListener.none());
  }

  /** Three tenths held out, default policies and bootstrap, one thread. */
  public static SweepSettings withDefaults(long seed) {
    return new SweepSettings(
        HOLDOUT_SHARE,
        PolicySettings.defaults(),
        StationaryBootstrap.Settings.withDefaults(seed),
        1);
  }

  /** The same on a number of threads. */
  public SweepSettings withThreads(int count) {
    return new SweepSettings(holdoutShare, defaults, bootstrap, count, listener);
  }

  /** The same with other settings to differ from. */
  public SweepSettings withDefaults(PolicySettings settings) {
    return new SweepSettings(holdoutShare, settings, bootstrap, threads, listener);
  }

  /** The same with a listener. */
  public SweepSettings withListener(WorkListener told) {
    return new SweepSettings(holdoutShare, defaults, bootstrap, threads, told);
  }
}
