package dev.spotwise.backtest;

/**
 * What running one workload over the backtest window cost. All costs are USD for the workload's
 * capacity.
 *
 * @param placement the pool or {@code on-demand TYPE} that it ran in, {@value #VARIOUS} if it ran
 *     in several, {@value #NOWHERE} if it never ran
 * @param totalUsd all charges together
 * @param runUsd price of the time that instances ran
 * @param migrationUsd charge for voluntary migrations
 * @param restartUsd charge for restarts after interruptions
 * @param migrations voluntary moves of a running workload, scheduled ones alone
 * @param interruptions running instances that were reclaimed
 * @param restarts starts after a loss, for want of capacity or after a wait; returns to spot
 *     included, the first start not
 * @param hours length of the window
 * @param onDemandHours hours spent on demand
 * @param unknownLaunches launches in pools whose availability nobody knew
 * @param averageUsdPerHour mean price paid for running, USD per hour; NaN if it never ran
 */
public record CostSummary(
    String placement,
    double totalUsd,
    double runUsd,
    double migrationUsd,
    double restartUsd,
    int migrations,
    int interruptions,
    int restarts,
    double hours,
    double onDemandHours,
    int unknownLaunches,
    double averageUsdPerHour) {

  /** The placement of a workload that ran in several. */
  public static final String VARIOUS = "various";

  /** The placement of a workload that never ran. */
  public static final String NOWHERE = "nowhere";

  CostSummary named(String newPlacement) {
    return new CostSummary(
        newPlacement,
        totalUsd,
        runUsd,
        migrationUsd,
        restartUsd,
        migrations,
        interruptions,
        restarts,
        hours,
        onDemandHours,
        unknownLaunches,
        averageUsdPerHour);
  }

  /**
   * Savings against another way to run the same workload, percent of the other's; negative if
   * dearer, NaN if neither cost anything.
   */
  public double savingsPercentAgainst(CostSummary other) {
    return 100 * (1 - totalUsd / other.totalUsd);
  }
}
