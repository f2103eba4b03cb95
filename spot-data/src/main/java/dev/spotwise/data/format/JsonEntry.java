package dev.spotwise.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The numbers and texts of one JSON object, and where it stands.
 *
 * @param path names of the objects around it and its own, for messages
 * @param values values by key as they are written, texts in quotes
 * @param line line of its beginning
 */
record JsonEntry(List<String> path, Map<String, String> values, int line) {

  private static final int MOST = 1_000_000;

  JsonEntry {
    path = List.copyOf(path);
  }

  /**
   * Reads the object that a parser is at.
   *
   * @param keys those whose values are kept
   * @throws IllegalArgumentException if there is no object
   */
  static JsonEntry read(JsonParser json, List<String> path, Set<String> keys) throws IOException {
    JsonFiles.require(json, JsonToken.START_OBJECT, shown(path) + " must be an object of " + keys);
    int line = json.currentTokenLocation().getLineNr();
    Map<String, String> values = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken token = json.nextToken();
      if (keys.contains(key)) {
        String text = token.isStructStart() ? "nested" : json.getText();
        values.put(key, token == JsonToken.VALUE_STRING ? '"' + text + '"' : text);
      }
      json.skipChildren();
    }
    return new JsonEntry(path, values, line);
  }

  /** A whole number in {@code [least, most]}. */
  int whole(String key, int least, int most) {
    String text = values.get(key);
    try {
      int value = text == null ? Integer.MIN_VALUE : Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(key, wholeIn(least, most), e);
    }
    throw wrong(key, wholeIn(least, most), null);
  }

  /** A number in {@code (0, 1000000]}. */
  double positive(String key) {
    String text = values.get(key);
    String constraint = "a number in (0, " + MOST + "]";
    try {
      double value = text == null ? Double.NaN : Double.parseDouble(text);
      if (value > 0 && value <= MOST) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(key, constraint, e);
    }
    throw wrong(key, constraint, null);
  }

  /** A text. */
  String text(String key) {
    String text = values.getOrDefault(key, "");
    if (!text.startsWith("\"")) {
      throw wrong(key, "a text", null);
    }
    return text.substring(1, text.length() - 1);
  }

  private static String wholeIn(int least, int most) {
    return String.format(Locale.ROOT, "a whole number in [%d, %d]", least, most);
  }

  private IllegalArgumentException wrong(String key, String constraint, Exception cause) {
    String text = values.get(key);
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s must be %s but was %s in %s",
            key,
            constraint,
            text == null ? "absent" : "'" + Shown.of(text) + "'",
            shown(path)),
        cause);
  }

  static String shown(List<String> path) {
    return Shown.of(String.join(" ", path));
  }
}
