package dev.spotwise.backtest;

import java.time.Instant;

/**
 * One scheduled decision of a backtest. The target is the placement that the policy moved to, or
 * else the pool that it weighed against the current one.
 *
 * @param timestamp origin of the decision
 * @param instance which of the workload's instances, from 0
 * @param action what was done
 * @param currentPool pool held before, {@code on-demand TYPE} or {@value CostSummary#NOWHERE}
 * @param targetPool as {@code currentPool}; the current one if nothing was weighed against it
 * @param targetInstanceType type of the target, {@code none} if it is nowhere
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
    int instance,
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
    /** Moved to the target, or started there. */
    MIGRATE,
    /** Ran nothing until the next decision. */
    WAIT
  }
}
