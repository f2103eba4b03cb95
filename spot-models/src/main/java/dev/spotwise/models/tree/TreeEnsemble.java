package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decision trees as flat arrays, walked without native code.
 *
 * <p>The nodes of all trees lie one tree after another, the two children of a node side by side, so
 * that a step down costs one index, one feature and one comparison. Leaves are summed in {@code
 * float} in the order of the trees, starting at the base score, exactly as the trainer does it:
 * margins agree with its own bit for bit. A value that is NaN goes the way that training chose for
 * missing ones.
 *
 * <p>Immutable and thread-safe; {@link #margins} allocates nothing.
 */
public final class TreeEnsemble {

  private static final int DEFAULT_LEFT = 0x8000_0000;
  private static final int MAX_NODES = 1 << 28;
  private static final int MAX_DEPTH = 64;
  private static final float MOST_LEAF = 1e30f;
  private static final int BLOCK = 1024;
  private static final int FIRST_CAPACITY = 1 << 12;

  private final int groups;
  private final float baseScore;
  private final int[] roots;
  private final int[] groupOfTree;
  private final int[] features;
  private final float[] values;
  private final int[] left;

  TreeEnsemble(int groups, float baseScore, int[] roots, int[] groupOfTree, Nodes nodes) {
    this.groups = groups;
    this.baseScore = baseScore;
    this.roots = roots;
    this.groupOfTree = groupOfTree;
    this.features = nodes.features;
    this.values = nodes.values;
    this.left = nodes.left;
  }

  /** The arrays of all nodes; given away to the ensemble. */
  static final class Nodes {

    int[] features;
    float[] values;
    int[] left;

    Nodes(int size) {
      features = new int[size];
      values = new float[size];
      left = new int[size];
    }

    int capacity() {
      return left.length;
    }

    void resize(int size) {
      features = Arrays.copyOf(features, size);
      values = Arrays.copyOf(values, size);
      left = Arrays.copyOf(left, size);
    }

    void leaf(int node, float value) {
      values[node] = value;
    }

    void split(int node, int feature, float threshold, int leftChild, boolean defaultLeft) {
      features[node] = defaultLeft ? feature | DEFAULT_LEFT : feature;
      values[node] = threshold;
      left[node] = leftChild;
    }
  }

  /** Number of margins per row: 1 for a regression, one per class for a classification. */
  public int groups() {
    return groups;
  }

  /** Number of trees. */
  public int trees() {
    return roots.length;
  }

  /** Number of nodes of all trees, leaves included. */
  public int nodes() {
    return left.length;
  }

  /** First node of a tree; its others follow. */
  int firstNode(int tree) {
    return roots[tree];
  }

  /** The node after a tree's last one. */
  int endNode(int tree) {
    return tree + 1 < roots.length ? roots[tree + 1] : left.length;
  }

  /** The leaf that a row falls into, a node. */
  int leaf(int tree, FeatureMatrix x, int row) {
    return leafOf(x, row, roots[tree]);
  }

  /** What a leaf says. */
  float value(int leaf) {
    return values[leaf];
  }

  /**
   * The margins of some rows.
   *
   * @param x rows with the columns that the trees were trained on
   * @param firstRow first row
   * @param count number of rows
   * @param out takes the margins, row by row, {@link #groups()} per row, from index 0 on
   */
  public void margins(FeatureMatrix x, int firstRow, int count, float[] out) {
    for (int done = 0; done < count; done += BLOCK) {
      block(x, firstRow + done, Math.min(BLOCK, count - done), out, done * groups);
    }
  }

  private void block(FeatureMatrix x, int firstRow, int count, float[] out, int outFrom) {
    Arrays.fill(out, outFrom, outFrom + count * groups, baseScore);
    for (int tree = 0; tree < roots.length; tree++) {
      int root = roots[tree];
      int to = outFrom + groupOfTree[tree];
      for (int i = 0; i < count; i++) {
        out[to + i * groups] += values[leafOf(x, firstRow + i, root)];
      }
    }
  }

  private int leafOf(FeatureMatrix x, int row, int root) {
    int node = root;
    int next = left[node];
    while (next != 0) {
      int feature = features[node];
      float value = x.get(row, feature & ~DEFAULT_LEFT);
      boolean goesLeft = value < values[node] || (Float.isNaN(value) && feature < 0);
      node = goesLeft ? next : next + 1;
      next = left[node];
    }
    return node;
  }

  /** Writes the arrays, big-endian. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(groups);
    out.writeFloat(baseScore);
    out.writeInt(roots.length);
    for (int tree = 0; tree < roots.length; tree++) {
      out.writeInt(roots[tree]);
      out.writeInt(groupOfTree[tree]);
    }
    out.writeInt(left.length);
    for (int node = 0; node < left.length; node++) {
      out.writeInt(features[node]);
      out.writeFloat(values[node]);
      out.writeInt(left[node]);
    }
  }

  /**
   * Reads what {@link #write} wrote. Takes memory for what is there, not for what is announced.
   *
   * @param width number of columns that rows will have
   * @throws IOException if the arrays are cut short, hold a number that is not finite, or don't
   *     make trees over so many columns: each node the root or the child of one other, none deeper
   *     than {@value #MAX_DEPTH}
   */
  public static TreeEnsemble read(DataInput in, int width) throws IOException {
    int groups = within("groups", in.readInt(), 1, 64);
    float baseScore = finite("base score", in.readFloat());
    leaf(baseScore);
    int trees = within("trees", in.readInt(), 0, 1 << 20);
    int[] roots = new int[trees];
    int[] groupOfTree = new int[trees];
    for (int tree = 0; tree < trees; tree++) {
      roots[tree] = in.readInt();
      groupOfTree[tree] = within("group", in.readInt(), 0, groups - 1);
    }
    int size = within("nodes", in.readInt(), 0, MAX_NODES);
    Nodes nodes = new Nodes(Math.min(size, FIRST_CAPACITY));
    for (int node = 0; node < size; node++) {
      if (node == nodes.capacity()) {
        nodes.resize((int) Math.min(size, 2L * node));
      }
      nodes.features[node] = in.readInt();
      nodes.values[node] = finite("value", in.readFloat());
      nodes.left[node] = in.readInt();
      if (nodes.left[node] != 0) {
        within("left child", nodes.left[node], node + 1, size - 2);
        within("column", nodes.features[node] & ~DEFAULT_LEFT, 0, width - 1);
      } else {
        leaf(nodes.values[node]);
      }
    }
    requireTrees(roots, nodes.left, size);
    return new TreeEnsemble(groups, baseScore, roots, groupOfTree, nodes);
  }

  /** So that no row takes more steps than trees are deep, whatever the arrays say. */
  private static void requireTrees(int[] roots, int[] left, int size) throws IOException {
    byte[] depth = new byte[size];
    for (int root : roots) {
      within("root", root, 0, size - 1);
      reach(root, 1, depth);
    }
    for (int node = 0; node < size; node++) {
      if (depth[node] == 0) {
        throw new IOException("node " + node + " must be part of a tree but is not");
      }
      if (left[node] != 0) {
        reach(left[node], depth[node] + 1, depth);
        reach(left[node] + 1, depth[node] + 1, depth);
      }
    }
  }

  private static void reach(int node, int at, byte[] depth) throws IOException {
    if (depth[node] != 0) {
      throw new IOException("node " + node + " must be part of one tree but is reached twice");
    }
    depth[node] = (byte) within("depth", at, 1, MAX_DEPTH);
  }

  /** A sum over as many leaves as there can be is then finite as well. */
  private static void leaf(float value) throws IOException {
    if (Math.abs(value) > MOST_LEAF) {
      throw new IOException("a leaf must be in [-1e30, 1e30] but was " + value);
    }
  }

  private static float finite(String what, float value) throws IOException {
    if (!Float.isFinite(value)) {
      throw new IOException(what + " must be finite but was " + value);
    }
    return value;
  }

  private static int within(String what, int value, int least, int most) throws IOException {
    if (value < least || value > most) {
      throw new IOException(what + " must be in [" + least + ", " + most + "] but was " + value);
    }
    return value;
  }
}
