package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.SkippedRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OnDemandCsvTest {

  private static final String HEADER = "instance_type,usd_per_hour\n";
  private static final String DATED = "instance_type,usd_per_hour,effective_from\n";
  private static final Instant ANY_TIME = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir private Path folder;

  private OnDemandHistory read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private OnDemandHistory read(byte[] content) throws IOException {
    return OnDemandCsv.read(Files.write(folder.resolve("od.csv"), content));
  }

  @Test
  void pricesWithoutADateAlwaysHoldAndEverywhere() throws IOException {
    String content = HEADER + "m5.large,0.096\nc5.large,0.085000\nm5.large,0.0960\n";
    for (OnDemandHistory prices : new OnDemandHistory[] {read(content), read(Gzip.of(content))}) {
      assertThat(prices.size()).isEqualTo(2);
      assertThat(prices.asOf(ANY_TIME, "us-east-1", "Windows").microUsdByType())
          .containsOnlyKeys("c5.large", "m5.large")
          .containsEntry("m5.large", 96_000L);
      assertThat(prices.microUsdAt(CapacityPool.of("eu-west-1a", "c5.large"), Instant.EPOCH))
          .isEqualTo(85_000);
    }
  }

  @Test
  void datesRegionsAndProductsAreReadInAnyOrderOfColumns() throws IOException {
    OnDemandHistory prices =
        read(
            """
            region,effective_from,instance_type,note,usd_per_hour,product_description
            ,,m5.large,first,0.1,
            us-east-1,2024-03-01,m5.large,by date,0.09,Linux/UNIX (Amazon VPC)
            us-east-1,2024-04-01T02:00:00+02:00,m5.large,by instant,0.08,Linux/UNIX
            """);
    CapacityPool pool = CapacityPool.of("us-east-1a", "m5.large");
    assertThat(prices.size()).isEqualTo(3);
    assertThat(prices.microUsdAt(pool, Instant.parse("2024-02-29T23:59:59Z"))).isEqualTo(100_000);
    assertThat(prices.microUsdAt(pool, Instant.parse("2024-03-01T00:00:00Z"))).isEqualTo(90_000);
    assertThat(prices.microUsdAt(pool, Instant.parse("2024-04-01T00:00:00Z"))).isEqualTo(80_000);
    CapacityPool elsewhere = CapacityPool.of("us-west-2a", "m5.large");
    assertThat(prices.microUsdAt(elsewhere, Instant.parse("2024-04-01T00:00:00Z")))
        .isEqualTo(100_000);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "m5.large,0.096~m5.large,0.097 | od.csv:3 | m5.large must have one price but had 0.096 and 0.097",
        ",0.1 | od.csv:2 | instance_type must be given",
        "m5 large,0.1 | od.csv:2 | instanceType must be a name",
        "m5.large,0 | od.csv:2 | price must be",
        "m5.large,-0.1 | od.csv:2 | price must be finite and > 0 but was -0.1",
        "m5.large,NaN | od.csv:2 | price must be finite and > 0 but was 'NaN'",
        "m5.large,1e308 | od.csv:2 | price must be in [0.000001, 1000000]",
        "m5.large,\"0,096\" | od.csv:2 | price must be a number with a decimal point, no comma, but was '0,096'",
        "m5.large,$0.1 | od.csv:2 | price must be finite and > 0 but was '$0.1'",
        "m5.large | od.csv:2 | must have 2 fields but had 1",
        "'' | od.csv:1 | a row below its header"
      })
  void wrongRowsAreNamed(String rows, String where, String message) {
    assertThatThrownBy(() -> read(HEADER + rows.replace('~', '\n')))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(where);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "effective_from | m5.large,0.1,yesterday | effective_from must be a date or an ISO-8601 instant",
        "effective_from | m5.large,0.1,2024-02-30 | effective_from must be a date",
        "effective_from | m5.large,0.1,2024-01-01T00:00:00 | with Z or an offset",
        "effective_from | m5.large,0.1,9999-01-01 | years 1970 to 2100",
        "effective_from | m5.large,0.1,0000-01-01 | effective_from must be",
        "effective_from | m5.large,1,2024-01-01~m5.large,2,2024-01-01T00:00:00Z | m5.large from 2024-01-01T00:00:00Z must have one price but had 1 and 2",
        "effective_from | m5.large,1,~m5.large,2, | m5.large must have one price but had 1 and 2",
        "region | m5.large,1,us-east-1a | region must be named as AWS does, such as us-east-1, but was 'us-east-1a'",
        "region | m5.large,1,US East (N. Virginia) | region must be named as AWS does",
        "region | m5.large,1,us-east-1~m5.large,2,us-east-1 | m5.large in us-east-1 must have one price",
        "product_description | m5.large,1,Windows~m5.large,2,Windows (Amazon VPC) | m5.large with Windows must have one price"
      })
  void wrongDatesRegionsAndConflictsAreNamed(String column, String rows, String message) {
    String content = HEADER.strip() + "," + column + "\n" + rows.replace('~', '\n') + "\n";
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("od.csv:" + (rows.contains("~") ? 3 : 2));
  }

  static Stream<Arguments> otherFiles() {
    return Stream.of(
        Arguments.of("empty", "", "is empty"),
        Arguments.of("other columns", "a,b\n1,2\n", "but was 'a,b'"),
        Arguments.of("a column twice", "instance_type,usd_per_hour,usd_per_hour\n", "header must"),
        Arguments.of("an AWS answer", "{\"PriceList\":[]}\n", "header must name the columns"),
        Arguments.of("an open quote", HEADER + "\"m5.large,0.1\nc5.large,0.2\n", "od.csv"),
        Arguments.of("a long line", HEADER + "m".repeat(70_000) + ",1\n", "od.csv"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherFiles")
  void otherFilesAreRefused(String name, String content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("od.csv")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> OnDemandCsv.read(folder.resolve("absent.csv")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.csv");
  }

  @Test
  void rowsThatMayBeLeftOutAreCounted() throws IOException {
    String content = DATED + "m5.large,0.1,\nc5.large,free,\nr5.large,0.2,soon\n";
    SkippedRows skipped = new SkippedRows();
    OnDemandHistory prices =
        OnDemandCsv.read(Files.writeString(folder.resolve("od.csv"), content), skipped);
    assertThat(prices.instanceTypes()).containsExactly("m5.large");
    assertThat(skipped.count()).isEqualTo(2);
    assertThat(skipped.first().get(1)).contains("effective_from", "od.csv:4");
  }
}
