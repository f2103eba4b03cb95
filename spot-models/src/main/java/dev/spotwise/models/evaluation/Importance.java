package dev.spotwise.models.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * How much worse a model gets when it is shown the wrong values of some features.
 *
 * @param feature a column, or a family of columns that are permuted together
 * @param kind which of them
 * @param increase mean increase of the loss over the repetitions; near 0, or below, if the model
 *     doesn't need the feature; NaN without rows
 * @param deviation standard deviation of the increase over the repetitions, 0 for one
 */
public record Importance(String feature, Kind kind, double increase, double deviation) {

  /** What was permuted. */
  public enum Kind {
    /** All columns of a family, by the same permutation. */
    FAMILY,
    /** A single column. */
    COLUMN
  }

  /** Refuses null. */
  public Importance {
    requireNonNull(feature, "feature");
    requireNonNull(kind, "kind");
  }
}
