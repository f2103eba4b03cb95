package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "us-east-1a, 2024-01-03T11:00:00Z, 1, 0",
    "us-west-2c, 2024-07-03T08:00:00Z, 0, 1",
    "ap-south-1a, 2024-01-03T18:30:30Z, 0, 1",
    "use1-az2, 2024-01-03T17:00:00Z, 0, -1",
    "nowhere, 2024-01-03T18:00:00Z, -1, 0",
    "us-east-1a, 1969-12-31T23:00:00Z, -1, 0"
  })
  void theLocalClockIsTheRegionsStandardTime(String zone, String at, double sin, double cos) {
    CapacityPool pool = CapacityPool.of(zone, "m5.large");

    assertThat(Clock.LOCAL.at(pool, second(at), Clock.Wave.SIN)).isCloseTo(sin, within(1e-9));
    assertThat(Clock.LOCAL.at(pool, second(at), Clock.Wave.COS)).isCloseTo(cos, within(1e-9));
  }

  @Test
  void utcIsTheSameEverywhere() {
    CapacityPool pool = CapacityPool.of("us-west-2a", "m5.large");

    assertThat(Clock.UTC.at(pool, second("2024-01-03T06:00:00Z"), Clock.Wave.SIN)).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2024-01-05T23:59:59Z, false",
    "2024-01-06T00:00:00Z, true",
    "2024-01-07T23:59:59Z, true",
    "2024-01-08T00:00:00Z, false",
    "1969-12-28T12:00:00Z, true"
  })
  void weekendsAreSaturdaysAndSundays(String at, boolean weekend) {
    assertThat(Clock.isWeekend(second(at))).isEqualTo(weekend);
  }
}
