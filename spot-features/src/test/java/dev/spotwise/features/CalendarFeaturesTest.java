package dev.spotwise.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFeaturesTest extends FeatureExtractorContract {

  @Override
  FeatureExtractor extractor() {
    return StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // Leap day, a Thursday; noon is half a turn: sin 0, cos -1.
    "2024-02-29T12:00:00Z, 12, 3, 29, 0, -1",
    // A Monday; 6 h is a quarter of a turn, until the last second of its hour.
    "2024-01-01T06:59:59Z, 6, 0, 1, 1, 0",
    // A Sunday; 23 h lies beside 0 h: sin and cos of -15 degrees.
    "2023-12-31T23:30:00Z, 23, 6, 31, -0.25881904510252, 0.96592582628907",
    // Before 1970, a Wednesday.
    "1969-12-31T18:00:00Z, 18, 2, 31, -1, 0"
  })
  void anInstantHasItsHourWeekdayAndDayInUtc(
      String instant, int hour, int weekday, int day, double sin, double cos) {
    TimeGrid grid = new TimeGrid(Instant.parse(instant), Duration.ofMinutes(5), 1);
    Market market = PoolHistory.market(grid, PoolHistory.constant("us-east-1a", 96_000, 30_000));

    assertThat(Rows.value(market, extractor(), 0, "hour")).isEqualTo(hour);
    assertThat(Rows.value(market, extractor(), 0, "weekday")).isEqualTo(weekday);
    assertThat(Rows.value(market, extractor(), 0, "day_of_month")).isEqualTo(day);
    assertThat((double) Rows.value(market, extractor(), 0, "hour_sin"))
        .isCloseTo(sin, within(1e-7));
    assertThat((double) Rows.value(market, extractor(), 0, "hour_cos"))
        .isCloseTo(cos, within(1e-7));
  }

  @ParameterizedTest(name = "{0} ticks of 30 s after midnight: {1} h")
  @CsvSource({"119, 0, 1", "120, 1, 1", "2879, 23, 1", "2880, 0, 2", "2999, 0, 2"})
  void theHourTurnsAtTheFullHourAndTheDayAtMidnight(int ticks, int hour, int day) {
    Market market =
        PoolHistory.market(Rows.grid(30, 3000), PoolHistory.constant("us-east-1a", 96_000, 30_000));

    assertThat(Rows.value(market, extractor(), ticks, "hour")).isEqualTo(hour);
    assertThat(Rows.value(market, extractor(), ticks, "day_of_month")).isEqualTo(day);
  }
}
