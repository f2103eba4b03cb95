package dev.spotwise.models.tree;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Locale;
import java.util.SortedMap;

/**
 * How the forest that forecasts prices is trained.
 *
 * @param trees how it is grown
 * @param maxRows most training rows per horizon, in [1000, 10000000]; of more, as many are taken at
 *     equal distances
 * @param overlap what a leaf needs where labels overlap
 * @param calibrationShare newest share of the training window on which the bounds of the prediction
 *     interval are calibrated, in (0, 0.9]
 */
public record ForestSettings(
    TreeSettings trees, int maxRows, Overlap overlap, double calibrationShare) {

  private static final int LEAST_MAX_ROWS = 1_000;
  private static final int GREATEST_MAX_ROWS = 10_000_000;

  /** What a leaf needs where the labels of neighbouring rows of a pool overlap. */
  public enum Overlap {
    /** Rows count as if each were evidence of its own. */
    IGNORED,
    /** {@code 2 x leafRows x max(1, horizon / distance of a pool's rows)} rows. */
    COUNTED
  }

  /** Checks the ranges. */
  public ForestSettings {
    requireNonNull(trees, "trees");
    requireNonNull(overlap, "overlap");
    if (!(maxRows >= LEAST_MAX_ROWS && maxRows <= GREATEST_MAX_ROWS)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maxRows must be in [%d, %d] but was %d",
              LEAST_MAX_ROWS,
              GREATEST_MAX_ROWS,
              maxRows));
    }
    if (!(calibrationShare > 0 && calibrationShare <= 0.9)) {
      throw new IllegalArgumentException(
          "calibrationShare must be in (0, 0.9] but was " + calibrationShare);
    }
  }

  /** The guide's forest on at most 120,000 rows, with leaves that count overlap. */
  public static ForestSettings withDefaults() {
    return new ForestSettings(TreeSettings.guideForest(), 120_000, Overlap.COUNTED, 0.15);
  }

  /** These settings with trees grown otherwise. */
  public ForestSettings withTrees(TreeSettings grown) {
    return new ForestSettings(grown, maxRows, overlap, calibrationShare);
  }

  /** These settings with leaves that need something else. */
  public ForestSettings withOverlap(Overlap needed) {
    return new ForestSettings(trees, maxRows, needed, calibrationShare);
  }

  /**
   * How trees are grown for one horizon.
   *
   * @param intervals the horizon in mean distances of two training rows of a pool, &gt; 0
   */
  TreeSettings trees(double intervals) {
    return overlap == Overlap.IGNORED
        ? trees
        : trees.withLeafRows(Math.rint(2 * trees.leafRows() * Math.max(1, intervals)));
  }

  /** The settings by name. */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> map = trees.toMap();
    map.put("maxRows", Integer.toString(maxRows));
    map.put("overlap", overlap.toString());
    map.put("calibrationShare", NumberOutput.toString(calibrationShare, true));
    return map;
  }
}
