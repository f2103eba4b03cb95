package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeWindow;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class YardsticksTest {

  private static final long HOUR = 3600;
  private static final long START = 1_704_067_200; // 2024-01-01T00:00:00Z
  private static final CapacityPool A = CapacityPool.parse("us-east-1a_m5.large");
  private static final CapacityPool B = CapacityPool.parse("us-east-1b_m5.large");
  private static final CapacityPool C = CapacityPool.parse("us-east-1c_c5.large");

  private static TimeWindow hours(long count) {
    return TimeWindow.parse("2024-01-01/" + Instant.ofEpochSecond(START + count * HOUR));
  }

  /** A series of (second after the start, micro-USD) pairs. */
  private static PriceSeries series(long... pairs) {
    long[] times = new long[pairs.length / 2];
    long[] prices = new long[pairs.length / 2];
    for (int i = 0; i < times.length; i++) {
      times[i] = START + pairs[2 * i];
      prices[i] = pairs[2 * i + 1];
    }
    return PriceSeries.of(times, prices);
  }

  private static PriceSeries hourly(long... prices) {
    long[] pairs = new long[2 * prices.length];
    for (int i = 0; i < prices.length; i++) {
      pairs[2 * i] = i * HOUR;
      pairs[2 * i + 1] = prices[i];
    }
    return series(pairs);
  }

  private static YardstickSample sample(TimeWindow window, PriceSeries... series) {
    SortedMap<CapacityPool, PriceSeries> prices = new TreeMap<>();
    CapacityPool[] pools = {A, B, C};
    for (int i = 0; i < series.length; i++) {
      prices.put(pools[i], series[i]);
    }
    return YardstickSample.of(window, prices);
  }

  private static Yardsticks measure(TimeWindow window, PriceSeries... series) {
    return Yardsticks.measure(sample(window, series));
  }

  /**
   * A is known at all 4 hours and changes twice in hour 1 and once on the stroke of hour 3; B is
   * known from hour 2 on and does not change: 2 of 6 pool-hours.
   */
  @Test
  void anHourWithTwoChangesCountsOnce() {
    Yardsticks found =
        measure(
            hours(4),
            series(-60, 100, HOUR + 1, 110, HOUR + 2, 100, 3 * HOUR, 105, 4 * HOUR, 90),
            series(HOUR + 5, 500));
    assertThat(found.pools()).isEqualTo(2);
    assertThat(found.poolHours()).isEqualTo(6);
    assertThat(found.changes()).isEqualTo(3);
    assertThat(found.hoursWithChange()).isCloseTo(100.0 * 2 / 6, within(1e-12));
  }

  /** Steps of A above: 10 %, 1 / 1.1 = 9.09 %, 5 %. */
  @Test
  void stepsAreSharesOfTheOldPrice() {
    Yardsticks found =
        measure(
            hours(4), series(-60, 100, HOUR + 1, 110, HOUR + 2, 100, 3 * HOUR, 105, 4 * HOUR, 90));
    assertThat(found.steps().median()).isCloseTo(100.0 / 11, within(1e-12));
    assertThat(found.steps().p99()).isCloseTo(10, within(1e-12));
    assertThat(found.stepsWithHeartbeats()).isEqualTo(found.steps());
  }

  /** One change after 50 h, then 25 h without: three heartbeats beside a step of 10 %. */
  @Test
  void everyQuietDayCountsAsAHeartbeat() {
    Yardsticks found = measure(hours(75), series(0, 100, 50 * HOUR, 110));
    assertThat(found.steps().median()).isCloseTo(10, within(1e-12));
    assertThat(found.stepsWithHeartbeats().median()).isZero();
    assertThat(found.stepsWithHeartbeats().p99()).isCloseTo(10, within(1e-12));
  }

  /** Prices 100, 100, 125, 125 an hour apart: errors 0, 25/125, 0 an hour ahead. */
  @Test
  void persistenceErrsByAShareOfWhatCame() {
    Yardsticks found = measure(hours(4), series(0, 100, 2 * HOUR, 125));
    assertThat(found.persistence().oneHour()).isCloseTo(20.0 / 3, within(1e-12));
    assertThat(found.persistence().oneDay()).isNaN();
    assertThat(found.persistence().sevenDays()).isNaN();
  }

  /** One step from 100 to 125 on day 8 of 10: 24 of 216 and 72 of 72 origins see it. */
  @Test
  void persistenceIsMeasuredOverADayAndAWeek() {
    Yardsticks found = measure(hours(240), series(0, 100, 7 * 24 * HOUR, 125));
    assertThat(found.persistence().oneDay()).isCloseTo(20.0 * 24 / 216, within(1e-12));
    assertThat(found.persistence().sevenDays()).isCloseTo(20, within(1e-12));
  }

  @Test
  void onlyWholeHoursCount() {
    TimeWindow window = TimeWindow.parse("2024-01-01T00:30:00Z/2024-01-01T03:59:59Z");
    Yardsticks found = measure(window, series(0, 100, 1800, 200, 3 * HOUR + 1, 300));
    assertThat(found.poolHours()).isEqualTo(2);
    assertThat(found.changes()).isZero();
    assertThat(found.steps().median()).isNaN();
    assertThatThrownBy(
            () ->
                measure(
                    TimeWindow.parse("2024-01-01T00:30:00Z/2024-01-01T01:30:00Z"), series(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window must hold between one hour and");
  }

  /** A at 25 for an hour and 50 for the other (62.5 % off 100), C at 90 of 200 (55 %). */
  @Test
  void discountsAreMeansOfPools() {
    Yardsticks found =
        Yardsticks.measure(
            sample(hours(2), series(0, 25, HOUR, 50), series(0, 10), series(0, 90))
                .with(OnDemandPrices.ofUsd(Map.of("m5.large", 0.0001, "c5.large", 0.0002))));
    assertThat(found.discounts().lowest()).isCloseTo(55, within(1e-12));
    assertThat(found.discounts().p5()).isCloseTo(55, within(1e-12));
    assertThat(found.discounts().median()).isCloseTo(62.5, within(1e-12));
    assertThat(found.discounts().highest()).isCloseTo(90, within(1e-12));
    assertThat(found.discounts().p95()).isCloseTo(90, within(1e-12));
  }

  @Test
  void withoutOnDemandPricesThereIsNoDiscount() {
    assertThat(measure(hours(2), series(0, 25)).discounts().median()).isNaN();
  }

  /** A change in each hour of two days, and a second one at 05 h: 2 of them beside 50 / 24. */
  @Test
  void theHourPatternIsAChiSquareOverTheDay() {
    long[] pairs = new long[2 * 51];
    pairs[0] = -1;
    pairs[1] = 100;
    int at = 2;
    for (int hour = 0; hour < 48; hour++) {
      for (int change = 0; change < (hour % 24 == 5 ? 2 : 1); change++) {
        pairs[at++] = hour * HOUR + 60L * change;
        pairs[at] = 100L + at % 4;
        at++;
      }
    }
    Yardsticks.HourPattern found = measure(hours(48), series(pairs)).hourPattern();
    double expected = 50.0 / 24;
    double chiSquare =
        23 * (2 - expected) * (2 - expected) / expected
            + (4 - expected) * (4 - expected) / expected;
    assertThat(found.chiSquare()).isCloseTo(chiSquare, within(1e-9));
    assertThat(found.largestDeviation()).isCloseTo(100 * (4 / expected - 1), within(1e-9));
    // scipy.stats.chi2.sf(1.84, 23)
    assertThat(found.pValue()).isCloseTo(0.9999999987955515, within(1e-12));
  }

  @Test
  void lessThanADayHasNoHourPattern() {
    assertThat(measure(hours(23), series(0, 100, HOUR, 101)).hourPattern().chiSquare()).isNaN();
    assertThat(measure(hours(24), series(0, 100)).hourPattern().chiSquare()).isNaN();
    assertThat(measure(hours(25), series(0, 100, HOUR, 101)).hourPattern().chiSquare())
        .isPositive();
  }

  /** Every day's change is half of the day before it, so the fit leaves no error. */
  @Test
  void momentumIsFoundWhereThereIsNothingElse() {
    long[] prices = new long[24 * 12];
    double log = 20;
    double move = 2;
    for (int day = 0; day < 12; day++) {
      for (int hour = 0; hour < 24; hour++) {
        prices[24 * day + hour] = Math.round(StrictMath.exp(log));
      }
      log += move;
      move /= 2;
    }
    Yardsticks.Momentum found = measure(hours(24 * 12), hourly(prices)).momentum();
    assertThat(found.coefficient()).isCloseTo(0.5, within(1e-6));
    assertThat(found.maeSkill()).isCloseTo(100, within(1e-2));
    assertThat(found.rmseSkill()).isCloseTo(100, within(1e-2));
  }

  /**
   * Log prices of five days: 16, 17, 18, 20, 20. Of 102 h the first 71 are fitted: labels that end
   * by then belong to the changes 1 and 1, so b = 1. Tested are the origins 71, of day 2 (the last
   * change was 1, 2 comes), and 72 to 77, of day 3 (the last was 2, 0 comes).
   */
  @Test
  void theTestIsStrictlyAfterTheFit() {
    double[] logs = {16, 17, 18, 20, 20};
    long[] prices = new long[102];
    for (int hour = 0; hour < prices.length; hour++) {
      prices[hour] = Math.round(StrictMath.exp(logs[hour / 24]));
    }
    Yardsticks.Momentum found = measure(hours(102), hourly(prices)).momentum();
    assertThat(found.coefficient()).isCloseTo(1, within(1e-6));
    double day2 = StrictMath.exp(18);
    double day3 = StrictMath.exp(20);
    double error = Math.abs(day3 - day2 * Math.E) + 6 * (day3 * StrictMath.exp(2) - day3);
    assertThat(found.maeSkill()).isCloseTo(100 * (1 - error / (day3 - day2)), within(1e-3));
  }

  @Test
  void aPriceThatNeverMovesHasNoMomentum() {
    Yardsticks.Momentum found = measure(hours(240), series(0, 100)).momentum();
    assertThat(found.coefficient()).isNaN();
    assertThat(found.maeSkill()).isNaN();
    assertThat(found.rmseSkill()).isNaN();
  }

  /** 10 h: A has two pool events of three interruptions, B none, C one; one lies outside. */
  @Test
  void interruptionsAreRatesOfPoolEventsByType() {
    Yardsticks found =
        Yardsticks.measure(
            sample(hours(10), series(0, 1), series(0, 1), series(0, 1))
                .withInterruptions(
                    Map.of(
                        A, new long[] {START + 9000, START + 60, START + 120},
                        B, new long[0],
                        C, new long[] {START + 60, START + 10 * HOUR})));
    assertThat(found.interruptions().perHourByType())
        .containsEntry("m5.large", 10.0)
        .containsEntry("c5.large", 10.0);
  }

  /** Gaps 60 s, 60 s | 240 s to the next | 2 h alone: 3 of 4 with a neighbour have it near. */
  @Test
  void coInterruptionsAreSharesOfThoseWithANeighbourInTheHour() {
    Yardsticks found =
        Yardsticks.measure(
            sample(hours(10), series(0, 1))
                .withInterruptions(
                    Map.of(
                        A,
                        new long[] {START, START + 60, START + 120, START + 360, START + 7600})));
    assertThat(found.interruptions().coInterruptions()).isEqualTo(75);
  }

  @Test
  void poolEventsAloneSayNothingOfCoInterruptions() {
    Yardsticks found =
        Yardsticks.measure(
            sample(hours(10), series(0, 1))
                .withInterruptions(Map.of(A, new long[] {START, START + 600})));
    assertThat(found.interruptions().coInterruptions()).isNaN();
  }

  @Test
  void withoutInterruptionsNothingIsClaimed() {
    Yardsticks.Interruptions found = measure(hours(10), series(0, 1)).interruptions();
    assertThat(found.perHourByType()).isEmpty();
    assertThat(found.coInterruptions()).isNaN();
    assertThat(found.volatilityCorrelation()).isNaN();
  }

  /** The livelier the pool, the fewer its interruptions: -1. Two pools are too few. */
  @Test
  void volatilityAndInterruptionsAreComparedByRank() {
    PriceSeries calm = hourly(100, 100, 101, 100);
    PriceSeries brisk = hourly(100, 110, 100, 110);
    PriceSeries wild = hourly(100, 300, 100, 300);
    Map<CapacityPool, long[]> times =
        Map.of(A, new long[] {START, START + HOUR}, B, new long[] {START}, C, new long[0]);
    Yardsticks three =
        Yardsticks.measure(sample(hours(4), calm, brisk, wild).withInterruptions(times));
    assertThat(three.interruptions().volatilityCorrelation()).isCloseTo(-1, within(1e-12));
    Yardsticks two = Yardsticks.measure(sample(hours(4), calm, brisk).withInterruptions(times));
    assertThat(two.interruptions().volatilityCorrelation()).isNaN();
  }

  @Test
  void aPoolOfTooFewHoursHasNoVolatility() {
    Yardsticks found =
        Yardsticks.measure(
            sample(hours(2), hourly(100, 110), hourly(100, 120), hourly(100, 130))
                .withInterruptions(
                    Map.of(A, new long[0], B, new long[] {START}, C, new long[] {START + 5})));
    assertThat(found.interruptions().volatilityCorrelation()).isNaN();
  }

  @Test
  void aSampleIsReadFromSources() {
    PriceQuery query = PriceQuery.linux(hours(4));
    InterruptionSource interruptions =
        (asked, sink) -> {
          sink.watched(B);
          sink.accept(A, START + 5);
          sink.accept(A, START + 6);
        };
    YardstickSample sample =
        YardstickSample.read(
                (asked, sink) -> {
                  sink.accept(A, START - 5, 100);
                  sink.accept(A, START + HOUR, 200);
                },
                query)
            .withInterruptions(interruptions, query);
    Yardsticks found = Yardsticks.measure(sample);
    assertThat(found.changes()).isEqualTo(1);
    assertThat(found.interruptions().perHourByType()).containsEntry("m5.large", 12.5);
    assertThat(found.interruptions().coInterruptions()).isEqualTo(100);
  }
}
