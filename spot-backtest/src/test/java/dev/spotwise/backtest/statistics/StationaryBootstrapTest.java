package dev.spotwise.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.statistics.StationaryBootstrap.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationaryBootstrapTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static StationaryBootstrap blocks(int hours, long seed) {
    return new StationaryBootstrap(new Settings(Duration.ofHours(hours), 400, 0.95, seed), HOUR);
  }

  /** Costs around 1 USD; each keeps the share {@code memory} of the last one's deviation. */
  private static double[] costs(long seed, int length, double memory) {
    Random random = new Random(seed);
    double[] costs = new double[length];
    double deviation = random.nextGaussian() / Math.sqrt(1 - memory * memory);
    for (int i = 0; i < length; i++) {
      costs[i] = 1 + 0.2 * deviation;
      deviation = memory * deviation + random.nextGaussian();
    }
    return costs;
  }

  private static double[] constant(int length, double usd) {
    double[] costs = new double[length];
    Arrays.fill(costs, usd);
    return costs;
  }

  /** In how many of 300 repetitions the interval holds the true regret, 0, share of them. */
  private static double coverage(int block, double memory) {
    int held = 0;
    for (int seed = 0; seed < 300; seed++) {
      double[] ours = costs(seed, 400, memory);
      held += blocks(block, seed).regretPercent(ours, constant(400, 1)).contains(0) ? 1 : 0;
    }
    return held / 300.0;
  }

  @Test
  void independentCostsAreCoveredAsOftenAsTheLevelSays() {
    assertThat(coverage(1, 0)).isBetween(0.92, 0.98);
  }

  @Test
  void costsThatHangTogetherNeedBlocks() {
    // a memory of 0.8: the variance of the mean is 9 times that of independent costs
    assertThat(coverage(1, 0.8)).isLessThan(0.6);
    assertThat(coverage(24, 0.8)).isBetween(0.87, 0.98);
  }

  @Test
  void whatHitsBothCancels() {
    double[] other = costs(1, 500, 0.5);
    double[] ours = Arrays.stream(other).map(usd -> 0.9 * usd).toArray();

    Interval paired = blocks(24, 7).savingsPercent(ours, other);
    Interval apart = blocks(24, 7).savingsPercent(ours, costs(2, 500, 0.5));

    assertThat(paired.low()).isCloseTo(10, within(1e-9));
    assertThat(paired.high()).isCloseTo(10, within(1e-9));
    assertThat(apart.high() - apart.low()).isGreaterThan(1);
  }

  @Test
  void valuesAreRatiosOfSums() {
    double[] ours = {1, 2, 3, 2};
    double[] other = {4, 4, 1, 1};

    assertThat(blocks(1, 1).savingsPercent(ours, other).value()).isEqualTo(100 * (1 - 8 / 10.0));
    assertThat(blocks(1, 1).regretPercent(other, ours).value()).isEqualTo(100 * (10 / 8.0 - 1));
  }

  @Test
  void endsAreQuantilesOfAllThatCanBeDrawn() {
    // two draws of 0 or 1: a quarter of the sums are 0, a half are 1 and a quarter are 2
    StationaryBootstrap bootstrap =
        new StationaryBootstrap(new Settings(HOUR, 4000, 0.40, 3), HOUR);

    Interval narrow = bootstrap.of(new double[] {0, 1}, new double[] {0, 0}, (sum, none) -> sum);

    assertThat(narrow).isEqualTo(new Interval(1, 1, 1));
    Interval wide =
        new StationaryBootstrap(new Settings(HOUR, 4000, 0.60, 3), HOUR)
            .of(new double[] {0, 1}, new double[] {0, 0}, (sum, none) -> sum);
    assertThat(wide).isEqualTo(new Interval(0, 1, 2));
  }

  @Test
  void blocksWrapAroundTheEndAndAreAsLongAsAsked() {
    // the share of draws that follow the draw before, in a series that tells its place
    double[] places = new double[1000];
    places[0] = 1;
    double[] ones = constant(1000, 1);
    StationaryBootstrap long2 =
        new StationaryBootstrap(new Settings(Duration.ofDays(50_000), 500, 0.9, 1), HOUR);

    // blocks much longer than the series rotate it: every sum is that of the whole
    Interval rotated = long2.of(places, ones, (sum, count) -> sum / count);

    assertThat(rotated.low()).isCloseTo(0.001, within(1e-12));
    assertThat(rotated.high()).isCloseTo(0.001, within(1e-12));
    // and single draws miss it or meet it more than once
    Interval single = blocks(1, 1).of(places, ones, (sum, count) -> sum / count);
    assertThat(single.low()).isZero();
    assertThat(single.high()).isGreaterThanOrEqualTo(0.002);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
  void theSameSeedGivesTheSameIntervalAndAnotherOneAnother(long seed) {
    double[] ours = costs(3, 200, 0.3);
    double[] other = constant(200, 1.1);

    Interval once = blocks(24, seed).savingsPercent(ours, other);

    assertThat(blocks(24, seed).savingsPercent(ours, other)).isEqualTo(once);
    assertThat(blocks(24, seed + 1).savingsPercent(ours, other)).isNotEqualTo(once);
  }

  @Test
  void scalingAllCostsChangesNothing() {
    double[] ours = costs(3, 200, 0.3);
    double[] other = costs(4, 200, 0.3);

    assertThat(
            blocks(24, 1)
                .savingsPercent(
                    Arrays.stream(ours).map(usd -> 4 * usd).toArray(),
                    Arrays.stream(other).map(usd -> 4 * usd).toArray()))
        .isEqualTo(blocks(24, 1).savingsPercent(ours, other));
  }

  @Test
  void oneIntervalTellsNothingOfItsSpread() {
    assertThat(blocks(24, 1).savingsPercent(new double[] {1}, new double[] {2}))
        .isEqualTo(Interval.of(50));
    assertThat(blocks(24, 1).savingsPercent(new double[0], new double[0]))
        .isEqualTo(Interval.of(Double.NaN));
  }

  @Test
  void nothingIsSavedAgainstNothing() {
    double[] none = new double[50];
    double[] once = new double[50];
    once[7] = 1;

    assertThat(blocks(24, 1).savingsPercent(constant(50, 1), none))
        .isEqualTo(Interval.of(Double.NaN));
    assertThat(blocks(24, 1).regretPercent(constant(50, 1), none))
        .isEqualTo(Interval.of(Double.NaN));
    // some resamples miss the only cost
    assertThat(blocks(1, 1).regretPercent(once, once)).isEqualTo(Interval.of(0));
  }

  @Test
  void blocksShorterThanAnIntervalAreOne() {
    double[] ours = costs(5, 100, 0);
    StationaryBootstrap days =
        new StationaryBootstrap(
            new Settings(Duration.ofHours(2), 400, 0.95, 1), Duration.ofDays(1));

    assertThat(days.regretPercent(ours, constant(100, 1)))
        .isEqualTo(blocks(1, 1).regretPercent(ours, constant(100, 1)));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(Settings.withDefaults(3))
        .isEqualTo(new Settings(Duration.ofHours(24), 2000, 0.95, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Settings(Duration.ZERO, 1, 0.5, 1))
        .withMessage("meanBlock must be > 0 but was PT0S");
    assertThatIllegalArgumentException().isThrownBy(() -> new Settings(HOUR.negated(), 1, 0.5, 1));
    for (int resamples : new int[] {0, 1_000_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Settings(HOUR, resamples, 0.5, 1))
          .withMessageEndingWith("but was " + resamples);
    }
    for (double level : new double[] {0, 1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Settings(HOUR, 1, level, 1))
          .withMessage("level must be in (0, 1) but was " + level);
    }
    for (Duration interval : new Duration[] {Duration.ZERO, HOUR.negated()}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new StationaryBootstrap(Settings.withDefaults(1), interval))
          .withMessageStartingWith("interval must be > 0");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blocks(1, 1).savingsPercent(new double[2], new double[3]))
        .withMessage("series must have the same length but had 2 and 3");
  }

  @Test
  void anIntervalHasBothEndsInOrderOrNone() {
    Interval interval = new Interval(1, 5, 2);

    assertThat(interval.isKnown()).isTrue();
    assertThat(interval.contains(1)).isTrue();
    assertThat(interval.contains(2)).isTrue();
    assertThat(interval.contains(2.1)).isFalse();
    assertThat(interval.contains(0.9)).isFalse();
    assertThat(Interval.of(3).isKnown()).isFalse();
    assertThat(Interval.of(3).contains(3)).isFalse();
    for (double[] ends : new double[][] {{2, 1}, {Double.NaN, 1}, {1, Double.NaN}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Interval(ends[0], 1, ends[1]))
          .withMessageStartingWith("low must be at most high, or both NaN");
    }
  }
}
