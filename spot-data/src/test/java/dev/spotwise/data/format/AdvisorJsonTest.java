package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.AdvisorBand;
import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.AdvisorRating;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisorJsonTest {

  private static final Instant AS_OF = Instant.parse("2024-05-01T00:00:00Z");
  private static final String FEED =
      """
      {"global_rate": "<10%",
       "spot_advisor": {
         "eu-test-1": {
           "Linux": {
             "a1.big": {"s": 61, "r": 1},
             "a1.small": {"s": -7, "r": 0}},
           "Windows": {"a1.big": {"s": 0, "r": 2, "note": {"x": [1]}}}}},
       "ranges": [
         {"index": 1, "label": "5-10%", "dots": 1, "max": 11},
         {"index": 0, "label": "<5%", "dots": 0, "max": 5, "extra": null},
         {"index": 2, "label": ">10%", "dots": 2, "max": 100}],
       "instance_types": {
         "a1.big": {"emr": true, "cores": 8, "ram_gb": 16.5},
         "a1.small": {"emr": false, "cores": 1, "ram_gb": 0.5}}}
      """;

  @TempDir private Path folder;

  private AdvisorFeed read(byte[] content) throws IOException {
    return AdvisorJson.read(Files.write(folder.resolve("feed.json"), content), AS_OF);
  }

  @Test
  void theBandsAreTheFeedsOwnWhateverTheOrderOfKeys() throws IOException {
    AdvisorFeed feed = read(Gzip.of(FEED));
    assertThat(feed.bands())
        .containsExactly(
            new AdvisorBand(0, "<5%", 0, 0, 5),
            new AdvisorBand(1, "5-10%", 1, 5, 11),
            new AdvisorBand(2, ">10%", 2, 11, 100));
    assertThat(feed.size()).isEqualTo(3);
    assertThat(feed.asOf()).isEqualTo(AS_OF);
    assertThat(feed.ratings("eu-test-1", "Linux"))
        .containsEntry("a1.big", new AdvisorRating(61, feed.bands().get(1)))
        .containsEntry("a1.small", new AdvisorRating(-7, feed.bands().get(0)));
    assertThat(feed.find(new CapacityPool("eu-test-1b", "a1.big", "Windows")))
        .contains(new AdvisorRating(0, feed.bands().get(2)));
    assertThat(feed.instanceTypes().byName().values())
        .containsExactly(new InstanceType("a1.big", 8, 16.5), new InstanceType("a1.small", 1, 0.5));
  }

  @Test
  void theDateMayStandInTheName() throws IOException {
    Path dated = Files.writeString(folder.resolve("spot-advisor-2025-06-28.json"), FEED);
    assertThat(AdvisorJson.read(dated).asOf()).isEqualTo(Instant.parse("2025-06-28T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spot-advisor-data.json",
        "2025-06-28_2025-06-29.json",
        "2025-13-28.json",
        "12025-06-281.json"
      })
  void aNameWithoutOneDateIsNotGuessed(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), FEED);
    assertThat(AdvisorJson.dateIn(file)).isEmpty();
    assertThatThrownBy(() -> AdvisorJson.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("asOf must be given")
        .hasMessageContaining(name);
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        bad("empty", "", "must hold a JSON object"),
        bad("an array", "[]", "must hold a JSON object"),
        bad("no json", "instance_type,s\n", "must be JSON"),
        bad("cut", FEED.substring(0, 200), "must be JSON"),
        bad("two documents", FEED + FEED, "must end after"),
        bad("other call", "{\"SpotPriceHistory\":[]}", "but holds [SpotPriceHistory]"),
        bad("no ranges", FEED.replace("\"ranges\"", "\"bands\""), "feed, an object with ranges"),
        bad("no sizes", FEED.replace("instance_types", "types"), "and spot_advisor, but holds"),
        bad("no ratings", FEED.replace("spot_advisor", "x"), "and spot_advisor, but holds"));
  }

  static Stream<Arguments> wrongRanges() {
    return Stream.of(
        bad(
            "ranges no array",
            FEED.replaceFirst("(?s)\\[\\s+\\{.*?\\}\\]", "{}"),
            "ranges must be an array"),
        bad(
            "ranges empty",
            FEED.replaceFirst("(?s)\\[\\s+\\{.*?\\}\\]", "[]"),
            "ranges must hold a band"),
        bad(
            "a range no object",
            FEED.replaceFirst("(?s)\\[\\s+\\{.*?\\}\\]", "[5]"),
            "ranges must be an object"),
        bad(
            "index twice",
            FEED.replace("\"index\": 1", "\"index\": 0"),
            "without a gap but was 0 in place of 1 (",
            "feed.json:10"),
        bad(
            "an index left out",
            FEED.replace("\"index\": 2", "\"index\": 3"),
            "without a gap but was 3 in place of 2 ("),
        bad(
            "negative index",
            FEED.replace("\"index\": 1", "\"index\": -1"),
            "index must be a whole number in [0, 100] but was '-1' in ranges",
            "feed.json:9"),
        bad(
            "max absent",
            FEED.replace(", \"max\": 11", ""),
            "max must be a whole number in [6, 100] but was absent"),
        bad(
            "max falls",
            FEED.replace("11", "4"),
            "max must be a whole number in [6, 100] but was '4'"),
        bad("max over 100", FEED.replace("\"max\": 100", "\"max\": 101"), "but was '101'"),
        bad("label a number", FEED.replace("\"5-10%\"", "5"), "label must be a text but was '5'"));
  }

  static Stream<Arguments> wrongRatings() {
    return Stream.of(
        bad(
            "unknown band",
            FEED.replace("\"r\": 1", "\"r\": 3"),
            "r must be the index of one of the 3 ranges but was 3 for a1.big",
            "feed.json:5"),
        bad(
            "negative band",
            FEED.replace("\"r\": 1", "\"r\": -1"),
            "but was '-1' in eu-test-1 Linux a1.big",
            "feed.json:5"),
        bad(
            "band no whole number",
            FEED.replace("\"r\": 1", "\"r\": 1.0"),
            "r must be a whole number",
            "feed.json:5"),
        bad(
            "band a text",
            FEED.replace("\"r\": 1", "\"r\": \"1\""),
            "but was '\"1\"' in",
            "feed.json:5"),
        bad(
            "band absent",
            FEED.replace(", \"r\": 1", ""),
            "r must be a whole number in",
            "was absent in"),
        bad(
            "savings over 100",
            FEED.replace("61", "101"),
            "s must be a whole number in [-10000, 100] but was '101'"),
        bad("savings 1e308", FEED.replace("61", "1e308"), "s must be a whole number"),
        bad("savings nested", FEED.replace("61", "[61]"), "but was 'nested' in"),
        bad("savings null", FEED.replace("61", "null"), "but was 'null' in"));
  }

  static Stream<Arguments> wrongSizes() {
    return Stream.of(
        bad(
            "cores 0",
            FEED.replace("\"cores\": 8", "\"cores\": 0"),
            "cores must be a whole number in [1, 100000] but was '0' in a1.big",
            "feed.json:13"),
        bad(
            "cores negative",
            FEED.replace("\"cores\": 8", "\"cores\": -8"),
            "but was '-8' in a1.big"),
        bad(
            "cores broken",
            FEED.replace("\"cores\": 8", "\"cores\": 8.5"),
            "but was '8.5' in a1.big"),
        bad(
            "memory 0",
            FEED.replace("16.5", "0"),
            "ram_gb must be a number in (0, 1000000] but was '0' in a1.big"),
        bad(
            "memory huge",
            FEED.replace("16.5", "1e308"),
            "ram_gb must be a number in (0, 1000000]"),
        bad("memory a text", FEED.replace("16.5", "\"16.5\""), "ram_gb must be a number"),
        bad("memory absent", FEED.replace(", \"ram_gb\": 16.5", ""), "was absent in a1.big"),
        bad(
            "a type no object",
            FEED.replaceFirst("\\{\"emr\": true[^}]*\\}", "8"),
            "a1.big must be an object"),
        bad(
            "a region no object",
            FEED.replaceFirst("\"eu-test-1\"", "\"us-test-1\": 5, $0"),
            "spot_advisor us-test-1 must be an object but was '5'"),
        bad("a type twice", FEED.replace("a1.small", "a1.big"), "must be JSON: Duplicate"),
        bad("deep", "{\"x\":" + "[".repeat(5000), "must be JSON"),
        Arguments.of("cut gzip", cut(Gzip.of(FEED)), "can't be read", ""));
  }

  private static byte[] cut(byte[] content) {
    return Arrays.copyOf(content, content.length - 20);
  }

  private static Arguments bad(String name, String content, String message) {
    return bad(name, content, message, "");
  }

  private static Arguments bad(String name, String content, String message, String where) {
    return Arguments.of(name, content.getBytes(StandardCharsets.UTF_8), message, where);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"wrongFiles", "wrongRanges", "wrongRatings", "wrongSizes"})
  void malformedFeedsAreNamed(String name, byte[] content, String message, String where) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(where)
        .hasMessageContaining("feed.json")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void allThatIsWrongIsReportedTogether() {
    String content = FEED.replace("\"r\": 1", "\"r\": 9").replace("-7", "700");
    assertThatThrownBy(() -> read(content.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("feed.json:5")
        .hasMessageContaining("feed.json:6");
  }

  /** 100 MiB of blanks, which compress to next to nothing. */
  @Test
  void aHugeFileIsRefused() {
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    assertThatThrownBy(() -> read(Gzip.of(blanks, 100)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("Document length");
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> AdvisorJson.read(folder.resolve("absent.json")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.json");
  }
}
