package dev.spotwise.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads typed values from a configuration tree and collects what is wrong with them, so that all
 * problems are reported together.
 */
final class ConfigReader {

  private final ObjectNode tree;
  private final List<String> problems = new ArrayList<>();

  ConfigReader(ObjectNode tree) {
    this.tree = tree;
  }

  /** The value at a path of keys; a problem and null if it can't be read. */
  <T> T read(String path, Function<String, T> parser) {
    JsonNode node = at(path);
    if (!node.isValueNode() || node.isNull()) {
      problems.add(path + " must be a single value but was " + node);
      return null;
    }
    return parsed(path, node.asText(), parser);
  }

  /** The list at a path; a single value, possibly with commas, counts as a list. */
  <T> List<T> list(String path, Function<String, T> parser) {
    JsonNode node = at(path);
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(entry -> texts.add(entry.asText()));
    } else {
      texts.addAll(List.of(node.asText().split(",", -1)));
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
      if (entry.getValue().isValueNode()) {
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

  /** Whether a name stands below a path. */
  boolean has(String path, String name, String key) {
    return at(path).path(name).has(key);
  }

  /** A number below names that may contain dots. */
  Double number(String path, String name, String key) {
    JsonNode node = at(path).path(name);
    String text = key.isEmpty() ? node.asText() : node.path(key).asText();
    return parsed(path + "." + name + (key.isEmpty() ? "" : "." + key), text, ConfigReader::real);
  }

  double number(String path) {
    Double value = read(path, ConfigReader::real);
    return value == null ? Double.NaN : value;
  }

  int whole(String path) {
    Integer value = read(path, ConfigReader::integer);
    return value == null ? 0 : value;
  }

  /** Makes a value of others that were read; what its constructor refuses is a problem. */
  <T> T make(String path, Supplier<T> maker) {
    if (!problems.isEmpty()) {
      return null;
    }
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      problems.add(path + ": " + e.getMessage());
      return null;
    }
  }

  /** Adds a problem. */
  void problem(String message) {
    problems.add(message);
  }

  /** Whether everything could be read so far. */
  boolean sound() {
    return problems.isEmpty();
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
    return trimmed.startsWith("must") ? trimmed : ": " + trimmed;
  }

  private static Double real(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number but was '" + text + "'", e);
    }
  }

  private static Integer integer(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number but was '" + text + "'", e);
    }
  }
}
