package dev.spotwise.backtest.statistics;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * Percentile intervals of figures about two cost series, of one market and the same decisions'
 * intervals, by the stationary bootstrap (Politis and Romano 1994, "The Stationary Bootstrap",
 * Journal of the American Statistical Association 89(428), doi 10.1080/01621459.1994.10476870).
 *
 * <p>A resample of a series of n intervals is made of blocks of consecutive ones: each begins at an
 * interval drawn at random, wraps around the end, and has a geometric length of the mean asked for;
 * the last is cut so that n are drawn in all. Both series are read at the same intervals (paired),
 * so that what hits both cancels. The statistic is computed from the two sums of every resample;
 * the ends are its empirical quantiles, interpolated linearly, at {@code (1 - level) / 2} and
 * {@code (1 + level) / 2}.
 *
 * <p>Edge cases: with fewer than two intervals nothing is known of their spread, and the ends are
 * NaN. A statistic is a ratio of sums and NaN unless the sum below is &gt; 0; if that is so in any
 * resample, the ends are NaN. With few blocks the ends lie too close together: a window should hold
 * many of the mean length. Series of constant costs give ends that are the value.
 *
 * <p>Resamples depend on the seed and the number of intervals alone, so that series of one length
 * are resampled alike in any order and by any number of threads. O(resamples x blocks) time.
 * Immutable and thread-safe.
 */
public final class StationaryBootstrap {

  private static final double TWO_TO_53 = 0x1.0p53;

  private final Settings settings;
  private final double meanLength;

  /**
   * How intervals are made.
   *
   * @param meanBlock mean time that a block spans, &gt; 0; shorter than an interval counts as one
   * @param resamples how many, in [1, 1,000,000]
   * @param level share of the resamples' statistics between the ends, in (0, 1)
   * @param seed any number
   */
  public record Settings(Duration meanBlock, int resamples, double level, long seed) {

    /** Checks the ranges. */
    public Settings {
      if (meanBlock.isNegative() || meanBlock.isZero()) {
        throw new IllegalArgumentException("meanBlock must be > 0 but was " + meanBlock);
      }
      if (resamples < 1 || resamples > 1_000_000) {
        throw new IllegalArgumentException(
            "resamples must be in [1, 1000000] but was " + resamples);
      }
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException("level must be in (0, 1) but was " + level);
      }
    }

    /** Blocks of a day on average, since prices and losses follow the day; 2,000; 95 %. */
    public static Settings withDefaults(long seed) {
      return new Settings(Duration.ofHours(24), 2000, 0.95, seed);
    }
  }

  /**
   * A bootstrap of series of one spacing.
   *
   * @param interval time that one number of a series stands for, &gt; 0
   */
  public StationaryBootstrap(Settings settings, Duration interval) {
    this.settings = requireNonNull(settings, "settings");
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval must be > 0 but was " + interval);
    }
    this.meanLength =
        Math.max(1, (double) settings.meanBlock().toSeconds() / Math.max(1, interval.toSeconds()));
  }

  /**
   * Savings against another way, {@code 100 (1 - sum ours / sum other)}, percent.
   *
   * @param ours costs per interval, oldest first, USD, finite
   * @param other the other's costs in the same intervals
   * @throws IllegalArgumentException if the lengths differ
   */
  public Interval savingsPercent(double[] ours, double[] other) {
    return of(ours, other, (sum, otherSum) -> otherSum > 0 ? 100 * (1 - sum / otherSum) : NAN);
  }

  /**
   * Regret, {@code 100 (sum ours / sum best - 1)}, percent.
   *
   * @param ours costs per interval, oldest first, USD, finite
   * @param best costs of the best that was possible in the same intervals
   * @throws IllegalArgumentException if the lengths differ
   */
  public Interval regretPercent(double[] ours, double[] best) {
    return of(ours, best, (sum, bestSum) -> bestSum > 0 ? 100 * (sum / bestSum - 1) : NAN);
  }

  private static final double NAN = Double.NaN;

  /**
   * The interval of any statistic of two sums.
   *
   * @param statistic of the sum of {@code first} and that of {@code second}; NaN if it has none
   * @throws IllegalArgumentException if the lengths differ
   */
  public Interval of(double[] first, double[] second, DoubleBinaryOperator statistic) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "series must have the same length but had %d and %d",
              first.length,
              second.length));
    }
    double value = statistic.applyAsDouble(sum(first), sum(second));
    if (first.length < 2 || Double.isNaN(value)) {
      return Interval.of(value);
    }
    double[] found = resampled(first, second, statistic);
    for (double each : found) {
      if (Double.isNaN(each)) {
        return Interval.of(value);
      }
    }
    Arrays.sort(found);
    double tail = (1 - settings.level()) / 2;
    return new Interval(quantile(found, tail), value, quantile(found, 1 - tail));
  }

  private double[] resampled(double[] first, double[] second, DoubleBinaryOperator statistic) {
    int n = first.length;
    double[] firstSums = sums(first);
    double[] secondSums = sums(second);
    SplittableRandom random = new SplittableRandom(settings.seed() ^ mix(n));
    double[] found = new double[settings.resamples()];
    for (int i = 0; i < found.length; i++) {
      double sum = 0;
      double otherSum = 0;
      int drawn = 0;
      while (drawn < n) {
        int from = (int) Math.floorMod(random.nextLong(), (long) n);
        int to = from + Math.min(n - drawn, length(random));
        sum += firstSums[to] - firstSums[from];
        otherSum += secondSums[to] - secondSums[from];
        drawn += to - from;
      }
      found[i] = statistic.applyAsDouble(sum, otherSum);
    }
    return found;
  }

  /** A geometric length, at least 1, by inversion of its distribution. */
  private int length(SplittableRandom random) {
    double uniform = ((random.nextLong() >>> 11) + 1) / TWO_TO_53;
    if (meanLength <= 1) {
      return 1;
    }
    double length = 1 + Math.floor(StrictMath.log(uniform) / StrictMath.log1p(-1 / meanLength));
    return (int) Math.min(Integer.MAX_VALUE, length);
  }

  /** Sums of the first i numbers of the series written down twice, for blocks that wrap around. */
  private static double[] sums(double[] series) {
    double[] sums = new double[2 * series.length + 1];
    for (int i = 0; i < 2 * series.length; i++) {
      sums[i + 1] = sums[i] + series[i % series.length];
    }
    return sums;
  }

  private static double sum(double[] series) {
    double sum = 0;
    for (double each : series) {
      sum += each;
    }
    return sum;
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195). */
  private static long mix(long z) {
    long mixed = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
