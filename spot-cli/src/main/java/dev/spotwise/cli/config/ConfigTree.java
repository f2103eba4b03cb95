package dev.spotwise.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.StringSubstitutor;

/** Configurations as trees: reads them, lays one over another, finds keys that don't exist. */
public final class ConfigTree {

  /** Below these, keys are names that the user chooses. */
  private static final Set<String> FREE =
      Set.of(
          "data.price-options",
          "data.interruption-options",
          "data.availability-options",
          "instance-types",
          "world.types",
          "world.zones");

  private static final Set<String> TYPE_KEYS = Set.of("vcpus", "memory-gib", "on-demand");
  private static final Set<String> WORLD_TYPE_KEYS =
      Set.of("base-discount", "interruptions-per-hour");

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private ConfigTree() {}

  /** All settings with their defaults. */
  public static ObjectNode defaults() {
    return resource("defaults.yaml");
  }

  /**
   * What a preset changes in the defaults.
   *
   * @throws ConfigException if there is no such preset
   */
  public static ObjectNode preset(String name) {
    return switch (name) {
      case "default" -> YAML.createObjectNode();
      case "guide" -> resource("guide.yaml");
      default ->
          throw new ConfigException(
              List.of(
                  "preset must be default or guide but was '"
                      + name
                      + "'"
                      + Nearest.hint(name, List.of("default", "guide"))));
    };
  }

  private static ObjectNode resource(String name) {
    try (InputStream in = ConfigTree.class.getResourceAsStream(name)) {
      return (ObjectNode) YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @param variables values of {@code ${name}}
   * @throws ConfigException if it is missing, malformed, uses a variable that is not given or names
   *     a key that does not exist
   */
  public static ObjectNode read(Path file, Map<String, String> variables) {
    String text = substituted(file, text(file), variables);
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ConfigException(
          List.of(file + ":" + line + " is no YAML: " + e.getOriginalMessage()));
    }
    if (tree.isMissingNode() || tree.isNull()) {
      return YAML.createObjectNode();
    }
    if (!tree.isObject()) {
      throw new ConfigException(List.of(file + " must hold settings by name but holds " + tree));
    }
    List<String> problems = new ArrayList<>();
    findUnknown((ObjectNode) tree, defaults(), "", file.toString(), problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return (ObjectNode) tree;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(List.of("no such configuration file: " + file));
    } catch (IOException e) {
      throw new ConfigException(List.of("can't read " + file + ": " + e.getMessage()));
    }
  }

  private static String substituted(Path file, String text, Map<String, String> variables) {
    try {
      return new StringSubstitutor(variables)
          .setEnableUndefinedVariableException(true)
          .replace(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          List.of(file + ": " + e.getMessage() + "; give it as -D NAME=VALUE"));
    }
  }

  private static void findUnknown(
      ObjectNode given, ObjectNode known, String path, String where, List<String> problems) {
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode template = known.get(entry.getKey());
      if (template == null) {
        List<String> names = new ArrayList<>();
        known.fieldNames().forEachRemaining(names::add);
        problems.add(where + ": no setting " + name + Nearest.hint(entry.getKey(), names));
      } else if (template.isObject() && !entry.getValue().isObject()) {
        problems.add(where + ": " + name + " must hold settings by name");
      } else if (FREE.contains(name)) {
        findUnknownTypeKeys((ObjectNode) entry.getValue(), name, where, problems);
      } else if (template.isObject()) {
        findUnknown((ObjectNode) entry.getValue(), (ObjectNode) template, name, where, problems);
      } else if (entry.getValue().isObject()) {
        problems.add(where + ": " + name + " must be a value but holds settings by name");
      }
    }
  }

  private static void findUnknownTypeKeys(
      ObjectNode entries, String path, String where, List<String> problems) {
    if (!path.equals("instance-types") && !path.equals("world.types")) {
      return;
    }
    Set<String> known = path.equals("instance-types") ? TYPE_KEYS : WORLD_TYPE_KEYS;
    List<String> sorted = known.stream().sorted().toList();
    for (Map.Entry<String, JsonNode> type : entries.properties()) {
      if (!type.getValue().isObject()) {
        problems.add(where + ": " + path + "." + type.getKey() + " must hold " + sorted);
        continue;
      }
      type.getValue()
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!known.contains(key)) {
                  problems.add(
                      where
                          + ": no setting "
                          + path
                          + "."
                          + type.getKey()
                          + "."
                          + key
                          + Nearest.hint(key, sorted));
                }
              });
    }
  }

  /** Lays one tree over another: objects are merged, everything else is replaced. */
  public static void overlay(ObjectNode base, ObjectNode over) {
    for (Map.Entry<String, JsonNode> entry : over.properties()) {
      JsonNode below = base.get(entry.getKey());
      if (below instanceof ObjectNode nested && entry.getValue() instanceof ObjectNode upper) {
        overlay(nested, upper);
      } else {
        base.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
  }
}
