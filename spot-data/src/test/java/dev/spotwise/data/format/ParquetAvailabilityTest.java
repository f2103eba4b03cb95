package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetAvailabilityTest {

  private static final String SCHEMA =
      "required int64 timestamp (TIMESTAMP(MILLIS,true)); optional binary pool_id (STRING);"
          + " required binary instance_type (STRING); required binary az (STRING);"
          + " optional binary availability (STRING);";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1000, UP, 2000, up, but was 'up'",
    "1000, UP, 2000, '', but was ''",
    "1000, UP, 1000, DOWN, must ascend",
    "2000, UP, 1000, DOWN, must ascend"
  })
  void wrongRowsAreNamed(long first, String before, long second, String state, String message)
      throws IOException {
    Path file =
        Groups.write(
            folder.resolve("x.parquet"), SCHEMA, List.of(row(first, before), row(second, state)));
    AvailabilitySource source =
        new ParquetAvailability()
            .open(new SourceLocation("parquet", file.toString()), SourceOptions.none());
    PriceQuery query = PriceQuery.linux(TimeWindow.parse("1970-01-01/1971-01-01"));
    assertThatThrownBy(() -> Recorded.availability(source, query))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("x.parquet, row 2");
  }

  private static Groups.Filler row(long second, String state) {
    return group -> {
      group.add("timestamp", second * 1000);
      group.add("instance_type", "m5.large");
      group.add("az", "us-east-1a");
      group.add("availability", state);
    };
  }
}
