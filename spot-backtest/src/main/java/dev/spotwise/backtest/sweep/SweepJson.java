package dev.spotwise.backtest.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link SweepRecord} as JSON, the same bytes on every platform; NaN is null. */
public final class SweepJson {

  /** Name of the file in the models' folder. */
  public static final String FILE = "sweep.json";

  private static final int VERSION = 1;
  private static final String AGAIN = "; run 'spot sweep' again";

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private SweepJson() {}

  /**
   * Writes a record, whole or not at all.
   *
   * @throws java.io.UncheckedIOException if the file can't be written
   */
  public static void write(Path file, SweepRecord sweep) {
    ObjectNode node = JSON.createObjectNode();
    node.put("format_version", VERSION);
    node.put("policy", sweep.policy());
    node.put("search", sweep.search().toString());
    node.put("holdout", sweep.holdout().toString());
    ArrayNode tries = node.putArray("tries");
    for (SweepRecord.Try one : sweep.tries()) {
      ObjectNode entry = tries.addObject();
      numbers(entry.putObject("values"), one.values());
      number(entry, "usd", one.usd());
      entry.put("deadline_missed", one.deadlineMissed());
    }
    node.put("best", sweep.best());
    numbers(node.putObject("defaults"), sweep.defaults());
    number(node, "search_default_usd", sweep.searchDefaultUsd());
    number(node, "holdout_best_usd", sweep.holdoutBestUsd());
    number(node, "holdout_default_usd", sweep.holdoutDefaultUsd());
    ObjectNode savings = node.putObject("holdout_savings_percent");
    number(savings, "low", sweep.holdoutSavings().low());
    number(savings, "value", sweep.holdoutSavings().value());
    number(savings, "high", sweep.holdoutSavings().high());
    AtomicFile.write(file, temporary -> Files.write(temporary, JSON.writeValueAsBytes(node)));
  }

  /**
   * Reads what {@link #write} wrote, equal to what was written.
   *
   * @throws MarketDataException if the file is missing, malformed or of another format
   */
  public static SweepRecord read(Path file) {
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      int version = node.path("format_version").asInt(0);
      if (version != VERSION) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "%s must have format_version %d but has %d%s",
                file,
                VERSION,
                version,
                AGAIN));
      }
      return read(node);
    } catch (NoSuchFileException e) {
      throw new MarketDataException("no such file: " + file + AGAIN, e);
    } catch (JsonProcessingException e) {
      throw new MarketDataException(file + " is malformed: " + e.getOriginalMessage() + AGAIN, e);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    } catch (MarketDataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MarketDataException(file + " is malformed: " + e.getMessage() + AGAIN, e);
    }
  }

  private static SweepRecord read(JsonNode node) {
    List<SweepRecord.Try> tries = new ArrayList<>();
    for (JsonNode one : node.required("tries")) {
      tries.add(
          new SweepRecord.Try(
              numbers(one.required("values")),
              number(one, "usd"),
              one.required("deadline_missed").booleanValue()));
    }
    JsonNode savings = node.required("holdout_savings_percent");
    return new SweepRecord(
        node.required("policy").textValue(),
        TimeWindow.parse(node.required("search").asText()),
        TimeWindow.parse(node.required("holdout").asText()),
        tries,
        node.required("best").intValue(),
        numbers(node.required("defaults")),
        number(node, "search_default_usd"),
        number(node, "holdout_best_usd"),
        number(node, "holdout_default_usd"),
        new Interval(number(savings, "low"), number(savings, "value"), number(savings, "high")));
  }

  private static void numbers(ObjectNode node, SortedMap<String, Double> values) {
    values.forEach((name, value) -> number(node, name, value));
  }

  private static SortedMap<String, Double> numbers(JsonNode node) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      values.put(entry.getKey(), number(node, entry.getKey()));
    }
    return values;
  }

  private static void number(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  private static double number(JsonNode node, String key) {
    JsonNode value = node.required(key);
    if (!value.isNull() && !value.isNumber()) {
      throw new IllegalArgumentException(key + " must be a number or null but was " + value);
    }
    return value.isNull() ? Double.NaN : value.doubleValue();
  }
}
