package dev.spotwise.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All settings, one layer laid over another: the defaults lowest, then what the caller adds. Of
 * each setting it is known which layer set it last.
 */
public final class LayeredSettings {

  private static final ObjectNode DEFAULTS = ConfigTree.defaults();

  private final ObjectNode tree = ConfigTree.defaults();
  private final Map<List<String>, Origin> origins = new HashMap<>();

  /**
   * A setting as it is in effect.
   *
   * @param path its keys, from the outermost
   * @param value a plain value, a list, or an empty map
   * @param origin where the value came from
   */
  public record Entry(List<String> path, JsonNode value, Origin origin) {

    public Entry {
      path = List.copyOf(path);
    }
  }

  /** Lays what a preset changes over it. */
  public LayeredSettings preset(String name, ObjectNode changes) {
    return over(changes, path -> Origin.preset(name));
  }

  /**
   * Lays the settings over it that a market was made with. One that is as before keeps its origin.
   *
   * @param out folder of the market
   */
  public LayeredSettings market(Path out, ObjectNode saved) {
    return over(
        saved,
        path ->
            at(saved, path).equals(at(tree, path))
                ? origins.getOrDefault(path, Origin.byDefault())
                : Origin.market(out));
  }

  /** Lays a file over it. */
  public LayeredSettings file(ConfigFile file) {
    return over(file.tree(), file::origin);
  }

  /**
   * Lays the value of an option over it.
   *
   * @param option its name, such as {@code --seed}
   * @param path keys of the setting with dots between
   * @param value null to change nothing
   */
  public LayeredSettings flag(String option, String path, String value) {
    if (value == null) {
      return this;
    }
    ObjectNode layer = tree.objectNode();
    ConfigTree.put(layer, path, value);
    return over(layer, keys -> Origin.flag(option));
  }

  private LayeredSettings over(ObjectNode layer, Function<List<String>, Origin> origin) {
    for (List<String> path : leaves(layer)) {
      origins.put(path, origin.apply(path));
    }
    ConfigTree.overlay(tree, layer);
    return this;
  }

  /** The settings as a tree; the caller may change it. */
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  /** All settings, in the order of the tree. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (List<String> path : leaves(tree)) {
      entries.add(new Entry(path, typed(path), origins.getOrDefault(path, Origin.byDefault())));
    }
    return entries;
  }

  /** What an option gave as text, as a number or yes or no where it is one. */
  private JsonNode typed(List<String> path) {
    JsonNode value = at(tree, path);
    JsonNode byDefault = at(DEFAULTS, path);
    if (!value.isTextual() || byDefault.isTextual() || byDefault.isContainerNode()) {
      return value;
    }
    try {
      JsonNode read = ConfigTree.YAML.readTree(value.asText());
      return read.isValueNode() && read.asText().equals(value.asText()) ? read : value;
    } catch (JsonProcessingException e) {
      return value;
    }
  }

  private static JsonNode at(JsonNode tree, List<String> path) {
    JsonNode node = tree;
    for (String key : path) {
      node = node.path(key);
    }
    return node;
  }

  private static List<List<String>> leaves(ObjectNode tree) {
    List<List<String>> paths = new ArrayList<>();
    collect(tree, List.of(), paths);
    return paths;
  }

  private static void collect(JsonNode node, List<String> path, List<List<String>> paths) {
    if (!node.isObject() || node.isEmpty()) {
      paths.add(path);
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      List<String> below = new ArrayList<>(path);
      below.add(entry.getKey());
      collect(entry.getValue(), List.copyOf(below), paths);
    }
  }
}
