package dev.spotwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.LayeredSettings.Entry;
import dev.spotwise.cli.config.Origin;
import dev.spotwise.cli.config.YamlText;
import java.util.ArrayList;
import java.util.List;

/** Settings in effect, as YAML with the origin of each behind it, and as JSON. */
final class ConfigText {

  /** A longer setting does not move the origins of all others. */
  private static final int WIDEST = 48;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigText() {}

  /** A line per setting, and one per section before the first of its own. */
  static List<String> lines(List<Entry> entries) {
    int width =
        entries.stream()
            .mapToInt(entry -> setting(entry).length())
            .filter(length -> length <= WIDEST)
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    List<String> open = List.of();
    for (Entry entry : entries) {
      List<String> section = entry.path().subList(0, entry.path().size() - 1);
      int common = 0;
      while (common < Math.min(open.size(), section.size())
          && open.get(common).equals(section.get(common))) {
        common++;
      }
      for (int depth = common; depth < section.size(); depth++) {
        lines.add("  ".repeat(depth) + YamlText.key(section.get(depth)) + ":");
      }
      open = section;
      String setting = setting(entry);
      lines.add(setting + " ".repeat(Math.max(0, width - setting.length())) + "  # " + from(entry));
    }
    return lines;
  }

  private static String setting(Entry entry) {
    int depth = entry.path().size() - 1;
    return "  ".repeat(depth)
        + YamlText.key(entry.path().get(depth))
        + ": "
        + YamlText.of(entry.value());
  }

  private static String from(Entry entry) {
    Origin origin = entry.origin();
    return origin.kind() == Origin.Kind.DEFAULT ? origin.toString() : "from " + origin;
  }

  /** An object with an array of settings. */
  static String json(List<Entry> entries) {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode settings = all.putArray("settings");
    for (Entry entry : entries) {
      ObjectNode setting = settings.addObject();
      setting.put("name", String.join(".", entry.path()));
      setting.set("value", entry.value());
      Origin origin = entry.origin();
      setting.put("origin", origin.kind().id());
      if (!origin.name().isEmpty()) {
        setting.put(origin.kind().id(), origin.name());
      }
      if (origin.line() > 0) {
        setting.put("line", origin.line());
      }
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
