package dev.spotwise.models.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compiles XGBoost's own JSON form of a trained booster into a {@link TreeEnsemble}. Read as a
 * stream: a forest has a million nodes.
 */
final class BoosterReader {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(-1).build())
          .build();

  /** Column of each of the booster's features. */
  private final int[] columns;

  private final List<Tree> trees = new ArrayList<>();
  private int[] groupOfTree = new int[0];
  private float baseScore = Float.NaN;
  private int classes;

  private BoosterReader(int[] columns) {
    this.columns = columns;
  }

  /** One tree as XGBoost numbers its nodes; a leaf has the left child -1. */
  private static final class Tree {
    int[] left = new int[0];
    int[] right = new int[0];
    int[] feature = new int[0];
    float[] value = new float[0];
    boolean[] defaultLeft = new boolean[0];
  }

  /**
   * Reads a booster.
   *
   * @param json what {@code Booster.toByteArray("json")} gave
   * @param columns the matrix column of each of the booster's features, by its number there
   */
  static TreeEnsemble read(byte[] json, int[] columns) {
    BoosterReader reader = new BoosterReader(columns);
    try (JsonParser parser = JSON.createParser(json)) {
      reader.readDocument(parser);
    } catch (IOException e) {
      throw new IllegalStateException("the booster's JSON can't be read: " + e.getMessage(), e);
    }
    return reader.compile();
  }

  private void readDocument(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token != JsonToken.FIELD_NAME) {
        continue;
      }
      switch (parser.currentName()) {
        case "base_score" -> baseScore = Float.parseFloat(text(parser));
        case "num_class" -> classes = Integer.parseInt(text(parser));
        case "tree_info" -> groupOfTree = ints(parser);
        case "trees" -> readTrees(parser);
        default -> {}
      }
    }
  }

  private void readTrees(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      trees.add(readTree(parser));
    }
  }

  private static Tree readTree(JsonParser parser) throws IOException {
    Tree tree = new Tree();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "left_children" -> tree.left = ints(parser);
        case "right_children" -> tree.right = ints(parser);
        case "split_indices" -> tree.feature = ints(parser);
        case "split_conditions" -> tree.value = floats(parser);
        case "default_left" -> tree.defaultLeft = flags(parser);
        default -> {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
    return tree;
  }

  private TreeEnsemble compile() {
    if (!Float.isFinite(baseScore) || trees.isEmpty() || groupOfTree.length != trees.size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the booster's JSON must hold a base score and a group per tree but holds %s, %d and %d",
              baseScore,
              groupOfTree.length,
              trees.size()));
    }
    int size = trees.stream().mapToInt(tree -> tree.left.length).reduce(0, Math::addExact);
    TreeEnsemble.Nodes nodes = new TreeEnsemble.Nodes(size);
    int[] roots = new int[trees.size()];
    int next = 0;
    for (int i = 0; i < roots.length; i++) {
      roots[i] = next;
      next = lay(trees.get(i), next, nodes);
    }
    nodes.resize(next);
    return new TreeEnsemble(Math.max(1, classes), baseScore, roots, groupOfTree, nodes);
  }

  /** Lays a tree out breadth first from {@code root} on; returns the first free place. */
  private int lay(Tree tree, int root, TreeEnsemble.Nodes nodes) {
    int[] source = new int[tree.left.length];
    int free = 1;
    for (int place = 0; place < free; place++) {
      int node = source[place];
      if (tree.left[node] == -1) {
        nodes.leaf(root + place, tree.value[node]);
        continue;
      }
      source[free] = tree.left[node];
      source[free + 1] = tree.right[node];
      nodes.split(
          root + place,
          columns[tree.feature[node]],
          tree.value[node],
          root + free,
          tree.defaultLeft[node]);
      free += 2;
    }
    return root + free;
  }

  /** A scalar as text; newer versions write numbers in brackets. */
  private static String text(JsonParser parser) throws IOException {
    parser.nextToken();
    String text = parser.getText();
    return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
  }

  private static int[] ints(JsonParser parser) throws IOException {
    int[] values = new int[64];
    int size = 0;
    parser.nextToken();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = parser.getIntValue();
    }
    return Arrays.copyOf(values, size);
  }

  private static float[] floats(JsonParser parser) throws IOException {
    float[] values = new float[64];
    int size = 0;
    parser.nextToken();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = Float.parseFloat(parser.getText());
    }
    return Arrays.copyOf(values, size);
  }

  /** Written as true/false or as 1/0, by version. */
  private static boolean[] flags(JsonParser parser) throws IOException {
    boolean[] values = new boolean[64];
    int size = 0;
    parser.nextToken();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = t == JsonToken.VALUE_TRUE || (t.isNumeric() && parser.getIntValue() != 0);
    }
    return Arrays.copyOf(values, size);
  }
}
