package dev.spotwise.backtest;

/**
 * What running one workload over the backtest window cost. All costs are USD for the workload's
 * capacity.
 *
 * @param placement the pool or type that it ran in, or {@code various}
 * @param totalUsd all charges together
 * @param runUsd price of the time that instances ran
 * @param migrationUsd charge for voluntary migrations
 * @param restartUsd charge for restarts after interruptions
 * @param migrations voluntary moves, scheduled ones alone
 * @param interruptions running instances that were reclaimed
 * @param restarts starts that interruptions or a lack of capacity forced; returns to spot included
 * @param hours length of the window
 * @param onDemandHours hours spent on demand
 * @param unknownLaunches launches in pools whose availability nobody knew
 * @param averageUsdPerHour mean price paid for running, USD per hour
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

  /** Savings against another way to run the same workload, percent; negative if dearer. */
  public double savingsPercentAgainst(CostSummary other) {
    return 100 * (1 - totalUsd / other.totalUsd);
  }
}
