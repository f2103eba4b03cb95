package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import java.util.Optional;

/**
 * Why a policy decided as it did, with the numbers that it weighed.
 *
 * @param target pool that was weighed against the current placement; empty if none could be
 * @param currentStability 100 x probability of no interruption within the stability window where
 *     the workload is, in [0, 100]; NaN if unknown
 * @param targetStability the same in the target
 * @param expectedSavingsPercent how much cheaper the target is expected to be per unit of capacity,
 *     percent of the current cost; NaN if there is nothing to compare
 * @param reason one sentence
 */
public record Rationale(
    Optional<CapacityPool> target,
    double currentStability,
    double targetStability,
    double expectedSavingsPercent,
    String reason) {

  /** Checks that there is a reason. */
  public Rationale {
    requireNonNull(target, "target");
    requireNonNull(reason, "reason");
  }

  /** A reason without a comparison. */
  public static Rationale of(String reason) {
    return new Rationale(Optional.empty(), Double.NaN, Double.NaN, Double.NaN, reason);
  }

  /** Target less current stability, points; NaN if one is unknown. */
  public double stabilityImprovement() {
    return targetStability - currentStability;
  }
}
