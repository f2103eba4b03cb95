package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceAction;
import dev.spotwise.data.InterruptionNotice;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.InterruptionSourceContract;
import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.RebalanceRecommendation;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.SkippedRows;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.SpotEventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventBridgeTest extends InterruptionSourceContract {

  private static final String INVENTORY =
      """
      instance_id,instance_type,availability_zone,launched_at,ended_at
      i-1,m5.large,us-east-1a,2024-01-01T00:00:00Z,2024-01-01T10:02:00Z
      i-2,m5.large,us-east-1a,2024-01-01T00:00:00Z,
      i-3,c5.large,us-east-1b,2023-12-01T00:00:00Z,2024-01-02T11:02:00Z
      i-4,r5.large,us-east-1b,2023-12-01T00:00:00Z,
      """;
  private static final String WARNING = "EC2 Spot Instance Interruption Warning";
  private static final String REBALANCE = "EC2 Instance Rebalance Recommendation";
  private static final String EVENT = warning("e1", "2024-01-01T10:00:00Z", "i-1");

  private Path inventory;

  @BeforeEach
  void writeInventory() throws IOException {
    inventory = Files.writeString(folder.resolve("inventory.csv"), INVENTORY);
  }

  private static String warning(String id, String time, String instance) {
    return event(WARNING, id, time, instance).replace("\"}}", "\",\"instance-action\":\"stop\"}}");
  }

  private static String event(String type, String id, String time, String instance) {
    return String.format(
        Locale.ROOT,
        "{\"version\":\"0\",\"id\":\"%s\",\"detail-type\":\"%s\",\"source\":\"aws.ec2\","
            + "\"time\":\"%s\",\"region\":\"us-east-1\",\"resources\":[\"arn:aws:ec2:%s\"],"
            + "\"detail\":{\"instance-id\":\"%s\"}}",
        id,
        type,
        time,
        instance,
        instance);
  }

  @Override
  protected InterruptionSourceProvider provider() {
    return new EventBridgeInterruptions();
  }

  @Override
  protected InterruptionSource source() throws IOException {
    return open(
        EVENT
            + "\n"
            + warning("e2", "2024-01-02T10:00:00Z", "i-2")
            + "\n"
            + warning("e3", "2024-01-02T11:00:00Z", "i-3")
            + "\n");
  }

  private InterruptionSource open(String content) throws IOException {
    return open(content.getBytes(StandardCharsets.UTF_8));
  }

  private InterruptionSource open(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("events.json"), content);
    return provider().open(new SourceLocation("eventbridge", file.toString()), options());
  }

  private SourceOptions options() {
    return SourceOptions.of(Map.of("inventory", inventory.toString()));
  }

  private SpotEventLog log(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("log.json"), content);
    return EventBridgeEvents.read(file, new RowSink() {});
  }

  @Test
  void everyPoolOfTheInventoryIsWatched() throws Exception {
    assertThat(Recorded.watched(source(), PriceQuery.linux(WINDOW)))
        .containsExactly(
            CapacityPool.of("us-east-1a", "m5.large"),
            CapacityPool.of("us-east-1b", "c5.large"),
            CapacityPool.of("us-east-1b", "r5.large"));
  }

  @Test
  void aWarningIsAnInterruptionWhenItIsSent() throws Exception {
    assertThat(Recorded.interruptions(source(), PriceQuery.linux(WINDOW)))
        .containsExactly(
            "us-east-1a_m5.large " + Instant.parse("2024-01-01T10:00:00Z").getEpochSecond(),
            "us-east-1a_m5.large " + Instant.parse("2024-01-02T10:00:00Z").getEpochSecond(),
            "us-east-1b_c5.large " + Instant.parse("2024-01-02T11:00:00Z").getEpochSecond());
  }

  @Test
  void recommendationsAreKeptAndInterruptNothing() throws IOException {
    String content = event(REBALANCE, "e0", "2024-01-01T09:00:00Z", "i-1") + EVENT;
    assertThat(Recorded.interruptions(open(content), PriceQuery.linux(WINDOW))).hasSize(1);
    SpotEventLog log = log(content);
    assertThat(log.rebalanceRecommendations())
        .containsExactly(
            new RebalanceRecommendation("e0", Instant.parse("2024-01-01T09:00:00Z"), "i-1"));
    assertThat(log.interruptionNotices())
        .containsExactly(
            new InterruptionNotice(
                "e1", Instant.parse("2024-01-01T10:00:00Z"), "i-1", InstanceAction.STOP));
    assertThat(log.read()).isEqualTo(2);
  }

  static Stream<Arguments> spacings() {
    String other = warning("e2", "2024-01-02T10:00:00Z", "i-2");
    String pretty = EVENT.replace(",", ",\n  ").replace("{", "{\n  ");
    return Stream.of(
        Arguments.of("one per line", EVENT + "\n" + other + "\n", 2),
        Arguments.of("lines of Windows", EVENT + "\r\n\r\n" + other, 2),
        Arguments.of("without a space", EVENT + other, 2),
        Arguments.of("an array", "[" + EVENT + ",\n" + other + "]\n", 2),
        Arguments.of("pretty", pretty + "\n" + other, 2),
        Arguments.of("a single one", pretty, 1),
        Arguments.of("after a byte order mark", "\uFEFF" + EVENT, 1),
        Arguments.of("an empty array", "[]", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spacings")
  void objectsMayBeSpacedInAnyWay(String name, String content, int events) throws IOException {
    assertThat(log(content).interruptionNotices()).hasSize(events);
    assertThat(Recorded.interruptions(open(Gzip.of(content)), PriceQuery.linux(WINDOW)))
        .hasSize(events);
  }

  @Test
  void deliveriesOfOneEventCountOnce() throws IOException {
    String sameIdElsewhere = warning("e1", "2024-01-02T10:00:00Z", "i-2");
    String sameIdOtherKind = event(REBALANCE, "e1", "2024-01-01T10:00:00Z", "i-1");
    SpotEventLog log =
        log(EVENT + EVENT + sameIdElsewhere + sameIdOtherKind + EVENT + sameIdOtherKind);
    assertThat(log.interruptionNotices()).hasSize(2);
    assertThat(log.rebalanceRecommendations()).hasSize(1);
    assertThat(log.duplicates()).isEqualTo(3);
    assertThat(log.read()).isEqualTo(6);
  }

  @Test
  void otherEventsArePassedOverAndCounted() throws IOException {
    String state = event("EC2 Instance State-change Notification", "s", "2024-01-01T00:00:00Z", "");
    SpotEventLog log = log(state + EVENT + state + "{\"detail-type\":\"x\"}");
    assertThat(log.passedOver())
        .containsExactly(
            Map.entry("EC2 Instance State-change Notification", 2L), Map.entry("x", 1L));
    assertThat(log.read()).isEqualTo(4);
    assertThat(log.duplicates()).isZero();
  }

  @Test
  void aFolderIsReadAsOne() throws IOException {
    Path events = Files.createDirectory(folder.resolve("events"));
    byte[] one = EVENT.getBytes(StandardCharsets.UTF_8);
    Files.write(events.resolve("b.json.zst"), Zstd.compress(one));
    Files.write(
        events.resolve("a.jsonl.gz"),
        Gzip.of(EVENT + warning("e0", "2024-01-02T00:00:00Z", "i-2")));
    InterruptionSource source = Sources.load().openInterruptions(events.toString(), options());
    assertThat(Recorded.interruptions(source, PriceQuery.linux(WINDOW))).hasSize(2);
    assertThat(EventBridgeEvents.read(events, new RowSink() {}).duplicates()).isEqualTo(1);
  }

  @Test
  void theFormIsRecognisedAndTheInventoryAskedFor() throws IOException {
    Path file = Files.writeString(folder.resolve("events.json"), EVENT);
    assertThatThrownBy(
            () -> Sources.load().openInterruptions(file.toString(), SourceOptions.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inventory must be given: a CSV file")
        .hasMessageContaining("instance_id,instance_type,availability_zone,launched_at,ended_at");
    SourceOptions absent = SourceOptions.of(Map.of("inventory", "absent.csv"));
    assertThatThrownBy(() -> Sources.load().openInterruptions(file.toString(), absent))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("absent.csv");
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        bad("empty", "", "must hold EventBridge events but is empty (", "events.json"),
        bad("no json", "timestamp,instance\n", "must be JSON", "events.json:1"),
        bad("cut", EVENT + "\n" + EVENT.substring(0, 90), "must be JSON", "events.json:2"),
        bad("a number", EVENT + "\n7", "an event must be a JSON object but was '7'", "json:2"),
        bad("an array twice", "[]\n[]", "must end after its JSON", "json:2"),
        bad("an open array", "[" + EVENT, "must be JSON", "events.json:1"),
        bad("other call", "\n{\"SpotPriceHistory\":[{}]}", "holds SpotPriceHistory", "json:2"),
        bad("no object", "{}", "must have a detail-type", "holds nothing"));
  }

  static Stream<Arguments> wrongEvents() {
    return Stream.of(
        bad("no type", EVENT.replace("detail-type", "type"), "must have a detail-type", "json:1"),
        bad("no id", EVENT.replace("\"id\"", "\"no\""), "id must be given as a text", "json:1"),
        bad("blank id", EVENT.replace("\"e1\"", "\" \""), "id must be a name", "json:1"),
        bad("no time", EVENT.replace("\"time\"", "\"at\""), "time must be given", "json:1"),
        bad(
            "local time",
            EVENT.replace("00Z", "00"),
            "time must be ISO-8601",
            "'2024-01-01T10:00:00'"),
        bad("year 9999", EVENT.replace("2024", "9999"), "time must lie in the years", "json:1"),
        bad(
            "epoch",
            EVENT.replace("\"2024-01-01T10:00:00Z\"", "1704103200"),
            "time must be given",
            "json:1"),
        bad(
            "no instance",
            EVENT.replace("instance-id", "id"),
            "detail.instance-id must be",
            "json:1"),
        bad(
            "null instance",
            EVENT.replace("\"i-1\",", "null,"),
            "detail.instance-id must be",
            "json:1"),
        bad(
            "no detail",
            EVENT.replace("\"detail\":", "\"more\":"),
            "detail.instance-id must",
            "json:1"),
        bad(
            "a text detail",
            EVENT.replaceFirst("\"detail\":.*", "\"detail\":\"i-1\"}"),
            "detail.instance-id must",
            "json:1"),
        bad(
            "no action",
            EVENT.replace("instance-action", "action"),
            "instance-action must be given",
            "json:1"),
        bad(
            "other action",
            EVENT.replace("stop", "reboot"),
            "instance-action must be terminate, stop or hibernate but was 'reboot'",
            "json:1"));
  }

  static Stream<Arguments> wrongInstances() {
    return Stream.of(
        bad(
            "unknown instance",
            "\n\n" + EVENT.replace("i-1", "i-9"),
            "must be of an instance in the inventory but was of 'i-9'",
            "events.json:3"),
        bad(
            "after its end",
            EVENT.replace("10:00:00", "10:02:01"),
            "event of i-1 must lie in its life [2024-01-01T00:00:00Z, 2024-01-01T10:02:00Z]",
            "json:1"),
        bad(
            "before its launch",
            EVENT.replace("2024-01-01", "2023-12-31"),
            "must lie in its life",
            "json:1"),
        bad(
            "recommendation for another",
            event(REBALANCE, "e1", "2024-01-01T10:00:00Z", "i-8"),
            "must be of an instance",
            "'i-8'"),
        bad("deep", "{\"detail\":" + "[".repeat(5000), "must be JSON", "events.json"),
        bad("long text", EVENT.replace("i-1", "x".repeat(70_000)), "must be JSON", "events.json"),
        bad(
            "long id",
            EVENT.replace("e1", "x".repeat(10_000)),
            "id must be a name of at most 128",
            "json:1"),
        Arguments.of(
            "not UTF-8",
            EVENT.replace("e1", "\u00e9").getBytes(StandardCharsets.ISO_8859_1),
            "must be JSON",
            "events.json"),
        Arguments.of("cut gzip", cut(Gzip.of(EVENT.repeat(50))), "can't be read", "events.json"));
  }

  private static byte[] cut(byte[] content) {
    return Arrays.copyOf(content, content.length - 20);
  }

  private static Arguments bad(String name, String content, String message, String where) {
    return Arguments.of(name, content.getBytes(StandardCharsets.UTF_8), message, where);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"wrongFiles", "wrongEvents", "wrongInstances"})
  void malformedFilesAreNamed(String name, byte[] content, String message, String where)
      throws IOException {
    InterruptionSource source = open(content);
    assertThatThrownBy(() -> Recorded.interruptions(source, PriceQuery.linux(WINDOW)))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(where)
        .hasMessageContaining("events.json")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void badEventsAndInstancesMayBeLeftOut() throws IOException {
    Files.writeString(inventory, INVENTORY + "i-5,m5.large,us-east-1a,soon,\n");
    Path file = folder.resolve("events.json");
    Files.writeString(
        file,
        EVENT.replace("stop", "reboot")
            + "\n"
            + EVENT
            + "\n"
            + EVENT.replace("i-1", "i-5")
            + "\n{}\n");
    SkippedRows skipped = new SkippedRows();
    SpotEventLog log = EventBridgeEvents.read(file, InventoryCsv.read(inventory, skipped), skipped);
    assertThat(log.interruptionNotices()).hasSize(1);
    assertThat(skipped.count()).isEqualTo(4);
    assertThat(skipped.first().get(0)).contains("launched_at must be", "inventory.csv:6");
    assertThat(skipped.first().get(2)).contains("'i-5'", "events.json:3");
  }

  @Test
  void whatIsWrongIsReportedTogether() throws IOException {
    InterruptionSource source = open("{}\n".repeat(30));
    assertThatThrownBy(() -> Recorded.interruptions(source, PriceQuery.linux(WINDOW)))
        .hasMessageContaining("events.json:20")
        .hasMessageEndingWith("... and 10 more");
  }
}
