package dev.spotwise.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureSchema;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * JSON of files that anybody may have written: every field has its type and range, none is missing,
 * unknown or there twice, and depth, texts and numbers are bounded before they take memory.
 *
 * <p>Written the same on every platform: Jackson's own shortest decimals, because {@code
 * Double.toString} changed in JDK 19, and plain line feeds.
 */
final class StrictJson {

  /** Most horizons of a model. */
  static final int MOST_HORIZONS = 64;

  private static final int DEEPEST = 12;
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_TEXT = 1 << 16;
  private static final int MOST_COLUMNS = 1 << 14;
  private static final int SHOWN = 60;
  private static final int LONGEST_REASON = 400;
  private static final Duration LONGEST_HORIZON = Duration.ofDays(3660);

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .maxStringLength(LONGEST_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private StrictJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static byte[] write(ObjectNode node) throws JsonProcessingException {
    return JSON.writeValueAsBytes(node);
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the bytes are no JSON object, or are beyond the bounds
   */
  static JsonNode read(byte[] json) throws IOException {
    try {
      JsonNode node = JSON.readTree(json);
      requireObject("document", node);
      return node;
    } catch (JsonProcessingException e) {
      throw new IOException("it is no JSON: " + shown(e.getOriginalMessage()), e);
    }
  }

  /**
   * Refuses an object that lacks one of these fields or has another.
   *
   * @param what what the object is, for the message
   */
  static void requireFields(String what, JsonNode node, Set<String> names) throws IOException {
    requireObject(what, node);
    for (String name : new TreeSet<>(names)) {
      if (!node.has(name)) {
        throw new IOException(what + " must have the field " + name + " but has none");
      }
    }
    for (var field : node.properties()) {
      if (!names.contains(field.getKey())) {
        throw new IOException(
            what
                + " must have no field but "
                + new TreeSet<>(names)
                + " but has "
                + shown(field.getKey()));
      }
    }
  }

  static void requireObject(String what, JsonNode node) throws IOException {
    if (!node.isObject()) {
      throw wrong(what, "an object", node);
    }
  }

  static String text(JsonNode node, String name) throws IOException {
    return text(name, node.path(name));
  }

  static String text(String what, JsonNode value) throws IOException {
    if (!value.isTextual()) {
      throw wrong(what, "a text", value);
    }
    return value.textValue();
  }

  static long whole(JsonNode node, String name) throws IOException {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number of 64 bits", value);
    }
    return value.longValue();
  }

  static int whole(JsonNode node, String name, int least, int most) throws IOException {
    long value = whole(node, name);
    if (value < least || value > most) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s must be in [%d, %d] but was %d", name, least, most, value));
    }
    return (int) value;
  }

  /** A finite number, or NaN for null. */
  static double numberOrNan(String what, JsonNode value) throws IOException {
    if (value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(what, "a finite number or null", value);
    }
    return value.doubleValue();
  }

  /** The entries of an array of at most so many. */
  static List<JsonNode> entries(JsonNode node, String name, int most) throws IOException {
    JsonNode array = node.path(name);
    if (!array.isArray()) {
      throw wrong(name, "an array", array);
    }
    if (array.size() > most) {
      throw new IOException(
          name + " must be at most " + most + " entries but were " + array.size());
    }
    List<JsonNode> entries = new ArrayList<>();
    array.forEach(entries::add);
    return entries;
  }

  static List<String> texts(JsonNode node, String name, int most) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : entries(node, name, most)) {
      texts.add(text(name, entry));
    }
    return texts;
  }

  /** A length of time, in (0, ten years]. */
  static Duration horizon(String what, JsonNode value) throws IOException {
    String text = text(what, value);
    try {
      Duration horizon = Duration.parse(text);
      if (horizon.compareTo(Duration.ZERO) > 0 && horizon.compareTo(LONGEST_HORIZON) <= 0) {
        return horizon;
      }
    } catch (DateTimeException e) {
      throw new IOException(what + " must be a duration but was " + shown(value.toString()), e);
    }
    throw wrong(what, "in (0, " + LONGEST_HORIZON + "]", value);
  }

  static List<Duration> horizons(JsonNode node, String name) throws IOException {
    List<Duration> horizons = new ArrayList<>();
    for (JsonNode entry : entries(node, name, MOST_HORIZONS)) {
      horizons.add(horizon(name, entry));
    }
    return horizons;
  }

  static FeatureSchema schema(JsonNode node, String name) throws IOException {
    JsonNode schema = node.path(name);
    requireFields(name, schema, Set.of("version", "step_seconds", "names"));
    return new FeatureSchema(
        text(schema, "version"),
        texts(schema, "names", MOST_COLUMNS),
        whole(schema, "step_seconds", 1, Integer.MAX_VALUE));
  }

  static void put(ObjectNode node, String name, FeatureSchema schema) {
    ObjectNode written = node.putObject(name);
    written.put("version", schema.version());
    written.put("step_seconds", schema.stepSeconds());
    schema.names().forEach(written.putArray("names")::add);
  }

  static TimeWindow window(JsonNode node, String name) throws IOException {
    JsonNode window = node.path(name);
    requireFields(name, window, Set.of("from", "to"));
    return new TimeWindow(instant(window, "from"), instant(window, "to"));
  }

  private static Instant instant(JsonNode node, String name) throws IOException {
    try {
      return Instant.parse(text(node, name));
    } catch (DateTimeException e) {
      throw new IOException(name + " must be an instant but was " + node.path(name), e);
    }
  }

  static void put(ObjectNode node, String name, TimeWindow window) {
    ObjectNode written = node.putObject(name);
    written.put("from", window.from().toString());
    written.put("to", window.to().toString());
  }

  private static IOException wrong(String what, String constraint, JsonNode value) {
    String was = value.isMissingNode() ? "missing" : shown(value.toString());
    return new IOException(what + " must be " + constraint + " but was " + was);
  }

  /** What is wrong with a file, on one line, cut short: it may quote the file. */
  static String reason(Exception e) {
    return line(String.valueOf(e.getMessage()), LONGEST_REASON);
  }

  /** One line, cut short. */
  static String shown(String text) {
    return line(text, SHOWN);
  }

  private static String line(String text, int most) {
    String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= most ? line : line.substring(0, most) + "...";
  }
}
