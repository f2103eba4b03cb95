package dev.spotwise.models.evaluation;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a walk forward found. Immutable.
 *
 * @param libraryVersion version of this library that measured it
 * @param window what was trained on and judged on
 * @param rolling how it was cut
 * @param interval distance of the origins
 * @param seed seed of the models and permutations
 * @param pools number of pools
 * @param settings what else it takes to measure it again, as text by name
 * @param folds what each fold was trained on and judged on
 * @param price one table per price horizon, ascending
 * @param stability one table per stability horizon, ascending; empty if no interruptions are known
 */
public record EvaluationReport(
    String libraryVersion,
    TimeWindow window,
    RollingOrigin rolling,
    Duration interval,
    long seed,
    int pools,
    SortedMap<String, String> settings,
    List<FoldRows> folds,
    List<EvaluationTable> price,
    List<EvaluationTable> stability) {

  /** Checks and freezes. */
  public EvaluationReport {
    requireNonNull(libraryVersion, "libraryVersion");
    requireNonNull(window, "window");
    requireNonNull(rolling, "rolling");
    requireNonNull(interval, "interval");
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    folds = List.copyOf(folds);
    price = List.copyOf(price);
    stability = List.copyOf(stability);
  }

  /**
   * A fold and its rows, one per origin and pool, whatever is known of them.
   *
   * @param fold its windows
   * @param trainRows rows before the test window
   * @param testRows rows in it
   */
  public record FoldRows(Fold fold, int trainRows, int testRows) {

    /** Refuses null. */
    public FoldRows {
      requireNonNull(fold, "fold");
    }
  }

  /** This report with more of what it takes to measure it again. */
  public EvaluationReport withSettings(SortedMap<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(settings);
    all.putAll(more);
    return new EvaluationReport(
        libraryVersion, window, rolling, interval, seed, pools, all, folds, price, stability);
  }
}
