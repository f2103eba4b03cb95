package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.data.WorkListener;
import dev.spotwise.decision.PolicySettings;

/**
 * How a study is made; none of it changes what a policy does.
 *
 * @param bootstrap how intervals are made
 * @param baselines the numbers of simple policies that are baselines
 * @param threads how many replays run side by side, in [1, 1024]; results don't depend on it
 * @param listener is told how many replays are done
 */
public record StudySettings(
    StationaryBootstrap.Settings bootstrap,
    PolicySettings baselines,
    int threads,
    WorkListener listener) {

  /** Checks the ranges. */
  public StudySettings {
    requireNonNull(bootstrap, "bootstrap");
    requireNonNull(baselines, "baselines");
    requireNonNull(listener, "listener");
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be in [1, 1024] but was " + threads);
    }
  }

  /** Settings without a listener. */
  public StudySettings(
      StationaryBootstrap.Settings bootstrap, PolicySettings baselines, int threads) {
    this(bootstrap, baselines, threads, WorkListener.none());
  }

  /** The bootstrap's defaults with a seed, default policies, one thread. */
  public static StudySettings withDefaults(long seed) {
    return new StudySettings(
        StationaryBootstrap.Settings.withDefaults(seed), PolicySettings.defaults(), 1);
  }

  /** The same on a number of threads. */
  public StudySettings withThreads(int count) {
    return new StudySettings(bootstrap, baselines, count, listener);
  }

  /** The same with a listener. */
  public StudySettings withListener(WorkListener told) {
    return new StudySettings(bootstrap, baselines, threads, told);
  }
}
