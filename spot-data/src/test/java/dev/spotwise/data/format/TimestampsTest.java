package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "2024-02-29T23:59:59Z, 1709251199",
    "2024-02-29T23:59:59+00:00, 1709251199",
    "2024-01-01T05:30:00+05:30, 1704067200",
    "2024-01-01T00:00:00.999Z, 1704067200",
    "2024-01-01T00:00:00.000Z, 1704067200",
    "2024-01-01T00:00:00.123456789+00:00, 1704067200",
    "2023-12-31T17:00:00-0700, 1704067200",
    "2023-12-31T17:00:00.000-07:00, 1704067200",
    "2024-01-01T05:30:00+0530, 1704067200",
    "2024-01-01T18:00:00+18:00, 1704067200",
    "2024-01-01T00:00:00-00:00, 1704067200",
    "1969-12-31T23:00:00-01:00, 0",
    "1970-01-01T01:00:00+01:00, 0",
    "2024-01-01T00:00Z, 1704067200",
    "2100-12-31T23:59:59Z, 4133980799"
  })
  void instantsWithAZoneAreRead(String text, long second) {
    assertThat(Timestamps.parse(text)).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01-01",
        "2024-01-01T00:05:00",
        "2024-01-01 00:05:00",
        "2024-01-01 00:05:00Z",
        "2023-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2024-04-31T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:60Z",
        "2024-1-01T00:00:000Z",
        "20x4-01-01T00:00:00Z",
        "2024-01-01T00:00:0:Z",
        "2024-01-01T-1:00:00Z",
        "2024-01-01T00:-1:00Z",
        "2024-01-01T00:00:-1Z",
        "1704067200",
        "2024-01-01T00:00:00.1234567890Z",
        "2024-01-01T00:00:00.123",
        "2024-01-01T00:00:00*0700",
        "2024-01-01T00:00:00+07000",
        "2024-01-01T00:00:00+x7:00",
        "2024-01-01T00:00:00+07:x0",
        "2024-01-01T00:00:00+07:60",
        "2024-01-01T00:00:00+1801",
        "2024-01-01T00:00:00-07:0",
        "2024-01-01T00:00:00+07 00",
        "2024/01/01T00:00:00Z",
        "2024-01/01T00:00:00Z",
        "2024-01-01T00-00:00Z",
        "2024-01-01T00:00-00Z"
      })
  void otherTextIsRefusedWithTheFormExpected(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2024-01-01T00:05:00Z")
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-03T01:30:00", "2024-11-03T01:30", "2024-11-03 01:30:00.25"})
  void localTimesAreRefusedWithWhatToWrite(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write its offset, or Z if it is UTC");
  }

  @ParameterizedTest
  @CsvSource({"1704067200, 2024-01-01T00:00:00Z", "1704067200123, 2024-01-01T00:00:00.123Z"})
  void epochNumbersAreRefusedWithWhatToWrite(String text, String instant) {
    assertThatThrownBy(() -> Timestamps.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write " + instant + " if it counts from 1970");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:59:59+0100",
        "2100-12-31T23:59:59-07:00",
        "1969-12-31T23:59:59Z",
        "2101-01-01T00:00:00Z",
        "0024-01-01T00:00:00Z",
        "+12024-01-01T00:00:00Z"
      })
  void yearsOutsideTheRangeAreRefused(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970 to 2100");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyInstantReadsAsTheJdkReadsIt(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long second = (long) (random.nextDouble() * 4_133_000_000L + 900_000);
      assertThat(Timestamps.parse(Instant.ofEpochSecond(second).toString())).isEqualTo(second);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2161) - 1080));
      String local = Instant.ofEpochSecond(second).atOffset(offset).format(WITH_OFFSET);
      assertThat(Timestamps.parse(local)).isEqualTo(second);
    }
  }
}
