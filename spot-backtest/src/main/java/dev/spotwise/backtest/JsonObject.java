package dev.spotwise.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotwise.data.MarketDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A JSON object that says which file and field is wrong. */
final class JsonObject {

  private final String file;
  private final String path;
  private final JsonNode node;

  JsonObject(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "%s must be an object but was %s (%s)",
              path.isEmpty() ? "content" : path,
              shown(node),
              file));
    }
  }

  String text(String key) {
    JsonNode value = required(key);
    if (!value.isTextual()) {
      throw wrong(key, "text", value);
    }
    return value.textValue();
  }

  /** Text that names a value; what {@code parse} refuses is malformed. */
  <T> T parsed(String key, String wanted, Function<String, T> parse) {
    String text = text(key);
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      throw new MarketDataException(message(key, wanted, required(key)), e);
    }
  }

  boolean flag(String key) {
    JsonNode value = required(key);
    if (!value.isBoolean()) {
      throw wrong(key, "true or false", value);
    }
    return value.booleanValue();
  }

  int count(String key) {
    JsonNode value = required(key);
    if (!value.isInt() || value.intValue() < 0) {
      throw wrong(key, "a whole number >= 0", value);
    }
    return value.intValue();
  }

  /** A number; null is NaN. */
  double number(String key) {
    JsonNode value = required(key);
    if (value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(key, "a finite number or null", value);
    }
    return value.doubleValue();
  }

  JsonObject object(String key) {
    return new JsonObject(file, at(key), required(key));
  }

  List<JsonObject> objects(String key) {
    JsonNode value = required(key);
    if (!value.isArray()) {
      throw wrong(key, "an array", value);
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonNode element : value) {
      objects.add(new JsonObject(file, at(key) + "[" + objects.size() + "]", element));
    }
    return objects;
  }

  /** The keys, in the file's order. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** What is wrong with the object as a whole. */
  MarketDataException wrong(String problem, Exception cause) {
    return new MarketDataException(String.format(Locale.ROOT, "%s (%s)", problem, file), cause);
  }

  private JsonNode required(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new MarketDataException(
          String.format(Locale.ROOT, "%s must be given but is missing (%s)", at(key), file));
    }
    return value;
  }

  private MarketDataException wrong(String key, String wanted, JsonNode value) {
    return new MarketDataException(message(key, wanted, value));
  }

  private String message(String key, String wanted, JsonNode value) {
    return String.format(
        Locale.ROOT, "%s must be %s but was %s (%s)", at(key), wanted, shown(value), file);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
