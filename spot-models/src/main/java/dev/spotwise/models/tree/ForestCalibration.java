package dev.spotwise.models.tree;

import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.Calibrator;
import dev.spotwise.models.tree.PriceForest.Levels;
import java.util.stream.IntStream;

/**
 * Levels of the prediction interval's bounds by split-conformal calibration (Romano, Patterson and
 * Candès 2019, Conformalized Quantile Regression, NeurIPS 32, here applied to the level instead of
 * the quantile): on rows that a forest has not seen, the level on each side at which the share of
 * targets beyond the quantile is nearest to 5 %; of equals the outermost.
 */
final class ForestCalibration {

  private static final double WANTED = 0.05;

  /** Fewer rows than this say too little. */
  private static final int FEWEST = 200;

  private static final double[] GRID = {
    .002, .005, .01, .015, .02, .025, .03, .035, .04, .045, .05, .055, .06, .065, .07, .08, .09, .1,
    .12, .15, .2, .25, .3, .35, .4, .45
  };

  private ForestCalibration() {}

  /**
   * Calibrates a forest by what another one says of rows that it has not seen: the levels of its
   * interval, and its chance of a change by {@link Calibrator}.
   *
   * @param forest the one to calibrate
   * @param older one like it, not calibrated, that has not seen the rows
   * @param newer rows with targets in units of the forests' spread, in order of time
   * @return the forest as it is if the rows are too few
   */
  static PriceForest calibrated(PriceForest forest, PriceForest older, TreeRows newer) {
    if (newer.size() < FEWEST) {
      return forest;
    }
    double[] probability = new double[newer.size()];
    boolean[] changed = new boolean[newer.size()];
    int[] below = new int[GRID.length];
    int[] above = new int[GRID.length];
    older.predict(
        newer.features(),
        IntStream.range(0, newer.size()).map(newer::row).toArray(),
        (place, outlook) -> {
          probability[place] = outlook.changeProbability();
          changed[place] = newer.target(place) != 0;
          for (int level = 0; level < GRID.length; level++) {
            below[level] += newer.target(place) < outlook.quantile(GRID[level]) ? 1 : 0;
            above[level] += newer.target(place) > outlook.quantile(1 - GRID[level]) ? 1 : 0;
          }
        });
    return forest.calibrated(
        new Levels(nearest(below, newer.size()), 1 - nearest(above, newer.size())),
        Calibrator.fit(CalibrationMethod.AUTO, 1, probability, changed));
  }

  /** The level whose share of misses is nearest to the one wanted. */
  static double nearest(int[] misses, int rows) {
    int best = 0;
    for (int level = 1; level < GRID.length; level++) {
      if (Math.abs(misses[level] - WANTED * rows) < Math.abs(misses[best] - WANTED * rows)) {
        best = level;
      }
    }
    return GRID[best];
  }
}
