package dev.spotwise.cli.config;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Configurations as trees: the defaults and presets, and how one is laid over another. */
public final class ConfigTree {

  static final ObjectMapper YAML =
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

  /** Puts a value at a path of keys with dots between; null changes nothing. */
  public static void put(ObjectNode tree, String path, String value) {
    if (value == null) {
      return;
    }
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, value);
    } else {
      put(tree.withObjectProperty(path.substring(0, dot)), path.substring(dot + 1), value);
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
