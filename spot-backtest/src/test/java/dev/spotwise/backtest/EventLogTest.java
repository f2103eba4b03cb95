package dev.spotwise.backtest;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.TestMarket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLogTest {

  private static final Instant AT = Instant.parse("2025-01-01T00:00:00Z");

  @TempDir private Path folder;

  private Path file(String name) {
    return folder.resolve("analysis").resolve(name);
  }

  private static List<ReplayEvent> ofEveryKind() {
    List<ReplayEvent> events = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      events.add(
          new ReplayEvent(
              AT.plusSeconds(events.size()),
              events.size() % 3,
              kind,
              A.id(),
              events.size() / -7.0,
              "\"é\"\n😀 " + kind));
    }
    return events;
  }

  private static Replay replay() {
    Market market = TestMarket.hours(12).pool(A, 0.04, 0.05, 0.03).interrupted(A, 3, 7).build();
    return new Backtester(market, BillingRules.aws(), Duration.ofHours(1))
        .replay(ticks(0, 12), Policies.stay(), in(A), Knowledge.none());
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    EventLog.writeJsonLines(file("events.jsonl"), ofEveryKind());

    assertThat(EventLog.readJsonLines(file("events.jsonl"))).isEqualTo(ofEveryKind());
  }

  @Test
  void aReplaysEventsAddUpToItsCostAfterTheFile() {
    Replay replay = replay();
    EventLog.writeJsonLines(file("events.jsonl"), replay.events());

    List<ReplayEvent> read = EventLog.readJsonLines(file("events.jsonl"));

    assertThat(read).isEqualTo(replay.events());
    assertThat(read).extracting(ReplayEvent::kind).contains(Kind.INTERRUPTION, Kind.RESTART);
    assertThat(read.stream().mapToDouble(ReplayEvent::usd).sum())
        .isCloseTo(replay.costs().totalUsd(), within(1e-12));
  }

  @Test
  void aLineIsAnEventInAFixedForm() throws Exception {
    EventLog.writeJsonLines(
        file("events.jsonl"),
        List.of(
            new ReplayEvent(AT, 0, Kind.DEADLINE_MISSED, "nowhere", 0, ""),
            new ReplayEvent(AT, 1, Kind.RUN, A.id(), 1e-7, "x")));

    assertThat(Files.readString(file("events.jsonl")))
        .isEqualTo(
            "{\"timestamp\":\"2025-01-01T00:00:00Z\",\"instance\":0,"
                + "\"kind\":\"deadline_missed\",\"placement\":\"nowhere\",\"usd\":0.0,"
                + "\"detail\":\"\"}\n"
                + "{\"timestamp\":\"2025-01-01T00:00:00Z\",\"instance\":1,"
                + "\"kind\":\"run\",\"placement\":\"us-east-1a_m5.large\",\"usd\":1.0E-7,"
                + "\"detail\":\"x\"}\n");
  }

  @Test
  void noEventsMakeAnEmptyFile() throws Exception {
    EventLog.writeJsonLines(file("events.jsonl"), List.of());
    EventLog.writeParquet(file("events.parquet"), List.of());

    assertThat(Files.size(file("events.jsonl"))).isZero();
    assertThat(EventLog.readJsonLines(file("events.jsonl"))).isEmpty();
    assertThat(file("events.parquet")).isNotEmptyFile();
  }

  @Test
  void parquetHoldsTheSameEventsInTheSameBytes() throws Exception {
    EventLog.writeParquet(file("a.parquet"), ofEveryKind());
    EventLog.writeParquet(file("b.parquet"), ofEveryKind());
    EventLog.writeParquet(file("c.parquet"), ofEveryKind().subList(1, 5));

    assertThat(Files.mismatch(file("a.parquet"), file("b.parquet"))).isEqualTo(-1);
    assertThat(Files.mismatch(file("a.parquet"), file("c.parquet"))).isNotEqualTo(-1);
    String bytes = Files.readString(file("a.parquet"), StandardCharsets.ISO_8859_1);
    assertThat(bytes).startsWith("PAR1").endsWith("PAR1");
    assertThat(bytes)
        .contains("replay_events", "timestamp", "instance", "kind", "placement", "usd", "detail");
  }

  @Test
  void anAmountThatIsNoNumberIsRefusedAndNothingIsWritten() {
    List<ReplayEvent> bad =
        List.of(
            new ReplayEvent(AT, 0, Kind.RUN, "x", 1, ""),
            new ReplayEvent(AT, 0, Kind.RUN, "x", Double.NaN, ""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventLog.writeJsonLines(file("events.jsonl"), bad))
        .withMessage("usd must be finite but was NaN (2025-01-01T00:00:00Z)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventLog.writeParquet(file("events.parquet"), bad));
    assertThat(file("events.jsonl")).doesNotExist();
    assertThat(file("events.parquet")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"start\" | \"begin\" | kind must be a kind of event but was \"begin\" (events.jsonl:1)",
        "\"decision\" | 7 | kind must be text but was 7 (events.jsonl:2)",
        "\"usd\":-0.0 | \"usd\":\"0\" | usd must be a finite number or null but was \"0\"",
        "\"instance\":0 | \"instance\":-1 | instance must be a whole number >= 0",
        "\"placement\" | \"place\" | placement must be given but is missing (events.jsonl:1)",
        "2025-01-01T00:00:00Z | today | timestamp must be an instant in UTC but was \"today\"",
        "{ | [ | a line must be a JSON object but was not (events.jsonl:1)",
        "} | } {} | a line must be a JSON object but was not (events.jsonl:1)",
      })
  void whatIsMalformedIsNamedWithItsLine(String from, String to, String problem) throws Exception {
    EventLog.writeJsonLines(file("events.jsonl"), ofEveryKind());
    String text = Files.readString(file("events.jsonl"));
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    Files.writeString(
        file("events.jsonl"), text.substring(0, at) + to + text.substring(at + from.length()));

    assertThatThrownBy(() -> EventLog.readJsonLines(file("events.jsonl")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void anEmptyLineOrAMissingFileIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("analysis"));
    Files.writeString(file("events.jsonl"), "\n");

    assertThatThrownBy(() -> EventLog.readJsonLines(file("events.jsonl")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("events.jsonl:1");
    assertThatThrownBy(() -> EventLog.readJsonLines(file("none.jsonl")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("event log must be readable but was not (none.jsonl)");
  }
}
