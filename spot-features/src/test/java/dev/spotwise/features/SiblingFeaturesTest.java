package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiblingFeaturesTest extends FeatureExtractorContract {

  private static final int MONTH = 720;
  private static final TimeGrid HOURLY = Rows.grid(3600, 2 * MONTH);
  private static final PoolHistory POOL = pool("us-east-1a", "m5.large");
  private static final PoolHistory ZONE_B = pool("us-east-1b", "m5.large");
  private static final PoolHistory ZONE_C = pool("us-east-1c", "m5.large");
  private static final PoolHistory FAMILY = pool("us-east-1a", "m5.xlarge");
  private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

  @Override
  FeatureExtractor extractor() {
    return StandardFeatures.of(EnumSet.of(FeatureFamily.SIBLING));
  }

  private static PoolHistory pool(String zone, String type) {
    PoolHistory constant = PoolHistory.constant(zone, 96_000, 30_000);
    return new PoolHistory(
        CapacityPool.of(zone, type),
        constant.onDemand(),
        constant.prices(),
        Optional.empty(),
        Optional.empty());
  }

  private static long hour(int index) {
    return HOURLY.epochSecond(index);
  }

  /** Of the first pool, {@link #POOL}. */
  private float value(int origin, String column, PoolHistory... siblings) {
    return Rows.value(market(siblings), extractor(), origin, column);
  }

  private static Market market(PoolHistory... siblings) {
    Market market = PoolHistory.market(HOURLY, with(siblings));
    assertThat(market.pools().get(0)).isEqualTo(POOL.pool());
    return market;
  }

  private static PoolHistory[] with(PoolHistory... siblings) {
    PoolHistory[] all = new PoolHistory[siblings.length + 1];
    all[0] = POOL.withEvents();
    System.arraycopy(siblings, 0, all, 1, siblings.length);
    return all;
  }

  private static PoolHistory up(PoolHistory pool, int from) {
    return pool.withState(hour(from), Availability.UP);
  }

  @Override
  @Test
  void onePoolIsAMarketToo() {
    PoolHistory alone = up(POOL, 0).withEvents(hour(7));

    assertThat(Rows.at(PoolHistory.market(HOURLY, alone), extractor(), 900).get(0))
        .containsOnly(Float.NaN);
  }

  @Test
  void nothingIsKnownWithoutSiblings() {
    PoolHistory otherFamily = up(pool("us-east-1a", "r5.large"), 3).withEvents(hour(10));
    PoolHistory otherRegion = up(pool("us-east-2a", "m5.large"), 3).withEvents(hour(10));

    assertThat(Rows.at(market(otherFamily, otherRegion), extractor(), 900).get(0))
        .containsOnly(Float.NaN);
  }

  @Test
  void nothingIsKnownOfSiblingsThatNobodyWatches() {
    assertThat(Rows.at(market(ZONE_B, FAMILY), extractor(), 900).get(0)).containsOnly(Float.NaN);
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({
    // Zone b is up from 10 on, zone c down from 20 on and up from 30 on; known ticks of two.
    "9, NaN, NaN",
    "10, 1, 1",
    "20, 0.5, 0.6666667",
    "21, 0.5, 0.5",
    "29, 0.5, 0.5",
    "30, 1, 0.75",
    "32, 1, 1"
  })
  void sharesAreOfTheKnownTicksOfAllSiblings(int origin, Float now, Float twoHours) {
    PoolHistory zoneC = up(ZONE_C.withState(hour(20), Availability.DOWN), 30);

    assertThat(value(origin, "sibling_up", up(ZONE_B, 10), zoneC)).isEqualTo(now);
    assertThat(value(origin, "sibling_up_share_2h", up(ZONE_B, 10), zoneC))
        .isEqualTo(twoHours, ROUNDING);
  }

  @Test
  void aRateIsThatOfAllSiblingsTogether() {
    PoolHistory zoneB = up(ZONE_B, 90).withState(hour(98), Availability.DOWN);
    PoolHistory zoneC = up(ZONE_C, 97);

    // Of the six hours 95 to 100, zone b is up in 95 to 97 and interrupted at 98; c in 97 to 100.
    assertThat(value(100, "sibling_interruption_rate_6h", zoneB, zoneC))
        .isEqualTo((float) StrictMath.log(1.5 / 8), ROUNDING);
    assertThat(value(100, "family_interruption_rate_6h", zoneB, zoneC)).isNaN();
  }

  @Test
  void interruptionsWhileNoStateIsKnownAreCountedButNoPartOfARate() {
    PoolHistory zoneB = up(ZONE_B, 95).withEvents(hour(90), hour(98), hour(100));

    assertThat(value(100, "sibling_interruptions_24h", zoneB)).isEqualTo(3);
    assertThat(value(100, "sibling_interruptions_1h", zoneB)).isEqualTo(1);
    assertThat(value(100, "sibling_interruption_rate_24h", zoneB))
        .isEqualTo((float) StrictMath.log(2.5 / 7), ROUNDING);
    assertThat(value(100, "sibling_interruption_rate_24h", ZONE_B.withEvents(hour(98)))).isNaN();
  }

  @ParameterizedTest(name = "at hour {0}")
  @CsvSource({
    "0, 0, NaN",
    "99, 99, 49",
    "100, 0, 50",
    "150, 50, 0",
    "160, 60, NaN",
    "819, 719, NaN",
    "820, 720, NaN",
    "1400, 720, 720"
  })
  void agesAreAtLeastThatOfTheStreamAndCappedAtThirtyDays(int origin, float event, Float cameUp) {
    PoolHistory sibling =
        up(up(FAMILY, 50).withState(hour(120), Availability.DOWN), 150)
            .withState(hour(160), Availability.UNKNOWN)
            .withState(hour(1399), Availability.DOWN)
            .withEvents(hour(100));

    assertThat(value(origin, "hours_since_family_interruption", sibling)).isEqualTo(event);
    assertThat(value(origin, "hours_since_family_up", sibling)).isEqualTo(cameUp);
    assertThat(value(origin, "hours_since_sibling_up", sibling)).isNaN();
  }

  @Test
  void twoSiblingsThatChangePlacesDontComeUp() {
    PoolHistory zoneB = up(ZONE_B, 10).withState(hour(20), Availability.DOWN);
    PoolHistory zoneC = up(ZONE_C.withState(hour(10), Availability.DOWN), 20);

    assertThat(value(25, "hours_since_sibling_up", zoneB, zoneC)).isEqualTo(15);
  }

  @Test
  void everySiblingsInterruptionsCountHoweverManyThereAre() {
    TimeGrid daily = Rows.grid(86_400, 5);
    long[] seconds = new long[200];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = daily.epochSecond(2) + 200L * (i + 1);
    }
    Market market =
        PoolHistory.market(daily, List.of(POOL, ZONE_B.withEvents(seconds), ZONE_C.withEvents()));

    assertThat(Rows.value(market, extractor(), 3, "sibling_interruptions_24h")).isEqualTo(200);
    assertThat(Rows.value(market, extractor(), 4, "sibling_interruptions_24h")).isZero();
  }
}
