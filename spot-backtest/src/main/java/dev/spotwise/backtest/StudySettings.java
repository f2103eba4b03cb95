package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.decision.PolicySettings;

/**
 * How a study is made; none of it changes what a policy does.
 *
 * @param bootstrap how intervals are made
 * @param baselines the numbers of simple policies that are baselines
 * @param threads how many replays run side by side, in [1, 1024]; results don't depend on it
 */
public record StudySettings(
    StationaryBootstrap.Settings bootstrap, PolicySettings baselines, int threads) {

  /** Checks the ranges. */
  public StudySettings {
    requireNonNull(bootstrap, "bootstrap");
    requireNonNull(baselines, "baselines");
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be in [1, 1024] but was " + threads);
    }
  }

  /** The bootstrap's defaults with a seed, default policies, one thread. */
  public static StudySettings withDefaults(long seed) {
    return new StudySettings(
        StationaryBootstrap.Settings.withDefaults(seed), PolicySettings.defaults(), 1);
  }

  /** The same on a number of threads. */
  public StudySettings withThreads(int count) {
    return new StudySettings(bootstrap, baselines, count);
  }
}
