package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceFileContract;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvPricesTest extends PriceFileContract {

  private static final String AWS = "timestamp,availability_zone,instance_type,spot_price\n";
  private static final String GUIDE =
      "timestamp,pool_id,instance_type,az,spot_price,on_demand_price,discount_percent\n";
  private static final String ROW = "2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05\n";

  @Override
  protected PriceSourceProvider provider() {
    return new CsvPrices();
  }

  @Override
  protected Path write(List<Observation> rows) throws IOException {
    return file(
        rows.stream()
            .map(
                row ->
                    Instant.ofEpochSecond(row.epochSecond())
                        + ","
                        + row.pool().zone()
                        + ","
                        + row.pool().instanceType()
                        + ","
                        + MicroUsd.format(row.microUsd())
                        + "\n")
            .collect(Collectors.joining("", AWS, ""))
            .getBytes(StandardCharsets.UTF_8));
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("prices.csv"), content);
  }

  private List<String> read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> read(byte[] content) throws IOException {
    PriceSource source =
        provider().open(new SourceLocation("csv", file(content).toString()), SourceOptions.none());
    return Recorded.prices(source, new PriceQuery(WINDOW, Set.of(), Set.of(), Set.of()));
  }

  @Test
  void columnsStandInAnyOrderBesideOthers() throws IOException {
    assertThat(
            read(
                "\uFEFFspot_price, note ,instance_type,timestamp,availability_zone\r\n"
                    + "0.05,\"a, \"\"b\"\"\",m5.large,2024-01-01T00:00:00Z,us-east-1a\r\n"))
        .containsExactly("us-east-1a_m5.large 1704067200 50000");
  }

  @Test
  void theGuidesFormIsRead() throws IOException {
    String rows =
        """
        2024-01-01T00:05:00Z,us-east-1a_m5.large,m5.large,us-east-1a,0.0384,0.096,60.0000
        2024-01-01T00:05:00Z,us-east-1a_m5.large_Windows,m5.large,us-east-1a,0.1,0.2,50
        """;
    assertThat(read(GUIDE + rows))
        .containsExactly(
            "us-east-1a_m5.large 1704067500 38400",
            "us-east-1a_m5.large_Windows 1704067500 100000");
  }

  @Test
  void productsAreReadAndTheQueryDecides() throws IOException {
    String content =
        """
        timestamp,availability_zone,instance_type,spot_price,product_description
        2024-01-01T00:00:00Z,us-east-1a,m5.large,0.05,Linux/UNIX (Amazon VPC)
        2024-01-01T00:00:00Z,us-east-1a,m5.large,0.09,Windows
        """;
    assertThat(read(content)).hasSize(2);
    PriceSource source =
        provider()
            .open(
                SourceLocation.parse(file(content.getBytes(StandardCharsets.UTF_8)).toString()),
                SourceOptions.none());
    assertThat(Recorded.prices(source, PriceQuery.linux(WINDOW)))
        .containsExactly("us-east-1a_m5.large 1704067200 50000");
  }

  @Test
  void gzipIsReadWhateverTheName() throws IOException {
    assertThat(read(Gzip.of(AWS + ROW))).isEqualTo(read(AWS + ROW)).hasSize(1);
  }

  static Stream<Arguments> malformed() {
    byte[] zipped = Gzip.of(AWS + ROW.repeat(2000));
    byte[] junk = new byte[100_000];
    new Random(7).nextBytes(junk);
    String expected = "timestamp,availability_zone,instance_type,spot_price";
    return Stream.of(
        bad("empty", "", expected),
        bad("header only", AWS, "a row below its header"),
        bad("blank lines", "\n\n\n", expected),
        bad("unknown header", "a,b,c\n1,2,3\n", expected),
        bad("header of interruptions", GUIDE.replace("on_demand_price,", "") + ROW, expected),
        bad("two zone columns", AWS.strip() + ",az\n" + ROW.strip() + ",x\n", expected),
        bad("column named twice", AWS.strip() + ",spot_price\n" + ROW.strip() + ",1\n", expected),
        Arguments.of("binary junk", junk, ""),
        bad("nul bytes", "\0".repeat(100), expected),
        bad(
            "field missing",
            AWS + ROW + "2024-01-01T00:00:00Z,a,b\n",
            "must have 4 fields but had 3"),
        bad("field too many", AWS + ROW.strip() + ",x\n", "must have 4 fields but had 5"),
        bad("line named", AWS + ROW + ROW.replace("0.05", "-0.013"), "prices.csv:3"),
        bad(
            "negative price",
            AWS + ROW.replace("0.05", "-0.013"),
            "must be finite and > 0 but was -0.013 for us-east-1a_m5.large"),
        bad("NaN price", AWS + ROW.replace("0.05", "NaN"), "'NaN'"),
        bad("no price", AWS + ROW.replace("0.05", ""), "price must be"),
        bad("no zone in time", AWS + ROW.replace("Z,", ","), "2024-01-01T00:05:00Z"),
        bad("year 1969", AWS + ROW.replace("2024", "1969"), "1970 to 2100"),
        bad("empty zone", AWS + ROW.replace("us-east-1a", ""), "zone must be a name"),
        bad("bad type", AWS + ROW.replace("m5.large", "m5 large"), "instanceType must be"),
        bad(
            "wrong id",
            GUIDE + "2024-01-01T00:05:00Z,us-east-1b_m5.large,m5.large,us-east-1a,1,2,50\n",
            "pool_id must be us-east-1a_m5.large but was 'us-east-1b_m5.large'"),
        bad("no id", GUIDE + "2024-01-01T00:05:00Z,x,m5.large,us-east-1a,1,2,50\n", "ZONE_TYPE"),
        bad("open quote", AWS + "\"" + ROW.repeat(3000), "no CSV record"),
        Arguments.of("truncated gzip", Arrays.copyOf(zipped, zipped.length / 2), "read to its end"),
        Arguments.of("broken gzip", broken(zipped), "prices.csv"));
  }

  private static Arguments bad(String name, String content, String message) {
    return Arguments.of(name, content.getBytes(StandardCharsets.UTF_8), message);
  }

  private static byte[] broken(byte[] zipped) {
    byte[] bytes = zipped.clone();
    bytes[bytes.length - 6] ^= 0x55;
    return bytes;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedFilesAreNamed(String name, byte[] content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("prices.csv")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000));
  }

  @Test
  void theFirstTwentyProblemsAreReportedTogether() {
    String rows =
        IntStream.range(0, 33)
            .mapToObj(i -> ROW.replace("0.05", "-" + i))
            .collect(Collectors.joining());
    assertThatThrownBy(() -> read(AWS + ROW + rows))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContainingAll("prices.csv:3", "prices.csv:22", "... and 13 more")
        .hasMessageNotContaining("prices.csv:23");
  }

  @Test
  void anEndlessLineTakesNoMemory() throws IOException {
    byte[] bomb = Gzip.of("x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8), 300);
    assertThat(bomb).hasSizeLessThan(1 << 20);
    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("no CSV record of at most 65536 characters");
  }

  @Test
  void aFolderIsNoFile() {
    SourceLocation at = new SourceLocation("csv", folder.toString());
    assertThatThrownBy(() -> provider().open(at, SourceOptions.none()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("is a folder");
  }
}
