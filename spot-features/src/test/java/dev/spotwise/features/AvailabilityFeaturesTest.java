package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Availability;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import java.util.EnumSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityFeaturesTest extends FeatureExtractorContract {

  private static final PoolHistory POOL = PoolHistory.constant("us-east-1a", 96_000, 30_000);
  private static final int MONTH = 720;
  private static final TimeGrid HOURLY = Rows.grid(3600, 3 * MONTH);
  private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

  @Override
  FeatureExtractor extractor() {
    return StandardFeatures.of(EnumSet.of(FeatureFamily.AVAILABILITY));
  }

  private float value(PoolHistory pool, int origin, String column) {
    return Rows.value(PoolHistory.market(HOURLY, pool), extractor(), origin, column);
  }

  private static long hour(int index) {
    return HOURLY.epochSecond(index);
  }

  private static PoolHistory upFrom(int hour) {
    return POOL.withState(hour(hour), Availability.UP);
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({
    "4, NaN",
    "5, 0",
    "9, 4",
    "10, 0",
    "11, 1",
    "20, NaN",
    "21, 0",
    "741, 720",
    "900, 720"
  })
  void theTimeInAStateIsCappedAtThirtyDays(int origin, Float hours) {
    PoolHistory pool =
        upFrom(5)
            .withState(hour(10), Availability.DOWN)
            .withState(hour(20), Availability.UNKNOWN)
            .withState(hour(21), Availability.DOWN);

    assertThat(value(pool, origin, "hours_in_state")).isEqualTo(hours);
  }

  @Test
  void theTimeInAStateIsCountedFromTheFirstTickAtLeast() {
    Market market = PoolHistory.market(HOURLY, upFrom(5));
    int column = extractor().schema(HOURLY.step()).indexOf("hours_in_state");

    assertThat(Rows.openedAt(market, extractor(), 100, 100).get(0).get(column)).isZero();
    assertThat(Rows.openedAt(market, extractor(), 100, 130).get(0).get(column)).isEqualTo(30);
  }

  @Test
  void aRateIsThatOfTheHoursUp() {
    PoolHistory pool =
        upFrom(90).withState(hour(94), Availability.DOWN).withState(hour(96), Availability.UP);

    // Of the twelve hours 88 to 99, 90 to 93 and 96 to 99 are up; interrupted once, at 94.
    assertThat(value(pool, 99, "interruption_rate_12h"))
        .isEqualTo((float) StrictMath.log(1.5 / 9), ROUNDING);
    assertThat(value(pool, 99, "interruption_rate_3h"))
        .isEqualTo((float) StrictMath.log(0.5 / 4), ROUNDING);
    assertThat(value(pool, 89, "interruption_rate_12h")).isNaN();
  }

  @Test
  void interruptionsWhileTheStateIsUnknownAreNoPartOfARate() {
    PoolHistory watched = POOL.withEvents(hour(50), hour(75), hour(90), hour(98));

    assertThat(Rows.at(PoolHistory.market(HOURLY, watched), extractor(), 100).get(0))
        .containsOnly(Float.NaN);
    assertThat(value(watched.withState(hour(95), Availability.UP), 100, "interruption_rate_24h"))
        .isEqualTo((float) StrictMath.log(1.5 / 7), ROUNDING);
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({
    // 30 min are rounded to one step of an hour and 90 min to two: 24, 23 and 22 ticks ago.
    "69, 1, 0",
    "70, 0.6666667, 1",
    "71, 0.6666667, 1",
    "72, 0.6666667, 1",
    "73, 1, 0"
  })
  void theSameTimeOfTheDayBeforeIsAroundIt(int origin, float share, float interruptions) {
    PoolHistory pool =
        upFrom(40).withState(hour(48), Availability.DOWN).withState(hour(49), Availability.UP);

    assertThat(value(pool, origin, "same_time_up_share_14d")).isEqualTo(share, ROUNDING);
    assertThat(value(pool, origin, "same_time_interruptions_14d"))
        .isEqualTo(interruptions, ROUNDING);
  }

  @Test
  void theSameTimeIsUnknownWhereNoDayBeforeIsKnown() {
    assertThat(value(upFrom(40), 61, "same_time_up_share_14d")).isNaN();
    assertThat(value(upFrom(40), 62, "same_time_up_share_14d")).isEqualTo(1);
    assertThat(value(upFrom(40).withEvents(hour(30)), 54, "same_time_interruptions_14d")).isNaN();
  }

  @Test
  void inStepsOfADayYesterdaysSameTimeReachesToNowAndNoFurther() {
    TimeGrid daily = Rows.grid(86_400, 60);
    PoolHistory pool =
        POOL.withState(daily.epochSecond(0), Availability.UP)
            .withState(daily.epochSecond(30), Availability.DOWN)
            .withState(daily.epochSecond(31), Availability.UP);
    Market market = PoolHistory.market(daily, pool);

    // Two ticks for each of 14 days: only the first day's reach to now.
    assertThat(Rows.value(market, extractor(), 29, "same_time_up_share_14d")).isEqualTo(1);
    assertThat(Rows.value(market, extractor(), 30, "same_time_up_share_14d"))
        .isEqualTo(27f / 28, ROUNDING);
    assertThat(Rows.value(market, extractor(), 31, "same_time_up_share_14d"))
        .isEqualTo(26f / 28, ROUNDING);
  }
}
