package dev.spotwise.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration to begin with: every setting with its explanation and its default, commented out.
 * Sections are not, so that removing one {@code #} changes one setting. A value that is commented
 * out follows the preset and later defaults; one that stands in a file would hide both.
 */
public final class ConfigTemplate {

  private static final Pattern SETTING = Pattern.compile("( *)([a-z][a-z-]*):(?: (.+))?");
  private static final int INDENT = 2;

  private ConfigTemplate() {}

  /**
   * The text of the file.
   *
   * @param preset {@code default} or {@code guide}
   * @param problems takes the problem if there is no such preset
   */
  public static String of(String preset, List<String> problems) {
    ObjectNode changes = ConfigTree.preset(preset, problems);
    changes.put("preset", preset);
    StringBuilder text = new StringBuilder();
    List<String> path = new ArrayList<>();
    for (String line : body()) {
      Matcher setting = SETTING.matcher(line);
      if (!setting.matches()) {
        text.append(line).append('\n');
        continue;
      }
      int depth = setting.group(1).length() / INDENT;
      path.subList(depth, path.size()).clear();
      path.add(setting.group(2));
      if (setting.group(3) == null) {
        text.append(line).append('\n');
      } else {
        String value = value(changes, path, setting.group(3));
        boolean live = path.equals(List.of("preset"));
        text.append(setting.group(1))
            .append(live ? "" : "#")
            .append(setting.group(2))
            .append(": ")
            .append(value)
            .append('\n');
      }
    }
    return text.toString();
  }

  private static String value(ObjectNode changes, List<String> path, String otherwise) {
    JsonNode node = changes;
    for (String key : path) {
      node = node.path(key);
    }
    return node.isMissingNode() ? otherwise : YamlText.of(node);
  }

  /** The defaults as they are written, with an introduction of their own. */
  private static List<String> body() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Configuration of spot. Every setting stands here with its value and is commented out.");
    lines.add(
        "# To change one, remove the '#' before its name and give another value; the section above");
    lines.add("# it is there already. What you leave alone follows the preset. Use it as");
    lines.add("#   spot run --config FILE");
    lines.add("# and see with 'spot config show --config FILE' what is in effect.");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                ConfigTemplate.class.getResourceAsStream("defaults.yaml"),
                StandardCharsets.UTF_8))) {
      reader.lines().skip(1).forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
