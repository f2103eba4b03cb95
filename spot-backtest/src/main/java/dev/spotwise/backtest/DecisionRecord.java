package dev.spotwise.backtest;

import java.time.Instant;

/**
 * One scheduled decision of a backtest. The target is the placement that the policy weighed against
 * the current one, whether it moved there or not.
 *
 * @param timestamp origin of the decision
 * @param action what was done
 * @param currentPool pool held before, or {@code on-demand TYPE}
 * @param targetPool pool weighed against it
 * @param targetInstanceType type of the target
 * @param currentDiscount percent off on-demand, now; NaN if unknown or on demand
 * @param targetDiscount as {@code currentDiscount}
 * @param currentStability 100 x probability of no interruption within the stability window, in [0,
 *     100]; NaN if unknown
 * @param targetStability as {@code currentStability}
 * @param expectedSavingsPercent how much cheaper the target is expected to be per unit of capacity,
 *     percent of the current cost; negative if dearer
 * @param stabilityImprovement target less current stability, points; NaN if unknown
 * @param baselineDiscount mean discount of all pools, percent
 * @param reason the rule that decided, with its numbers
 */
public record DecisionRecord(
    Instant timestamp,
    Action action,
    String currentPool,
    String targetPool,
    String targetInstanceType,
    double currentDiscount,
    double targetDiscount,
    double currentStability,
    double targetStability,
    double expectedSavingsPercent,
    double stabilityImprovement,
    double baselineDiscount,
    String reason) {

  /** What a scheduled decision did. */
  public enum Action {
    /** Stayed where it was. */
    STAY,
    /** Moved to the target. */
    MIGRATE,
    /** Ran nothing until the next decision. */
    WAIT
  }
}
