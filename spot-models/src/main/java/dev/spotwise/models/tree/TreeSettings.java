package dev.spotwise.models.tree;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How trees are grown, for forests and boosting alike.
 *
 * @param trees number of trees, in [1, 10000]
 * @param depth most splits from root to leaf, in [1, 30]
 * @param leafRows least rows (weighted by curvature in a classification) per leaf, &gt;= 0
 * @param learningRate share of each tree's step that is taken, in (0, 1]; 1 in a forest
 * @param bins histogram bins per feature, in [2, 1024]
 * @param rowShare share of the rows that each tree sees, in (0, 1]
 * @param columnShare share of the columns that each split chooses from, in (0, 1]
 */
public record TreeSettings(
    int trees,
    int depth,
    double leafRows,
    double learningRate,
    int bins,
    double rowShare,
    double columnShare) {

  /** Checks the ranges. */
  public TreeSettings {
    require("trees", trees, 1, 10_000);
    require("depth", depth, 1, 30);
    require("leafRows", leafRows, 0, 1e9);
    requireShare("learningRate", learningRate);
    require("bins", bins, 2, 1024);
    requireShare("rowShare", rowShare);
    requireShare("columnShare", columnShare);
  }

  /**
   * The guide's random forest: 100 trees of depth 15 with 5 rows a leaf. Each tree sees 63 % of the
   * rows, as a bootstrap sample does, and chooses from 60 % of the columns. 64 bins are enough (Ke
   * et al. 2017, LightGBM, section 2) and halve the time of 256.
   */
  public static TreeSettings guideForest() {
    return new TreeSettings(100, 15, 5, 1, 64, 0.63, 0.6);
  }

  /**
   * Gradient boosting that rare, clustered outcomes don't overfit: 200 small trees of depth 3 at a
   * learning rate of 0.05. A leaf holds rows of a curvature of 10, which are 40 rows at even odds
   * and 1,000 at 1 %.
   */
  public static TreeSettings boosting() {
    return new TreeSettings(200, 3, 10, 0.05, 64, 0.63, 0.6);
  }

  /** The guide's gradient boosting: 100 trees of depth 5, learning rate 0.1. */
  public static TreeSettings guideBoosting() {
    return new TreeSettings(100, 5, 1, 0.1, 256, 1, 1);
  }

  /** These settings with another number of trees. */
  public TreeSettings withTrees(int number) {
    return new TreeSettings(number, depth, leafRows, learningRate, bins, rowShare, columnShare);
  }

  /** These settings with another least number of rows per leaf. */
  public TreeSettings withLeafRows(double rows) {
    return new TreeSettings(trees, depth, rows, learningRate, bins, rowShare, columnShare);
  }

  /** The settings by name, numbers in their shortest form on every platform. */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("trees", Integer.toString(trees));
    map.put("depth", Integer.toString(depth));
    map.put("leafRows", NumberOutput.toString(leafRows, true));
    map.put("learningRate", NumberOutput.toString(learningRate, true));
    map.put("bins", Integer.toString(bins));
    map.put("rowShare", NumberOutput.toString(rowShare, true));
    map.put("columnShare", NumberOutput.toString(columnShare, true));
    return map;
  }

  private static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in (0, 1] but was " + value);
    }
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " must be in [" + least + ", " + most + "] but was " + value);
    }
  }
}
