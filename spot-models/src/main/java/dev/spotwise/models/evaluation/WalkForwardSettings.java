package dev.spotwise.models.evaluation;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.LearningSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is evaluated and how.
 *
 * @param window all that is trained on or judged on, half-open
 * @param rolling how it is cut into folds
 * @param interval distance of the origins, &gt; 0, rounded to whole steps
 * @param learning what each fold trains and how
 * @param importance how permutation importance is measured; empty if it is not
 * @param families columns by the family that they are permuted with; columns that the features lack
 *     don't count
 */
public record WalkForwardSettings(
    TimeWindow window,
    RollingOrigin rolling,
    Duration interval,
    LearningSettings learning,
    Optional<ImportanceSettings> importance,
    SortedMap<String, List<String>> families) {

  /** Checks and freezes. */
  public WalkForwardSettings {
    requireNonNull(window, "window");
    requireNonNull(rolling, "rolling");
    requireNonNull(learning, "learning");
    requireNonNull(importance, "importance");
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval must be > 0 but was " + interval);
    }
    families = Collections.unmodifiableSortedMap(new TreeMap<>(families));
  }
}
