package dev.spotwise.models.tree;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/** Hand-made trees, and what trees say of some rows. */
final class Margins {

  /** Three columns. */
  static final FeatureSchema SCHEMA = new FeatureSchema("hand", List.of("a", "b", "c"), 300);

  private Margins() {}

  static List<Float> of(TreeEnsemble trees, FeatureMatrix x) {
    float[] margins = new float[trees.groups() * x.rows()];
    trees.margins(x, 0, x.rows(), margins);
    List<Float> list = new ArrayList<>();
    for (float margin : margins) {
      list.add(margin);
    }
    return list;
  }

  /** One group of trees that are a leaf each. */
  static TreeEnsemble leaves(float... values) {
    TreeEnsemble.Nodes nodes = new TreeEnsemble.Nodes(values.length);
    int[] roots = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      nodes.leaf(i, values[i]);
      roots[i] = i;
    }
    return new TreeEnsemble(1, 0, roots, new int[values.length], nodes);
  }

  /** Two groups of one leaf each. */
  static TreeEnsemble twoClasses(float first, float second) {
    TreeEnsemble.Nodes nodes = new TreeEnsemble.Nodes(2);
    nodes.leaf(0, first);
    nodes.leaf(1, second);
    return new TreeEnsemble(2, 0.5f, new int[] {0, 1}, new int[] {0, 1}, nodes);
  }
}
