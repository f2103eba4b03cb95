package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceFileContract;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsCliPricesTest extends PriceFileContract {

  private static final String ENTRY =
      "{\"AvailabilityZone\":\"us-east-1a\",\"InstanceType\":\"m5.large\","
          + "\"ProductDescription\":\"Linux/UNIX\",\"SpotPrice\":\"0.050000\","
          + "\"Timestamp\":\"2024-01-01T00:00:00+00:00\"}";

  @Override
  protected PriceSourceProvider provider() {
    return new AwsCliPrices();
  }

  @Override
  protected Path write(List<Observation> rows) throws IOException {
    String json =
        rows.stream()
            .map(
                row ->
                    ENTRY
                        .replace("us-east-1a", row.pool().zone())
                        .replace("m5.large", row.pool().instanceType())
                        .replace("0.050000", MicroUsd.format(row.microUsd()))
                        .replace(
                            "2024-01-01T00:00:00+00:00",
                            Instant.ofEpochSecond(row.epochSecond()).toString()))
            .collect(Collectors.joining(",\n"));
    return Files.writeString(folder.resolve("prices.json"), history(json));
  }

  private static String history(String entries) {
    return "{\n  \"SpotPriceHistory\": [\n" + entries + "]}\n";
  }

  private List<String> read(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("prices.json"), content);
    PriceSource source =
        provider().open(new SourceLocation("aws-cli", file.toString()), SourceOptions.none());
    return Recorded.prices(source, new PriceQuery(WINDOW, Set.of(), Set.of(), Set.of()));
  }

  @Test
  void gzipAllProductsAndUnknownFieldsAreRead() throws IOException {
    String windows =
        ENTRY
            .replace("Linux/UNIX", "Windows (Amazon VPC)")
            .replace("{", "{\"Tags\":[{\"a\":1}],\"Note\":null,");
    String withToken = history(ENTRY + "," + windows).replace("]}\n", "],\"NextToken\":\"x\"}");
    assertThat(read(Gzip.of(withToken)))
        .containsExactly(
            "us-east-1a_m5.large 1704067200 50000", "us-east-1a_m5.large_Windows 1704067200 50000");
  }

  @Test
  void aFolderIsReadInTheOrderOfItsNames() throws IOException {
    Files.write(folder.resolve("b.json.gz"), Gzip.of(history(ENTRY.replace("1a", "1b"))));
    Files.writeString(folder.resolve("a.json"), history(ENTRY));
    Files.writeString(folder.resolve("c.txt"), "not read");
    Files.createDirectory(folder.resolve("d.json"));
    PriceSource source = Sources.load().openPrices(folder.toString(), SourceOptions.none());
    assertThat(Recorded.prices(source, PriceQuery.linux(WINDOW)))
        .containsExactly(
            "us-east-1a_m5.large 1704067200 50000", "us-east-1b_m5.large 1704067200 50000");
  }

  @Test
  void aFolderWithoutJsonIsNamed() {
    SourceLocation at = new SourceLocation("aws-cli", folder.toString());
    assertThatThrownBy(() -> provider().open(at, SourceOptions.none()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("must hold *.json");
  }

  @Test
  void objectsArraysAndEntriesFollowEachOther() throws IOException {
    String content =
        "{}\n"
            + history(ENTRY)
            + history(ENTRY.replace("m5", "m6i") + ",{}")
            + "{\"SpotPriceHistory\":[],\"NextToken\":\"\"}"
            + "[{},"
            + ENTRY.replace("m5", "c5")
            + "][]\n"
            + ENTRY.replace("m5", "r5");
    assertThat(read(content.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            "us-east-1a_m5.large 1704067200 50000",
            "us-east-1a_m6i.large 1704067200 50000",
            "us-east-1a_c5.large 1704067200 50000",
            "us-east-1a_r5.large 1704067200 50000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"SpotPriceHistory\":[]}", "[{},{}]"})
  void anAnswerWithoutEntriesHasNone(String content) throws IOException {
    assertThat(read(content.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01T00:00:00+00:00",
        "2024-01-01T00:00:00.000Z",
        "2023-12-31T17:00:00-0700",
        "2024-01-01T00:00:00Z"
      })
  void everyFormOfTimeIsRead(String time) throws IOException {
    String entry = ENTRY.replace("2024-01-01T00:00:00+00:00", time);
    assertThat(read(history(entry).getBytes(StandardCharsets.UTF_8)))
        .containsExactly("us-east-1a_m5.large 1704067200 50000");
  }

  @ParameterizedTest
  @CsvSource({
    "'', us-east-1a|use1-az9",
    "names, us-east-1a|use1-az9",
    "ids, use1-az4|use1-az9",
  })
  void theZoneIsANameOrAnId(String option, String zones) throws IOException {
    String both = ENTRY.replace("{", "{\"AvailabilityZoneId\":\"use1-az4\",");
    String idAlone =
        ENTRY.replace("AvailabilityZone", "AvailabilityZoneId").replace("us-east-1a", "use1-az9");
    Path file = Files.writeString(folder.resolve("z.json"), history(both + "," + idAlone));
    SourceOptions options =
        option.isEmpty() ? SourceOptions.none() : SourceOptions.of(Map.of("zones", option));
    PriceSource source = Sources.load().openPrices(file.toString(), options);
    assertThat(Recorded.prices(source, PriceQuery.linux(WINDOW)))
        .containsExactlyElementsOf(
            Stream.of(zones.split("[|]")).map(z -> z + "_m5.large 1704067200 50000").toList());
  }

  @Test
  void whereIdsAreAskedForTheyMustBeThere() throws IOException {
    Path file = Files.writeString(folder.resolve("z.json"), history(ENTRY));
    PriceSource source =
        Sources.load().openPrices(file.toString(), SourceOptions.of(Map.of("zones", "ids")));
    assertThatThrownBy(() -> Recorded.prices(source, PriceQuery.linux(WINDOW)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("entry must have AvailabilityZoneId, InstanceType");
    assertThatThrownBy(
            () ->
                Sources.load()
                    .openPrices(file.toString(), SourceOptions.of(Map.of("zones", "both"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zones must be names or ids but was 'both'");
  }

  @Test
  void overlappingDumpsNewestFirstGiveTheChangesOnce() throws IOException {
    String late = ENTRY.replace("01T00", "02T00").replace("0.050000", "0.060000");
    String heartbeat = ENTRY.replace("01T00", "01T20");
    Files.writeString(folder.resolve("a.json"), history(late + "," + heartbeat + "," + ENTRY));
    Files.write(
        folder.resolve("b.json.zst"), Zstd.compress(bytes(history(heartbeat + "," + ENTRY))));
    Files.writeString(folder.resolve("c.json"), "[" + late + "]");
    PriceHistory history =
        PriceHistory.read(
            Sources.load().openPrices(folder.toString(), SourceOptions.none()),
            PriceQuery.linux(WINDOW));
    PriceSeries series = history.series().get(CapacityPool.of("us-east-1a", "m5.large"));
    assertThat(series.size()).isEqualTo(2);
    assertThat(series.epochSecond(0)).isEqualTo(1_704_067_200L);
    assertThat(series.microUsd(1)).isEqualTo(60_000);
    assertThat(history.lastObservation()).isEqualTo("2024-01-02T00:00:00Z");
  }

  @Test
  void aFolderIsRecognisedThoughItsFirstFilesHoldNothing() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{}");
    Files.writeString(folder.resolve("b.json"), "[" + ENTRY + "]");
    PriceSource source = Sources.load().openPrices(folder.toString(), SourceOptions.none());
    assertThatThrownBy(() -> Recorded.prices(source, PriceQuery.linux(WINDOW)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("holds nothing")
        .hasMessageContaining("a.json");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Arguments> malformed() {
    byte[] zipped = Gzip.of(history(ENTRY));
    return Stream.of(
        bad("empty", "", "holds nothing"),
        bad("a number", "7", "holds 7"),
        bad("array of another call", "[{\"InstanceId\":\"i-1\"}]", "prices.json:1, entry 1"),
        bad("other call", "{\"Reservations\":[{\"Instances\":[]}]}", "holds Reservations"),
        bad("no object", "{}", "holds nothing"),
        bad("empty objects", "{}\n{}", "holds nothing"),
        bad("no array", "{\"SpotPriceHistory\":{}}", "must be an array"),
        bad("no entry", "{\"SpotPriceHistory\":[1]}", "must be an object but was '1'"),
        bad("cut", "{\"SpotPriceHistory\":[" + ENTRY, "must be JSON"),
        bad("cut in an entry", "{\"SpotPriceHistory\":[{\"a\":", "must be JSON"),
        bad("cut behind an object", history(ENTRY) + "{", "must be JSON"),
        bad("words behind an object", history(ENTRY) + "done", "must be JSON"),
        bad(
            "bad entry of the second object",
            history(ENTRY) + history(ENTRY.replace("0.050000", "free")),
            "prices.json:6, entry 2"),
        bad("no json", "timestamp,a,b", "must be JSON"),
        bad(
            "missing price",
            history(ENTRY.replace("SpotPrice\"", "Other\"")),
            "must have AvailabilityZone"),
        bad(
            "missing time",
            history(ENTRY.replace("Timestamp", "Time")),
            "must have AvailabilityZone"),
        bad(
            "missing type",
            history(ENTRY.replace("InstanceType", "T")),
            "must have AvailabilityZone"),
        bad(
            "nested price",
            history(ENTRY.replace("\"0.050000\"", "[1]")),
            "must have AvailabilityZone"),
        bad(
            "null zone",
            history(ENTRY.replace("\"us-east-1a\"", "null")),
            "must have AvailabilityZone"),
        bad("bad price", history(ENTRY.replace("0.050000", "free")), "prices.json:3"),
        bad("bad time", history(ENTRY.replace("+00:00", "")), "timestamp must be"),
        bad("bad zone", history(ENTRY.replace("us-east-1a", "us east")), "zone must be"),
        bad("deep", "{\"x\":" + "[".repeat(5000), "must be JSON"),
        bad(
            "long text",
            "{\"SpotPriceHistory\":[{\"InstanceType\":\"" + "x".repeat(70_000) + "\"}]}",
            "must be JSON"),
        Arguments.of("cut gzip", Arrays.copyOf(zipped, zipped.length - 20), "can't be read"));
  }

  private static Arguments bad(String name, String content, String message) {
    return Arguments.of(name, content.getBytes(StandardCharsets.UTF_8), message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedFilesAreNamed(String name, byte[] content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("prices.json")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }
}
