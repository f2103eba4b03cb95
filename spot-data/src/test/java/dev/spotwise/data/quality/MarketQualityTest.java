package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.quality.MarketQuality.PoolQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MarketQualityTest {

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final long S = START.getEpochSecond();
  private static final TimeGrid GRID = new TimeGrid(START, Duration.ofHours(1), 10);
  private static final InstanceType TYPE = new InstanceType("m5.large", 2, 8);
  private static final CapacityPool POOL = CapacityPool.parse("us-east-1a_m5.large");

  private static PoolQuality of(Market.Builder market) {
    return MarketQuality.of(market.build()).pools().get(0);
  }

  private static Market.Builder priced(long[] hours) {
    long[] seconds = new long[hours.length];
    long[] prices = new long[hours.length];
    for (int i = 0; i < hours.length; i++) {
      seconds[i] = S + 3600 * hours[i];
      prices[i] = 40_000L + i;
    }
    return Market.over(GRID).pool(POOL, TYPE, 96_000, PriceSeries.of(seconds, prices));
  }

  @Test
  void aPriceIsKnownFromItsFirstObservationOn() {
    // first price after 2 of 10 hours; then 1 h, 5 h, and 2 h to the end
    PoolQuality found = of(priced(new long[] {2, 3, 8}));

    assertThat(found.pool()).isEqualTo(POOL);
    assertThat(found.priceChanges()).isEqualTo(3);
    assertThat(found.priceKnown()).isEqualTo(0.8);
    assertThat(found.longestUnchanged()).isEqualTo(Duration.ofHours(5));
    assertThat(found.up()).isNaN();
    assertThat(found.down()).isNaN();
    assertThat(found.interruptions()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void aPriceFromBeforeTheGridCountsFromItsStart() {
    PoolQuality found = of(priced(new long[] {-50, 4}));

    assertThat(found.priceKnown()).isEqualTo(1);
    assertThat(found.longestUnchanged()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void aPoolWithoutPricesKnowsNothing() {
    PoolQuality found = of(priced(new long[0]));

    assertThat(found.priceChanges()).isZero();
    assertThat(found.priceKnown()).isZero();
    assertThat(found.longestUnchanged()).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatIsNeitherUpNorDownIsUnknown() {
    AvailabilitySeries states =
        new AvailabilitySeries.Builder()
            .add(S + 3600, Availability.UP)
            .add(S + 5 * 3600, Availability.DOWN)
            .add(S + 7 * 3600, Availability.UNKNOWN)
            .build();
    PoolQuality found =
        of(
            priced(new long[] {0})
                .availability(POOL, states)
                .interruptions(POOL, InterruptionSeries.of(S + 5 * 3600)));

    assertThat(found.up()).isEqualTo(0.4);
    assertThat(found.down()).isEqualTo(0.2);
    assertThat(found.interruptions()).isEqualTo(OptionalInt.of(1));
  }
}
