package dev.spotwise.cli.config;

import static java.util.Collections.singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads typed values from a configuration tree and collects what is wrong with them, so that all
 * problems are reported together.
 */
final class ConfigReader {

  private static final Pattern COMPONENT = Pattern.compile("([a-z][A-Za-z]*) must ");

  private final ObjectNode tree;
  private final List<String> problems;

  /**
   * A reader.
   *
   * @param problems those already known; takes those that are found
   */
  ConfigReader(ObjectNode tree, List<String> problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** The value at a path of keys; a problem and null if it can't be read. */
  <T> T read(String path, Function<String, T> parser) {
    JsonNode node = at(path);
    if (!node.isValueNode() || node.isNull()) {
      problems.add(path + " must be a single value but was " + shown(node));
      return null;
    }
    return parsed(path, node.asText(), parser);
  }

  /** The list at a path; a single value, possibly with commas, counts as a list. */
  <T> List<T> list(String path, Function<String, T> parser) {
    JsonNode node = at(path);
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(entry -> texts.add(plain(entry) ? entry.asText() : null));
    } else {
      texts.addAll(plain(node) ? List.of(node.asText().split(",", -1)) : singleton(null));
    }
    if (texts.contains(null)) {
      problems.add(path + " must be a list of values but was " + shown(node));
      return List.of();
    }
    List<T> values = new ArrayList<>();
    for (String text : texts) {
      if (!text.isBlank()) {
        T value = parsed(path, text.strip(), parser);
        if (value != null) {
          values.add(value);
        }
      }
    }
    return values;
  }

  /** The entries of a map of plain values. */
  SortedMap<String, String> texts(String path) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : at(path).properties()) {
      if (plain(entry.getValue())) {
        values.put(entry.getKey(), entry.getValue().asText());
      } else {
        problems.add(path + "." + entry.getKey() + " must be a single value");
      }
    }
    return values;
  }

  /** The names below a path. */
  List<String> names(String path) {
    List<String> names = new ArrayList<>();
    at(path).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A number below a name that may contain dots; empty if it is not given or can't be read. */
  Optional<Double> number(String path, String name, String key) {
    JsonNode node = at(path).path(name);
    JsonNode value = key.isEmpty() ? node : node.path(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    String full = path + "." + name + (key.isEmpty() ? "" : "." + key);
    return Optional.ofNullable(parsed(full, value.asText(), ConfigReader::real));
  }

  double number(String path) {
    Double value = read(path, ConfigReader::real);
    return value == null ? Double.NaN : value;
  }

  /** A number, or empty for {@code auto}. */
  OptionalDouble numberOrAuto(String path) {
    OptionalDouble value =
        read(
            path,
            text -> text.equals("auto") ? OptionalDouble.empty() : OptionalDouble.of(real(text)));
    return value == null ? OptionalDouble.empty() : value;
  }

  int whole(String path) {
    Integer value = read(path, ConfigReader::integer);
    return value == null ? 0 : value;
  }

  /** How many problems were found so far. */
  int count() {
    return problems.size();
  }

  /**
   * Makes a value of others that were read; what its constructor refuses is a problem.
   *
   * @param since {@link #count} before they were read; if it has grown, nothing is made
   */
  <T> T make(String path, int since, Supplier<T> maker) {
    if (problems.size() > since) {
      return null;
    }
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      problems.add(path + keyed(e.getMessage()));
      return null;
    }
  }

  /** A message that begins with the name of a component, as if it began with the key. */
  private static String keyed(String message) {
    Matcher named = COMPONENT.matcher(message);
    if (!named.lookingAt()) {
      return ": " + message;
    }
    String key = named.group(1).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return "." + key + message.substring(named.end(1));
  }

  /** Adds a problem. */
  void problem(String message) {
    problems.add(message);
  }

  /** Throws all the problems found, if any. */
  void finish() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private JsonNode at(String path) {
    JsonNode node = tree;
    for (String key : path.split("\\.", -1)) {
      node = node.path(key);
    }
    return node;
  }

  private <T> T parsed(String path, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(path + " " + message(path, text, e));
      return null;
    }
  }

  private static String message(String path, String text, IllegalArgumentException e) {
    String message = e.getMessage();
    if (message == null) {
      return "must be a valid value but was '" + text + "'";
    }
    String name = path.substring(path.lastIndexOf('.') + 1) + " ";
    String trimmed = message.startsWith(name) ? message.substring(name.length()) : message;
    return trimmed;
  }

  private static boolean plain(JsonNode node) {
    return node.isValueNode() && !node.isNull();
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "empty" : Shown.of(node.toString());
  }

  private static Double real(String text) {
    try {
      double value = new BigDecimal(text).doubleValue();
      if (!Double.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number but was '" + Shown.of(text) + "'", e);
    }
    throw new IllegalArgumentException("must be finite but was '" + Shown.of(text) + "'");
  }

  private static Integer integer(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must be a whole number but was '" + Shown.of(text) + "'", e);
    }
  }
}
