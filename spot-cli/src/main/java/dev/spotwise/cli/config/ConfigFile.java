package dev.spotwise.cli.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A configuration file: the settings that it holds, and on which line each of them stands. */
public final class ConfigFile {

  /** Below these, keys are names that the user chooses. */
  private static final Set<String> FREE =
      Set.of(
          "data.price-options",
          "data.interruption-options",
          "data.availability-options",
          "instance-types",
          "world.types",
          "world.zones");

  private static final List<String> TYPE_KEYS = List.of("vcpus", "memory-gib", "on-demand");
  private static final List<String> WORLD_TYPE_KEYS =
      List.of("base-discount", "interruptions-per-hour");

  private static final int MOST_FILES = 1000;

  private static final ObjectMapper YAML = ConfigTree.YAML;

  private final Path file;
  private final ObjectNode tree;
  private final Map<List<String>, Integer> lines;

  private ConfigFile(Path file, ObjectNode tree, Map<List<String>, Integer> lines) {
    this.file = file;
    this.tree = tree;
    this.lines = lines;
  }

  /** No file: changes nothing. */
  public static ConfigFile none() {
    return new ConfigFile(Path.of(""), YAML.createObjectNode(), Map.of());
  }

  /** The settings. */
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  /** The preset that the file names, or another. */
  public String preset(String otherwise) {
    return tree.path("preset").asText(otherwise);
  }

  /** Where a setting of the file stands. */
  Origin origin(List<String> path) {
    return Origin.file(file, lines.getOrDefault(path, 0));
  }

  /**
   * Reads a file.
   *
   * @param variables values of {@code ${name}}; each must be used
   * @param problems takes what is wrong: the file is missing or malformed, names a variable that is
   *     not given or a key that does not exist
   * @return what could be read; without the keys that do not exist
   */
  public static ConfigFile read(Path file, Map<String, String> variables, List<String> problems) {
    List<String> own = new ArrayList<>();
    String text = Variables.replace(file, text(file, own), variables, own);
    JsonNode tree = parsed(file, text, own);
    ConfigFile read =
        new ConfigFile(
            file,
            tree instanceof ObjectNode settings ? settings : YAML.createObjectNode(),
            own.isEmpty() ? lines(text) : Map.of());
    if (own.isEmpty() && !tree.isObject()) {
      own.add(file + " must hold settings by name but holds " + Shown.of(tree.toString()));
    }
    read.dropUnknown(read.tree, ConfigTree.defaults(), List.of(), own);
    problems.addAll(own);
    return read;
  }

  private static JsonNode parsed(Path file, String text, List<String> problems) {
    try {
      JsonNode tree = YAML.readTree(text);
      return tree.isMissingNode() || tree.isNull() ? YAML.createObjectNode() : tree;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
      problems.add(file + line + " is no YAML: " + Shown.of(e.getOriginalMessage()));
      return YAML.missingNode();
    }
  }

  /** The file beside it that was probably meant. */
  private static String nearest(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      return "";
    }
    try (Stream<Path> beside = Files.list(folder)) {
      List<String> names =
          beside.limit(MOST_FILES).map(one -> one.getFileName().toString()).toList();
      return Nearest.suggestion(name.toString(), names);
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(Path file, List<String> problems) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      problems.add("no such configuration file: " + file + nearest(file));
    } catch (CharacterCodingException e) {
      problems.add("configuration must be text in UTF-8: " + file);
    } catch (IOException e) {
      problems.add("can't read " + file + ": " + e.getMessage());
    }
    return "";
  }

  private void dropUnknown(
      ObjectNode given, ObjectNode known, List<String> path, List<String> problems) {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      List<String> keys = new ArrayList<>(path);
      keys.add(entry.getKey());
      String name = String.join(".", keys);
      JsonNode template = known.get(entry.getKey());
      JsonNode value = entry.getValue();
      if (template == null) {
        List<String> names = new ArrayList<>();
        known.fieldNames().forEachRemaining(names::add);
        wrong.add(entry.getKey());
        problems.add(
            where(keys) + ": no setting " + Shown.of(name) + Nearest.hint(entry.getKey(), names));
      } else if (template.isObject() && isEmpty(value)) {
        wrong.add(entry.getKey());
      } else if (template.isObject() && !value.isObject()) {
        wrong.add(entry.getKey());
        problems.add(where(keys) + ": " + name + " must hold settings by name");
      } else if (FREE.contains(name)) {
        dropUnknownTypeKeys((ObjectNode) value, name, problems);
      } else if (template.isObject()) {
        dropUnknown((ObjectNode) value, (ObjectNode) template, keys, problems);
      } else if (value.isObject()) {
        wrong.add(entry.getKey());
        problems.add(where(keys) + ": " + name + " must be a value but holds settings by name");
      }
    }
    given.remove(wrong);
  }

  /** A section all of whose settings are commented out. */
  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isTextual() && value.asText().isEmpty());
  }

  private void dropUnknownTypeKeys(ObjectNode entries, String path, List<String> problems) {
    if (!path.equals("instance-types") && !path.equals("world.types")) {
      return;
    }
    ObjectNode known = YAML.createObjectNode();
    (path.equals("world.types") ? WORLD_TYPE_KEYS : TYPE_KEYS).forEach(key -> known.put(key, 0));
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> type : entries.properties()) {
      List<String> keys = new ArrayList<>(List.of(path.split("\\.", -1)));
      keys.add(type.getKey());
      if (type.getValue() instanceof ObjectNode settings) {
        dropUnknown(settings, known, keys, problems);
      } else {
        wrong.add(type.getKey());
        problems.add(
            where(keys) + ": " + Shown.of(String.join(".", keys)) + " must hold settings by name");
      }
    }
    entries.remove(wrong);
  }

  private String where(List<String> path) {
    return origin(path).toString();
  }

  /** The line of each key; of a text that was parsed already. */
  private static Map<List<String>, Integer> lines(String text) {
    Map<List<String>, Integer> lines = new HashMap<>();
    List<String> path = new ArrayList<>();
    try (JsonParser parser = YAML.getFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          path.add(parser.currentName());
          lines.put(List.copyOf(path), parser.currentTokenLocation().getLineNr());
        } else if (token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        }
        boolean ended = token != JsonToken.FIELD_NAME && token != JsonToken.START_OBJECT;
        if (ended && !path.isEmpty()) {
          path.remove(path.size() - 1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
