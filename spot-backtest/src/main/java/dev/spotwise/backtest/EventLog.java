package dev.spotwise.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.format.PlainTable;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The log of a replay as a file: every decision, interruption and charge, in the order in which
 * they happened. The amounts add up to the total cost.
 *
 * <p>JSON lines hold one object per event, Parquet one row, both with {@code timestamp}, {@code
 * instance}, {@code kind} ({@link Kind#id}), {@code placement}, {@code usd} and {@code detail}. The
 * same events give the same bytes on every JDK and platform.
 */
public final class EventLog {

  private static final String TIMESTAMP = "timestamp";
  private static final String INSTANCE = "instance";
  private static final String KIND = "kind";
  private static final String PLACEMENT = "placement";
  private static final String USD = "usd";
  private static final String DETAIL = "detail";

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final PlainTable<ReplayEvent> TABLE =
      PlainTable.<ReplayEvent>named("replay_events")
          .instant(TIMESTAMP, ReplayEvent::at)
          .count(INSTANCE, ReplayEvent::instance)
          .text(KIND, event -> event.kind().id())
          .text(PLACEMENT, ReplayEvent::placement)
          .number(USD, ReplayEvent::usd)
          .text(DETAIL, ReplayEvent::detail)
          .build();

  private EventLog() {}

  /**
   * Writes events as JSON lines, whole or not at all; no events make an empty file.
   *
   * @throws java.io.UncheckedIOException if the file can't be written
   * @throws IllegalArgumentException if an amount is not finite
   */
  public static void writeJsonLines(Path file, List<ReplayEvent> events) {
    AtomicFile.write(
        file,
        temporary -> {
          try (BufferedWriter out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
            for (ReplayEvent event : events) {
              writeLine(out, event);
            }
          }
        });
  }

  private static void writeLine(BufferedWriter out, ReplayEvent event) throws IOException {
    requireFinite(event);
    try (JsonGenerator line = JSON.createGenerator(out)) {
      line.writeStartObject();
      line.writeStringField(TIMESTAMP, event.at().toString());
      line.writeNumberField(INSTANCE, event.instance());
      line.writeStringField(KIND, event.kind().id());
      line.writeStringField(PLACEMENT, event.placement());
      line.writeNumberField(USD, event.usd());
      line.writeStringField(DETAIL, event.detail());
      line.writeEndObject();
      line.writeRaw('\n');
    }
  }

  /**
   * Reads what {@link #writeJsonLines} wrote, equal to what was written.
   *
   * @throws MarketDataException if the file can't be read or a line is no event; names file and
   *     line
   */
  public static List<ReplayEvent> readJsonLines(Path file) {
    List<ReplayEvent> events = new ArrayList<>();
    String name = String.valueOf(file.getFileName());
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        events.add(event(line, name + ":" + (events.size() + 1)));
      }
    } catch (IOException e) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "event log must be readable but was not (%s): %s %s",
              name,
              e.getClass().getSimpleName(),
              e.getMessage()),
          e);
    }
    return events;
  }

  private static ReplayEvent event(String line, String where) {
    JsonObject object;
    try {
      object = new JsonObject(where, "", JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "a line must be a JSON object but was not (%s): %s",
              where,
              e.getOriginalMessage()),
          e);
    }
    return new ReplayEvent(
        object.parsed(TIMESTAMP, "an instant in UTC", Instant::parse),
        object.count(INSTANCE),
        object.parsed(KIND, "a kind of event", EventLog::kind),
        object.text(PLACEMENT),
        object.number(USD),
        object.text(DETAIL));
  }

  private static Kind kind(String id) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such kind: " + id));
  }

  /**
   * Writes events as Parquet, whole or not at all.
   *
   * @throws java.io.UncheckedIOException if the file can't be written
   * @throws IllegalArgumentException if an amount is not finite
   */
  public static void writeParquet(Path file, List<ReplayEvent> events) {
    events.forEach(EventLog::requireFinite);
    TABLE.write(file, events);
  }

  private static void requireFinite(ReplayEvent event) {
    if (!Double.isFinite(event.usd())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "usd must be finite but was %s (%s)", event.usd(), event.at()));
    }
  }
}
