package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Availability;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptionFeaturesTest extends FeatureExtractorContract {

  private static final PoolHistory POOL = PoolHistory.constant("us-east-1a", 96_000, 30_000);
  private static final int MONTH = 720;
  private static final TimeGrid HOURLY = Rows.grid(3600, 3 * MONTH);

  @Override
  FeatureExtractor extractor() {
    return StandardFeatures.of(EnumSet.of(FeatureFamily.INTERRUPTION));
  }

  private float value(PoolHistory pool, int origin, String column) {
    return Rows.value(PoolHistory.market(HOURLY, pool), extractor(), origin, column);
  }

  private float hoursSinceUp(PoolHistory pool, int from, int origin) {
    Market market = PoolHistory.market(HOURLY, pool);
    int column = extractor().schema(HOURLY.step()).indexOf("hours_since_up");
    return Rows.openedAt(market, extractor(), from, origin).get(0).get(column);
  }

  private static long hour(int index) {
    return HOURLY.epochSecond(index);
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({
    // Events at hours 100, 101.5 (seen at 102) and 110.
    "99, 0, 0, 0", "100, 1, 1, 1", "101, 1, 1, 1", "102, 2, 2, 2", "103, 1, 2, 2",
    "104, 1, 2, 2", "105, 0, 2, 2", "110, 1, 3, 3", "123, 0, 3, 3", "124, 0, 2, 3",
    "126, 0, 1, 3", "134, 0, 0, 3", "267, 0, 0, 3", "268, 0, 0, 2", "278, 0, 0, 0"
  })
  void interruptionsAreCountedOverWindowsThatEndAtTheOrigin(
      int origin, float threeHours, float day, float week) {
    PoolHistory pool = POOL.withEvents(hour(100), hour(101) + 1800, hour(110));

    assertThat(value(pool, origin, "interruptions_3h")).isEqualTo(threeHours);
    assertThat(value(pool, origin, "interruptions_24h")).isEqualTo(day);
    assertThat(value(pool, origin, "interruptions_7d")).isEqualTo(week);
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({"99, NaN", "100, 0", "101, 1", "819, 719", "820, 720", "821, 720", "1500, 720"})
  void theAgeOfAnInterruptionIsCappedAtThirtyDays(int origin, Float hours) {
    PoolHistory pool = POOL.withEvents(hour(100));

    assertThat(value(pool, origin, "hours_since_interruption")).isEqualTo(hours);
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({"0, NaN", "719, NaN", "720, 720", "721, 720"})
  void withoutAnInterruptionTheAgeIsUnknownForThirtyDays(int origin, Float hours) {
    assertThat(value(POOL.withEvents(), origin, "hours_since_interruption")).isEqualTo(hours);
  }

  @Test
  void nothingIsKnownOfAPoolThatNobodyWatches() {
    assertThat(Rows.at(PoolHistory.market(HOURLY, POOL), extractor(), 2 * MONTH).get(0))
        .containsOnly(Float.NaN);
  }

  @Test
  void interruptionsFollowFromAvailabilityWhereTheyAreNotGiven() {
    PoolHistory pool =
        POOL.withState(hour(3), Availability.UP).withState(hour(7), Availability.DOWN);

    assertThat(value(pool, 6, "interruptions_3h")).isZero();
    assertThat(value(pool, 7, "interruptions_3h")).isEqualTo(1);
    assertThat(value(pool, 8, "hours_since_interruption")).isEqualTo(1);
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({
    // Unknown until 10, down until 20, up until 40, down until 50, unknown until 60, then up.
    "9, NaN, 0, 0", "10, NaN, 0, 1", "20, 0, 1, 11", "21, 1, 2, 12", "39, 19, 20, 24",
    "40, NaN, 20, 24", "50, NaN, 13, 23", "59, NaN, 4, 14", "60, NaN, 4, 14", "61, NaN, 4, 14",
    "83, NaN, 24, 24", "779, NaN, 24, 24", "780, 720, 24, 24"
  })
  void theTimeUpIsCountedFromTheChangeThatWasSeen(int origin, Float hours, int up, int known) {
    PoolHistory pool =
        POOL.withState(hour(10), Availability.DOWN)
            .withState(hour(20), Availability.UP)
            .withState(hour(40), Availability.DOWN)
            .withState(hour(50), Availability.UNKNOWN)
            .withState(hour(60), Availability.UP);

    assertThat(value(pool, origin, "hours_since_up")).isEqualTo(hours);
    Market market = PoolHistory.market(HOURLY, pool);
    FeatureExtractor availability = StandardFeatures.of(EnumSet.of(FeatureFamily.AVAILABILITY));
    assertThat(Rows.value(market, availability, origin, "up_share_24h"))
        .isEqualTo((Float) ((float) up / known));
  }

  @Test
  void afterAGapTheTimeUpIsUnknownHoweverOldTheStream() {
    PoolHistory pool =
        POOL.withState(hour(10), Availability.UP)
            .withState(hour(1000), Availability.UNKNOWN)
            .withState(hour(1001), Availability.UP);

    assertThat(value(pool, 999, "hours_since_up")).isEqualTo(MONTH);
    assertThat(value(pool, 1001, "hours_since_up")).isNaN();
    assertThat(value(pool, 1720, "hours_since_up")).isNaN();
    assertThat(value(pool, 1721, "hours_since_up")).isEqualTo(MONTH);
  }

  @ParameterizedTest(name = "came up {0} ticks after the stream''s first")
  @CsvSource({"-1, 720", "0, 720", "1, 719", "2, 718"})
  void aPoolThatCameUpAsAStreamWasOpenedHasTheSameAgeInAnOlderStream(int later, float hours) {
    int opened = 300;
    PoolHistory pool =
        POOL.withState(hour(5), Availability.DOWN).withState(hour(opened + later), Availability.UP);

    assertThat(hoursSinceUp(pool, opened, opened + MONTH)).isEqualTo(hours);
    assertThat(hoursSinceUp(pool, 0, opened + MONTH)).isEqualTo(hours);
  }

  @ParameterizedTest(name = "steps of {0} s")
  @CsvSource({"195, 13292", "25200, 103", "86400, 30"})
  void theCapIsThirtyDaysInWholeSteps(long step, int steps) {
    Market market = PoolHistory.market(Rows.grid(step, steps + 2), POOL.withEvents());
    String column = "hours_since_interruption";

    assertThat(Rows.value(market, extractor(), steps - 1, column)).isNaN();
    assertThat(Rows.value(market, extractor(), steps, column))
        .isEqualTo((float) (steps * step / 3600.0))
        .isEqualTo(Rows.value(market, extractor(), steps + 1, column));
  }

  @Test
  void moreThan127InterruptionsInOneTickCountAs127() {
    TimeGrid daily = Rows.grid(86_400, 10);
    long[] seconds = new long[200];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = daily.epochSecond(2) + 200L * (i + 1);
    }
    Market market = PoolHistory.market(daily, POOL.withEvents(seconds));

    assertThat(Rows.value(market, extractor(), 3, "interruptions_24h")).isEqualTo(127);
    assertThat(Rows.value(market, extractor(), 9, "interruptions_7d")).isEqualTo(127);
    assertThat(Rows.value(market, extractor(), 4, "interruptions_24h")).isZero();
  }

  @Test
  void pressureFadesWithTheAgeOfEveryInterruption() {
    PoolHistory pool = POOL.withEvents(hour(100), hour(106));

    assertThat(value(pool, 99, "interruption_pressure_3h")).isZero();
    assertThat(value(pool, 100, "interruption_pressure_3h")).isEqualTo(1);
    assertThat(value(pool, 106, "interruption_pressure_3h"))
        .isEqualTo((float) (StrictMath.exp(-2) + 1));
    assertThat(value(pool, 130, "interruption_pressure_24h"))
        .isEqualTo((float) (StrictMath.exp(-1.25) + StrictMath.exp(-1)));
    assertThat(value(pool, 819, "interruption_pressure_24h")).isPositive();
    assertThat(value(pool, 826, "interruption_pressure_24h")).isZero();
  }

  @Test
  void pressureIsOfTheNewest256Interruptions() {
    TimeGrid daily = Rows.grid(86_400, 10);
    PoolHistory pool = POOL.withEvents();
    for (int day = 1; day <= 3; day++) {
      for (int event = 0; event < 100; event++) {
        pool = pool.withEvents(daily.epochSecond(day) - 300L * event);
      }
    }
    Market market = PoolHistory.market(daily, pool);
    double expected = 56 * StrictMath.exp(-2) + 100 * StrictMath.exp(-1) + 100;

    assertThat((double) Rows.value(market, extractor(), 3, "interruption_pressure_24h"))
        .isCloseTo(expected, within(1e-4));
  }
}
