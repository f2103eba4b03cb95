package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "us-east-1a, 11, 1, 0",
    "us-west-2c, 8, 0, 1",
    "ap-south-1a, 0.5, 1, 0",
    "use1-az2, 17, 0, -1",
    "nowhere, 18, -1, 0",
    "us-east-1a, 23, -1, 0"
  })
  void theLocalClockIsTheRegionsStandardTime(String zone, double hour, double sin, double cos) {
    CapacityPool pool = CapacityPool.of(zone, "m5.large");

    assertThat(Clock.LOCAL.at(pool, hour, Clock.Wave.SIN)).isCloseTo(sin, within(1e-9));
    assertThat(Clock.LOCAL.at(pool, hour, Clock.Wave.COS)).isCloseTo(cos, within(1e-9));
  }

  @Test
  void utcIsTheSameEverywhere() {
    CapacityPool pool = CapacityPool.of("us-west-2a", "m5.large");

    assertThat(Clock.UTC.at(pool, 6, Clock.Wave.SIN)).isEqualTo(1);
  }

  @Test
  void weekendsAreSaturdaysAndSundays() {
    assertThat(Clock.isWeekend(4)).isFalse();
    assertThat(Clock.isWeekend(5)).isTrue();
    assertThat(Clock.isWeekend(6)).isTrue();
  }
}
