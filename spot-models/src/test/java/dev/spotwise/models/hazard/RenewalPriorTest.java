package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalPriorTest {

  private static final List<String> LOSSES = List.of("1h", "3h", "6h", "12h", "24h", "3d");
  private static final List<String> UP =
      List.of("30m", "1h", "2h", "3h", "6h", "12h", "24h", "2d", "3d");
  private static final float UNKNOWN = Float.NaN;

  /** One row: interruptions in each window, then shares up, then a column of no concern. */
  private static FeatureMatrix row(float... values) {
    List<String> names = new ArrayList<>();
    LOSSES.forEach(span -> names.add("interruptions_" + span));
    UP.forEach(span -> names.add("up_share_" + span));
    names.add("hour");
    FeatureMatrix x =
        FeatureMatrix.allocate(
            new FeatureSchema("test", names, 300), List.of(CapacityPool.of("a", "b")), 1);
    for (int column = 0; column < values.length; column++) {
      x.set(0, column, values[column]);
    }
    return x;
  }

  private static FeatureMatrix row(float[] losses, float up) {
    float[] values = Arrays.copyOf(losses, LOSSES.size() + UP.size());
    Arrays.fill(values, LOSSES.size(), values.length, up);
    return row(values);
  }

  private static RenewalPrior prior(FeatureMatrix x) {
    return new RenewalPrior(x.schema(), 0.15);
  }

  private static double faded(double hours) {
    return Math.pow(2, -hours / 6);
  }

  /** The integral of {@code 2^(-age / 6)} from one age to another. */
  private static double area(double from, double to) {
    return 6 / Math.log(2) * (faded(from) - faded(to));
  }

  @Test
  void aLossCountsWithTheMeanWeightOfItsStretch() {
    // one in the last hour, none in (1, 3], two in (3, 6], one in (24, 72]
    FeatureMatrix x = row(new float[] {1, 1, 3, 3, 3, 4}, 1);

    assertThat(prior(x).losses(x, 0))
        .isCloseTo(area(0, 1) + 2 * area(3, 6) / 3 + area(24, 72) / 48, within(1e-12));
  }

  @Test
  void hoursUpFadeToo() {
    // up in (1, 2] alone: the share is none, none, a half, a third, ...
    FeatureMatrix x =
        row(0, 0, 0, 0, 0, 0, 0, 0, 0.5f, 1 / 3f, 1 / 6f, 1 / 12f, 1 / 24f, 1 / 48f, 1 / 72f);

    assertThat(prior(x).hoursUp(x, 0)).isCloseTo(area(1, 2), within(1e-6));
    FeatureMatrix always = row(new float[6], 1);
    assertThat(prior(always).hoursUp(always, 0)).isCloseTo(area(0, 72), within(1e-12));
  }

  @Test
  void aPoolWhoseStateIsUnknownCountsAsUp() {
    FeatureMatrix x = row(new float[6], UNKNOWN);
    FeatureMatrix lately = row(0, 0, 0, 0, 0, 0, UNKNOWN, UNKNOWN, 0, 0, 0, 0, 0, 0, 0);

    assertThat(prior(x).hoursUp(x, 0)).isCloseTo(area(0, 72), within(1e-12));
    assertThat(prior(lately).hoursUp(lately, 0)).isCloseTo(area(0, 1), within(1e-12));
  }

  @Test
  void ofAPoolThatNobodyWatchesTheRateOfAllIsKnown() {
    FeatureMatrix x = row(new float[] {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN}, 1);
    // S(h) = (1 / (1 + h))^0.15
    double loss = 1 - Math.pow(1 / 7.0, 0.15);

    assertThat(prior(x).losses(x, 0)).isZero();
    assertThat(prior(x).hoursUp(x, 0)).isZero();
    assertThat(prior(x).logOdds(x, 0, 6)).isCloseTo(Math.log(loss / (1 - loss)), within(1e-12));
  }

  @Test
  void columnsThatAreNotThereAreUnknown() {
    FeatureMatrix x =
        FeatureMatrix.allocate(
            new FeatureSchema("test", List.of("hour"), 300), List.of(CapacityPool.of("a", "b")), 1);

    assertThat(prior(x).losses(x, 0)).isZero();
    assertThat(prior(x).hoursUp(x, 0)).isZero();
  }

  @Test
  void theLongerAStableTimeTheLessIsExpected() {
    FeatureMatrix fresh = row(new float[] {2, 3, 3, 3, 3, 3}, 0.5f);
    FeatureMatrix stable = row(new float[] {0, 0, 0, 0, 1, 1}, 1);
    double v = 1 + area(0, 72);
    double shape = 0.15 + area(12, 24) / 12;
    double loss = 1 - Math.pow(v / (v + 24), shape);

    assertThat(prior(stable).logOdds(stable, 0, 24))
        .isCloseTo(Math.log(loss / (1 - loss)), within(1e-9))
        .isGreaterThan(prior(stable).logOdds(stable, 0, 6))
        .isLessThan(prior(fresh).logOdds(fresh, 0, 24) - 1);
  }

  @Test
  void nothingIsImpossibleAndNothingCertain() {
    FeatureMatrix calm = row(new float[6], 1);
    FeatureMatrix wild = row(new float[] {500, 999, 999, 999, 999, 999}, 0.1f);

    assertThat(new RenewalPrior(calm.schema(), 1e-9).logOdds(calm, 0, 1))
        .isCloseTo(Math.log(1e-4 / (1 - 1e-4)), within(1e-12));
    assertThat(prior(wild).logOdds(wild, 0, 1))
        .isCloseTo(-Math.log(1e-4 / (1 - 1e-4)), within(1e-9));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsOverWindowsComeCloseToEveryLossAtItsAge(long seed) {
    SmallMarket small = SmallMarket.random(seed);
    Market market = small.market();
    int[] ticks = new int[200];
    Arrays.setAll(ticks, i -> 400 + 5 * i);
    FeatureMatrix x = FeatureMatrix.of(market, StandardFeatures.all(), ticks);
    RenewalPrior prior = new RenewalPrior(x.schema(), 0.02);
    double difference = 0;
    double sum = 0;
    for (int row = 0; row < x.rows(); row++) {
      double exact = 0;
      InterruptionSeries events = market.interruptions(x.pool(row)).orElseThrow();
      for (int event = 0; event < events.size(); event++) {
        long age = x.originSecond(row) - events.epochSecond(event);
        exact += age < 0 ? 0 : faded(age / 3600.0);
      }
      assertThat(prior.losses(x, row)).isCloseTo(exact, within(0.35));
      difference += prior.losses(x, row) - exact;
      sum += exact;
    }

    assertThat(sum).isGreaterThan(50);
    assertThat(difference / sum).isBetween(-0.05, 0.05);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theRateOfAllIsLossesPerHour(long seed) {
    LearningSet set = SmallModels.set(SmallMarket.random(seed));
    double losses = 0;
    FeatureMatrix x = set.features();
    int days = x.schema().indexOf("interruptions_30d");
    int pools = x.pools().size();
    int last = 720 / 2 * pools;
    for (int pool = 0; pool < pools; pool++) {
      losses += x.get(last + pool, days) + x.get(last + 360 / 2 * pools + pool, days) / 2;
    }

    // 30 days, and half of the 30 days up to the 45th
    assertThat(RenewalPrior.of(set).ratePerHour())
        .isCloseTo(losses / (1.5 * 30 * 24 * pools), within(0.006));
  }

  @Test
  void whereNothingHappenedTheRateIsLowAndNotNothing() {
    LearningSet set = SmallModels.set(SmallMarket.random(1).calm());

    // half a loss in 10 hours and those of 45 days of four pools
    assertThat(RenewalPrior.of(set).ratePerHour())
        .isCloseTo(0.5 / (4 * 45 * 24), within(0.05 / (4 * 45 * 24)));
    assertThat(RenewalPrior.of(SmallModels.set(SmallMarket.random(1).unwatched())).ratePerHour())
        .isEqualTo(0.05);
  }

  @Test
  void whatIsWrittenIsReadAgainAndNothingElse() throws IOException {
    FeatureMatrix x = row(new float[] {1, 1, 3, 3, 3, 4}, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    prior(x).write(new DataOutputStream(bytes));

    RenewalPrior read = RenewalPrior.read(input(bytes.toByteArray()), x.schema());

    assertThat(read.ratePerHour()).isEqualTo(0.15);
    assertThat(read.logOdds(x, 0, 6)).isEqualTo(prior(x).logOdds(x, 0, 6));
    assertThatThrownBy(() -> RenewalPrior.read(input(new byte[8]), x.schema()))
        .isInstanceOf(IOException.class)
        .hasMessage("rate must be finite and > 0 but was 0.0");
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
