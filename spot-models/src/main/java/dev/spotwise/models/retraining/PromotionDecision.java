package dev.spotwise.models.retraining;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.drift.DriftReport;
import java.util.List;
import java.util.Optional;

/**
 * Whether new models take the place of those in use, and why.
 *
 * @param trainedOn training window of the models in use
 * @param windows what the new ones are trained on and both are judged on
 * @param promote whether the new ones take their place
 * @param reasons what speaks against it, or what speaks for it if nothing does; at least one
 * @param comparisons the losses of both, price before stability, by horizon; empty if the models
 *     can't be compared
 * @param drift what has moved since the models in use were trained; empty if that can't be told
 */
public record PromotionDecision(
    TimeWindow trainedOn,
    RetrainingWindows windows,
    boolean promote,
    List<String> reasons,
    List<LossComparison> comparisons,
    Optional<DriftReport> drift) {

  /** Freezes the lists. */
  public PromotionDecision {
    requireNonNull(trainedOn, "trainedOn");
    requireNonNull(windows, "windows");
    requireNonNull(drift, "drift");
    reasons = List.copyOf(reasons);
    comparisons = List.copyOf(comparisons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a decision must have at least one reason but has none");
    }
  }
}
