package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SkippedRows;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LenientReadingTest {

  private static final PriceQuery QUERY =
      PriceQuery.linux(TimeWindow.parse("2024-01-01/2024-01-08"));
  private static final String AWS_HEADER = "timestamp,availability_zone,instance_type,spot_price\n";

  @TempDir private Path folder;
  private final SkippedRows skipped = new SkippedRows();

  private PriceSource prices(String name, String content) throws IOException {
    String file = Files.writeString(folder.resolve(name), content).toString();
    return Sources.load().openPrices(file, SourceOptions.none());
  }

  @Test
  void badRowsOfACsvFileAreLeftOutAndListed() throws IOException {
    PriceSource source =
        prices(
            "p.csv",
            AWS_HEADER
                + """
                2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05
                2024-01-01T00:05:00Z,us-east-1a,m5.large,-1
                2024-01-01T00:10:00Z,us-east-1a,m5.large
                2024-01-01T00:15:00Z,us-east-1a,m5.large,0.06
                """);
    assertThat(Recorded.prices(source, QUERY, skipped))
        .containsExactly(
            "us-east-1a_m5.large 1704067200 50000", "us-east-1a_m5.large 1704068100 60000");
    assertThat(skipped.count()).isEqualTo(2);
    assertThat(skipped.first().get(0))
        .startsWith("price must be finite and > 0 but was -1")
        .endsWith("p.csv:3)");
    assertThat(skipped.first().get(1)).contains("must have 4 fields but had 3");
  }

  @Test
  void aBadRowThatSwallowsLinesIsNeverLeftOut() throws IOException {
    PriceSource source =
        prices(
            "p.csv",
            AWS_HEADER
                + """
                2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05
                2024-01-01T00:05:00Z,us-east-1a,"m5.large,0.05
                2024-01-01T00:10:00Z,us-east-1a,m5.large,0.05
                """);
    assertThatThrownBy(() -> Recorded.prices(source, QUERY, skipped))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("as a quote that it opens is not closed on its line")
        .hasMessageContaining("p.csv:3");
  }

  @Test
  void badEntriesOfAwsOutputAreLeftOutAndListed() throws IOException {
    String entry =
        "{\"AvailabilityZone\":\"us-east-1a\",\"InstanceType\":\"m5.large\","
            + "\"SpotPrice\":\"0.05\",\"Timestamp\":\"2024-01-01T00:00:00Z\"}";
    PriceSource source =
        prices(
            "p.json",
            "{\"SpotPriceHistory\":[\n" + entry.replace("0.05", "x") + ",\n" + entry + ",\n[1]]}");
    assertThat(Recorded.prices(source, QUERY, skipped)).hasSize(1);
    assertThat(skipped.count()).isEqualTo(2);
    assertThat(skipped.first().get(0)).contains("'x'", "p.json:2");
    assertThat(skipped.first().get(1)).contains("must be an object", "p.json:4");
  }

  @Test
  void badRowsOfAParquetFileAreLeftOutAndListed() throws IOException {
    Path file =
        Groups.write(
            folder.resolve("p.parquet"),
            "required int64 timestamp (TIMESTAMP(MILLIS,true)); required binary pool_id (STRING);"
                + " required binary instance_type (STRING); required binary az (STRING);"
                + " required int64 spot_price (DECIMAL(18,6));",
            List.of(row(0), row(50_000), row(-7)));
    PriceSource source = Sources.load().openPrices(file.toString(), SourceOptions.none());
    assertThat(Recorded.prices(source, QUERY, skipped))
        .containsExactly("us-east-1a_m5.large 1704067200 50000");
    assertThat(skipped.count()).isEqualTo(2);
    assertThat(skipped.first().get(1)).contains("-0.000007", "p.parquet, row 3");
  }

  private static Groups.Filler row(long price) {
    return group -> {
      group.add("timestamp", 1_704_067_200_000L);
      group.add("pool_id", "us-east-1a_m5.large");
      group.add("instance_type", "m5.large");
      group.add("az", "us-east-1a");
      group.add("spot_price", price);
    };
  }

  @Test
  void badInterruptionsAreLeftOutAndListed() throws IOException {
    String content = "timestamp,pool_id\n2024-01-01T00:00:00Z,x\n2024-01-01T00:00:00Z,a_b\n";
    String file = Files.writeString(folder.resolve("i.csv"), content).toString();
    InterruptionSource source = Sources.load().openInterruptions(file, SourceOptions.none());
    assertThat(Recorded.interruptions(source, QUERY, skipped)).containsExactly("a_b 1704067200");
    assertThat(skipped.first()).singleElement().asString().contains("ZONE_TYPE", "i.csv:2");
  }

  @Test
  void aBadTickOfATraceIsUnknown() throws IOException {
    String content = "{\"metadata\":{\"gap_seconds\":300},\"data\":[1,\n\"x\",[0],1,0]}";
    String file = Files.writeString(folder.resolve("us-east-1a_x.json"), content).toString();
    SourceOptions options =
        SourceOptions.of(
            Map.of("polarity", "1-is-up", "start", "2024-01-01", "instance-type", "m5.large"));
    assertThat(
            Recorded.availability(Sources.load().openAvailability(file, options), QUERY, skipped))
        .containsExactly(
            "us-east-1a_m5.large 1704067200 UP",
            "us-east-1a_m5.large 1704067500 UNKNOWN",
            "us-east-1a_m5.large 1704068100 UP",
            "us-east-1a_m5.large 1704068400 DOWN",
            "us-east-1a_m5.large 1704068700 UNKNOWN");
    assertThat(skipped.count()).isEqualTo(2);
    assertThat(skipped.first().get(0)).contains("number 1 was 'x'", "us-east-1a_x.json:2");
  }

  @Test
  void aFileCutShortIsRefusedAllTheSame() throws IOException {
    byte[] zipped = Gzip.of(AWS_HEADER + "2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05\n");
    Path file = folder.resolve("cut.csv");
    Files.write(file, Arrays.copyOf(zipped, zipped.length - 10));
    PriceSource source = Sources.load().openPrices("csv:" + file, SourceOptions.none());
    assertThatThrownBy(() -> Recorded.prices(source, QUERY, skipped))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("can't be read to its end");
  }
}
