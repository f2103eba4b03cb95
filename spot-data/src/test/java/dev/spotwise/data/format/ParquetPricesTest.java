package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroMarkets;
import dev.spotwise.data.PriceFileContract;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetPricesTest extends PriceFileContract {

  private static final String UTC = "required int64 timestamp (TIMESTAMP(MILLIS,true));";
  private static final String NAMES =
      " required binary pool_id (STRING); required binary instance_type (STRING);"
          + " required binary az (STRING);";
  private static final String DECIMAL = " required int64 spot_price (DECIMAL(18,6));";
  private static final long NEW_YEAR_MILLIS = 1_704_067_200_000L;

  @Override
  protected PriceSourceProvider provider() {
    return new ParquetPrices();
  }

  @Override
  protected Path write(List<Observation> rows) throws IOException {
    Path file = folder.resolve("prices.parquet");
    return Groups.write(
        file, UTC + NAMES + DECIMAL, rows.stream().map(ParquetPricesTest::fill).toList());
  }

  private static Groups.Filler fill(Observation row) {
    return group -> {
      group.add("timestamp", row.epochSecond() * 1000);
      names(group, row.pool().id(), row.pool().instanceType(), row.pool().zone());
      group.add("spot_price", row.microUsd());
    };
  }

  private static void names(Group group, String id, String type, String zone) {
    group.add("pool_id", id);
    group.add("instance_type", type);
    group.add("az", zone);
  }

  private List<String> read(Path file) {
    PriceSource source =
        provider().open(new SourceLocation("parquet", file.toString()), SourceOptions.none());
    return Recorded.prices(source, PriceQuery.linux(WINDOW));
  }

  private Path oneRow(String schema, Groups.Filler rest) throws IOException {
    return Groups.write(
        folder.resolve("one.parquet"),
        schema,
        List.of(
            group -> {
              names(group, "us-east-1a_m5.large", "m5.large", "us-east-1a");
              rest.fill(group);
            }));
  }

  @ParameterizedTest
  @CsvSource({"MILLIS, 1", "MICROS, 1000", "NANOS, 1000000"})
  void timesOfEveryUnitAndDoublesAreRead(String unit, long perMilli) throws IOException {
    Path file =
        oneRow(
            UTC.replace("MILLIS", unit) + NAMES + " required double spot_price;",
            group -> {
              group.add("timestamp", NEW_YEAR_MILLIS * perMilli);
              group.add("spot_price", 0.0416);
            });
    assertThat(read(file)).containsExactly("us-east-1a_m5.large 1704067200 41600");
  }

  @Test
  void decimalsOfOtherScalesAreRead() throws IOException {
    Path file =
        oneRow(
            UTC + NAMES + " required int64 spot_price (DECIMAL(18,4));",
            group -> {
              group.add("timestamp", NEW_YEAR_MILLIS);
              group.add("spot_price", 416L);
            });
    assertThat(read(file)).containsExactly("us-east-1a_m5.large 1704067200 41600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "required int64 timestamp (TIMESTAMP(MILLIS,false));",
        "required int64 timestamp;",
        "required int96 timestamp;",
        "required binary timestamp (STRING);",
        "repeated int64 timestamp (TIMESTAMP(MILLIS,true));",
        "required group timestamp { required int64 x; }"
      })
  void timesWithoutAZoneOrOfAnotherTypeAreRefused(String timestamp) throws IOException {
    Path file = Groups.write(folder.resolve("x.parquet"), timestamp + NAMES + DECIMAL, List.of());
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("timestamp must be")
        .hasMessageContaining("x.parquet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " required int64 spot_price;",
        " required float spot_price;",
        " required binary spot_price (STRING);"
      })
  void pricesOfAnotherTypeAreRefused(String price) throws IOException {
    Path file = Groups.write(folder.resolve("x.parquet"), UTC + NAMES + price, List.of());
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("spot_price must be an INT64 DECIMAL or a DOUBLE");
  }

  @Test
  void missingColumnsAreNamed() throws IOException {
    Path file = Groups.write(folder.resolve("x.parquet"), UTC + NAMES, List.of());
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("timestamp,pool_id,instance_type,az,spot_price but has")
        .hasMessageContaining("x.parquet");
    Path zone =
        Groups.write(
            folder.resolve("z.parquet"),
            UTC + NAMES.replace("binary az (STRING)", "int64 az") + DECIMAL,
            List.of());
    assertThatThrownBy(() -> read(zone)).hasMessageContaining("az must be a string");
  }

  @Test
  void wrongValuesAreNamedByRow() throws IOException {
    String optional = (UTC + NAMES + DECIMAL).replace("required", "optional");
    Path file =
        Groups.write(
            folder.resolve("bad.parquet"),
            optional,
            List.of(
                group -> names(group, "us-east-1a_m5.large", "m5.large", "us-east-1a"),
                group -> group.add("timestamp", NEW_YEAR_MILLIS),
                group -> {
                  names(group, "us-east-1a_m5.large", "m5.large", "us-east-1a");
                  group.add("timestamp", -1L);
                },
                group -> {
                  names(group, "us-east-1a_m5.large", "m5.large", "us-east-1a");
                  group.add("timestamp", NEW_YEAR_MILLIS);
                  group.add("spot_price", -5L);
                },
                group -> names(group, "us-east-1b_m5.large", "m5.large", "us-east-1a")));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContainingAll(
            "timestamp must be given but was null (" + file + ", row 1)",
            "az must be given but was null (" + file + ", row 2)",
            "1970 to 2100",
            "price must be finite and > 0 but was -0.000005 (" + file + ", row 4)",
            "pool_id must be us-east-1a_m5.large",
            "row 5");
  }

  @Test
  void thePoolIdMayBeMissingInARow() throws IOException {
    Path file =
        Groups.write(
            folder.resolve("x.parquet"),
            (UTC + NAMES + DECIMAL).replace("required binary pool_id", "optional binary pool_id"),
            List.of(
                group -> {
                  group.add("timestamp", NEW_YEAR_MILLIS);
                  group.add("instance_type", "m5.large");
                  group.add("az", "us-east-1a");
                  group.add("spot_price", 7L);
                }));
    assertThat(read(file)).containsExactly("us-east-1a_m5.large 1704067200 7");
  }

  @Test
  void whatIsNoParquetFileIsRefused() throws IOException {
    for (String content :
        List.of("", "PAR1", "PAR1PAR1", "not parquet at all", "PAR1........junk")) {
      Path file = Files.writeString(folder.resolve("x.parquet"), content);
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(MarketDataException.class)
          .hasMessageContaining("must begin and end with PAR1")
          .hasMessageContaining("x.parquet");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 100_000})
  void aFooterOfALyingLengthIsRefused(int length) throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, length);
    Path file = Files.write(folder.resolve("lie.parquet"), bytes);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("lie.parquet");
  }

  private Path written() {
    Market market = MicroMarkets.random(1, 3);
    return MarketFiles.writeSpotPricesParquet(market, folder.resolve("whole"));
  }

  /** Either the damage shows, or it hit bytes that don't matter; never another exception. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void damagedFilesAreRefusedOrRead(long seed) throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] bytes = whole.clone();
      int first = i % 2 == 0 ? 0 : Math.max(0, bytes.length - 1500);
      for (int hit = 0; hit < 3; hit++) {
        bytes[first + random.nextInt(bytes.length - first - 8)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("damaged.parquet"), bytes);
      try {
        assertThat(read(file)).isNotNull();
      } catch (MarketDataException e) {
        refused++;
        assertThat(e).hasMessageContaining("damaged.parquet");
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void aFileCutInTheMiddleIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    byte[] tail = Arrays.copyOfRange(whole, whole.length / 2, whole.length);
    System.arraycopy("PAR1".getBytes(StandardCharsets.US_ASCII), 0, tail, 0, 4);
    Path file = Files.write(folder.resolve("cut.parquet"), tail);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("cut.parquet");
  }
}
