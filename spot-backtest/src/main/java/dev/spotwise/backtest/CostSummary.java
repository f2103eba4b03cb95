package dev.spotwise.backtest;

/**
 * What running one workload over the backtest window cost, all of its instances together. All costs
 * are USD for the workload's capacity.
 *
 * @param placement the pool or {@code on-demand TYPE} that it ran in, {@value #VARIOUS} if it ran
 *     in several, {@value #NOWHERE} if it never ran
 * @param totalUsd all charges together
 * @param runUsd price of the time that instances ran, refunds taken off
 * @param migrationUsd cost of voluntary migrations, without data
 * @param restartUsd cost of the starts in {@code restarts}, without data
 * @param migrations voluntary moves of a running workload, scheduled ones alone
 * @param interruptions running instances that were reclaimed
 * @param restarts starts after a loss, for want of capacity or after a wait; returns to spot
 *     included, the first start not
 * @param hours length of the window times the workload's instances
 * @param onDemandHours hours spent on demand
 * @param unknownLaunches launches in pools whose availability nobody knew
 * @param averageUsdPerHour mean price paid for running, USD per hour; NaN if it never ran
 * @param detail what stands behind them
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
    double averageUsdPerHour,
    CostDetail detail) {

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
        averageUsdPerHour,
        detail);
  }

  /** What is on the bill: the total without the value of work that was not done, USD. */
  public double billedUsd() {
    return totalUsd - detail.lostWorkUsd();
  }

  /** Share of the time that instances ran which was on demand, in [0, 1]; NaN if none ever ran. */
  public double onDemandShare() {
    double ran = detail.usefulHours() + detail.lostHours();
    return ran > 0 ? onDemandHours / ran : Double.NaN;
  }

  /** The bill by the hour of work that lasted, USD; NaN if there was none. */
  public double usdPerUsefulHour() {
    return detail.usefulHours() > 0 ? billedUsd() / detail.usefulHours() : Double.NaN;
  }

  /**
   * Savings against another way to run the same workload, percent of the other's; negative if
   * dearer, NaN if neither cost anything.
   */
  public double savingsPercentAgainst(CostSummary other) {
    return 100 * (1 - totalUsd / other.totalUsd);
  }
}
