package dev.spotwise.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

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

  private static final List<String> TYPE_KEYS = List.of("vcpus", "memory-gib", "on-demand");
  private static final List<String> WORLD_TYPE_KEYS =
      List.of("base-discount", "interruptions-per-hour");

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ConfigTree() {}

  /** All settings with their defaults. */
  public static ObjectNode defaults() {
    return resource("defaults.yaml");
  }

  /**
   * What a preset changes in the defaults.
   *
   * @param problems takes the problem if there is no such preset; nothing is changed then
   */
  public static ObjectNode preset(String name, List<String> problems) {
    if (name.equals("guide")) {
      return resource("guide.yaml");
    }
    if (!name.equals("default")) {
      problems.add(
          "preset must be default or guide but was '"
              + name
              + "'"
              + Nearest.hint(name, List.of("default", "guide")));
    }
    return YAML.createObjectNode();
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
   * @param variables values of {@code ${name}}; each must be used
   * @param problems takes what is wrong: the file is missing or malformed, names a variable that is
   *     not given or a key that does not exist
   * @return what could be read; without the keys that do not exist
   */
  public static ObjectNode read(Path file, Map<String, String> variables, List<String> problems) {
    List<String> own = new ArrayList<>();
    JsonNode tree = parsed(file, Variables.replace(file, text(file, own), variables, own), own);
    if (own.isEmpty() && !tree.isObject()) {
      own.add(file + " must hold settings by name but holds " + Shown.of(tree.toString()));
    }
    if (tree instanceof ObjectNode settings) {
      dropUnknown(settings, defaults(), "", file.toString(), own);
    }
    problems.addAll(own);
    return tree instanceof ObjectNode settings ? settings : YAML.createObjectNode();
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

  private static String text(Path file, List<String> problems) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      problems.add("no such configuration file: " + file);
    } catch (CharacterCodingException e) {
      problems.add("configuration must be text in UTF-8: " + file);
    } catch (IOException e) {
      problems.add("can't read " + file + ": " + e.getMessage());
    }
    return "";
  }

  private static void dropUnknown(
      ObjectNode given, ObjectNode known, String path, String where, List<String> problems) {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode template = known.get(entry.getKey());
      if (template == null) {
        List<String> names = new ArrayList<>();
        known.fieldNames().forEachRemaining(names::add);
        wrong.add(entry.getKey());
        problems.add(
            where + ": no setting " + Shown.of(name) + Nearest.hint(entry.getKey(), names));
      } else if (template.isObject() && !entry.getValue().isObject()) {
        wrong.add(entry.getKey());
        problems.add(where + ": " + name + " must hold settings by name");
      } else if (FREE.contains(name)) {
        dropUnknownTypeKeys((ObjectNode) entry.getValue(), name, where, problems);
      } else if (template.isObject()) {
        dropUnknown((ObjectNode) entry.getValue(), (ObjectNode) template, name, where, problems);
      } else if (entry.getValue().isObject()) {
        wrong.add(entry.getKey());
        problems.add(where + ": " + name + " must be a value but holds settings by name");
      }
    }
    given.remove(wrong);
  }

  private static void dropUnknownTypeKeys(
      ObjectNode entries, String path, String where, List<String> problems) {
    if (!path.equals("instance-types") && !path.equals("world.types")) {
      return;
    }
    ObjectNode known = YAML.createObjectNode();
    (path.equals("world.types") ? WORLD_TYPE_KEYS : TYPE_KEYS).forEach(key -> known.put(key, 0));
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> type : entries.properties()) {
      String name = path + "." + type.getKey();
      if (type.getValue() instanceof ObjectNode settings) {
        dropUnknown(settings, known, name, where, problems);
      } else {
        wrong.add(type.getKey());
        problems.add(where + ": " + Shown.of(name) + " must hold settings by name");
      }
    }
    entries.remove(wrong);
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

  /**
   * Where two trees differ, as paths of keys.
   *
   * @param path what both are called
   */
  public static List<String> differences(String path, JsonNode one, JsonNode other) {
    if (one == null || other == null || !one.isObject() || !other.isObject()) {
      return Objects.equals(one, other) ? List.of() : List.of(path);
    }
    TreeSet<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    List<String> paths = new ArrayList<>();
    names.forEach(
        name -> paths.addAll(differences(path + "." + name, one.get(name), other.get(name))));
    return paths;
  }
}
