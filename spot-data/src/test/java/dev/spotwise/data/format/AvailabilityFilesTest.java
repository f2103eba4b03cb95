package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.AvailabilitySourceContract;
import dev.spotwise.data.AvailabilitySourceProvider;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroMarkets;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvailabilityFilesTest {

  @Nested
  class OfParquet extends AvailabilitySourceContract {

    @Override
    protected AvailabilitySourceProvider provider() {
      return new ParquetAvailability();
    }

    @Override
    protected SourceOptions options() {
      return SourceOptions.none();
    }

    @Override
    protected AvailabilitySource source() {
      Path file = MarketFiles.writeAvailabilityParquet(MicroMarkets.random(3, 6), folder);
      return Sources.load().openAvailability(file.toString(), options());
    }
  }

  @Nested
  class OfTraces extends AvailabilitySourceContract {

    private static final String TRACE =
        "{\"metadata\":{\"name\":\"x\",\"gap_seconds\":43200.0},\"data\":[0,1,2,0]}";

    @Override
    protected AvailabilitySourceProvider provider() {
      return new TraceAvailability();
    }

    @Override
    protected SourceOptions options() {
      return options(Map.of());
    }

    private SourceOptions options(Map<String, String> changes) {
      Map<String, String> all = new HashMap<>();
      all.put("polarity", "1-is-up");
      all.put("start", "2024-01-01");
      all.put("instance-type", "p3.2xlarge");
      all.putAll(changes);
      all.values().removeIf(String::isEmpty);
      return SourceOptions.of(all);
    }

    @Override
    protected AvailabilitySource source() throws IOException {
      Files.writeString(folder.resolve("us-east-1a_v100_1.json"), TRACE);
      Files.write(
          folder.resolve("us-east-1b_v100_1.json.gz"),
          Gzip.of("{\"data\":[1,0,1],\"other\":{},\"metadata\":{\"gap_seconds\":50000}}"));
      return Sources.load().openAvailability(folder.toString(), options());
    }

    private AvailabilitySource file(String name, String content, SourceOptions options)
        throws IOException {
      Path file = Files.writeString(folder.resolve(name), content);
      return provider().open(new SourceLocation("trace", file.toString()), options);
    }

    @ParameterizedTest
    @CsvSource({"1-is-up, DOWN, UP", "0-is-up, UP, DOWN"})
    void ticksLieAtTheGapAndEndUnknown(String polarity, String zero, String one)
        throws IOException {
      AvailabilitySource source =
          file("us-east-1a_x.json", TRACE, options(Map.of("polarity", polarity)));
      PriceQuery query = PriceQuery.linux(TimeWindow.parse("2024-01-01/2025-01-01"));
      String pool = "us-east-1a_p3.2xlarge ";
      assertThat(Recorded.availability(source, query))
          .containsExactly(
              pool + "1704067200 " + zero,
              pool + "1704110400 " + one,
              pool + "1704196800 " + zero,
              pool + "1704240000 UNKNOWN");
    }

    @Test
    void manyChangesAreKept() throws IOException {
      String bits = "0,1,".repeat(300) + "0";
      AvailabilitySource source =
          file(
              "a_b.json",
              "{\"metadata\":{\"gap_seconds\":60},\"data\":[" + bits + "]}",
              options(Map.of("zone", "us-east-1c")));
      assertThat(Recorded.availability(source, PriceQuery.linux(WINDOW)))
          .hasSize(602)
          .allMatch(row -> row.startsWith("us-east-1c_"));
    }

    @ParameterizedTest
    @CsvSource({
      "polarity, '', simulators",
      "polarity, up, simulators",
      "start, '', first probe",
      "start, yesterday, time must be",
      "instance-type, '', what was probed",
      "zonw, x, zonw"
    })
    void optionsAreExplained(String name, String value, String message) {
      assertThatThrownBy(() -> file("us-east-1a_x.json", TRACE, options(Map.of(name, value))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }

    @Test
    void namesMustTellZonesOnce() throws IOException {
      assertThatThrownBy(() -> file("trace.json", TRACE, options()))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining("ZONE_ANYTHING");
      Files.delete(folder.resolve("trace.json"));
      source();
      SourceLocation at = new SourceLocation("trace", folder.toString());
      assertThatThrownBy(() -> provider().open(at, options(Map.of("zone", "x"))))
          .isInstanceOf(IllegalArgumentException.class);
      Files.writeString(folder.resolve("us-east-1a_v100_2.json"), TRACE);
      assertThatThrownBy(() -> provider().open(at, options()))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining("must have one trace but us-east-1a_p3.2xlarge has");
    }

    static Stream<Arguments> malformed() {
      return Stream.of(
          Arguments.of("[1,0]", "must hold a JSON object"),
          Arguments.of("{\"data\":[1,0]}", "no gap_seconds"),
          Arguments.of("{\"metadata\":{\"gap_seconds\":195}}", "has 0 ticks"),
          Arguments.of("{\"metadata\":{\"gap_seconds\":195},\"data\":[]}", "has 0 ticks"),
          Arguments.of("{\"metadata\":3,\"data\":[1]}", "metadata must be an object"),
          Arguments.of("{\"metadata\":{\"gap_seconds\":0},\"data\":[1]}", "whole number"),
          Arguments.of("{\"metadata\":{\"gap_seconds\":1.5},\"data\":[1]}", "whole number"),
          Arguments.of("{\"metadata\":{\"gap_seconds\":\"x\"},\"data\":[1]}", "whole number"),
          Arguments.of("{\"metadata\":{\"gap_seconds\":1e9},\"data\":[1]}", "whole number"),
          Arguments.of("{\"data\":{}}", "data must be an array"),
          Arguments.of("{\"data\":[1,-1]}", "number 1 was '-1'"),
          Arguments.of("{\"data\":[1,\"UP\"]}", "number 1 was 'UP'"),
          Arguments.of("{\"data\":[[1]]}", "number 0 was"),
          Arguments.of("{\"data\":[1],\"data\":[0]}", "given once"),
          Arguments.of("{\"data\":[1,0", "must be JSON"),
          Arguments.of("{\"metadata\":{\"gap_seconds\":195},\"data\":[1]} {}", "must end after"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedFilesAreNamed(String content, String message) throws IOException {
      AvailabilitySource source = file("us-east-1a_x.json", content, options());
      assertThatThrownBy(() -> Recorded.availability(source, PriceQuery.linux(WINDOW)))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining(message)
          .hasMessageContaining("us-east-1a_x.json");
    }

    @Test
    void aTraceCutShortByItsCompressionIsNamed() throws IOException {
      byte[] zipped = Gzip.of(TRACE);
      Path file =
          Files.write(
              folder.resolve("us-east-1a_x.json"), Arrays.copyOf(zipped, zipped.length - 12));
      AvailabilitySource source =
          provider().open(new SourceLocation("trace", file.toString()), options());
      assertThatThrownBy(() -> Recorded.availability(source, PriceQuery.linux(WINDOW)))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining("us-east-1a_x.json");
    }
  }
}
