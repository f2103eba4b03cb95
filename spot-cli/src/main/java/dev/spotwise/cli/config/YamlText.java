package dev.spotwise.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Values as YAML on one line, plain where that says the same. */
public final class YamlText {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9$./-]|[A-Za-z0-9$./-][A-Za-z0-9$ ._/:+-]*[A-Za-z0-9$._/+-]");

  /** Words and signs that YAML takes for something else than text. */
  private static final Set<String> TAKEN =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "-", ".", "---");

  private YamlText() {}

  /** A plain value, a list, or a map, which is written as {@code {name: value}}. */
  public static String of(JsonNode value) {
    List<String> parts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(entry -> parts.add(of(entry)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        parts.add(key(entry.getKey()) + ": " + of(entry.getValue()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    return value.isTextual() ? text(value.asText()) : value.toString();
  }

  /** A name before a colon. */
  public static String key(String name) {
    return text(name);
  }

  private static String text(String text) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && !TAKEN.contains(text.toLowerCase(Locale.ROOT))
            && !text.contains(": ")
            && !text.startsWith("- ");
    return plain ? text : quoted(text);
  }

  /** As JSON, which YAML reads. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
