package dev.spotwise.backtest;

/**
 * What stands behind the costs of a replay, over all of the workload's instances.
 *
 * @param refundUsd charges for running that were taken back because EC2 interrupted an instance in
 *     its first hour; not part of any other cost
 * @param dataUsd data that followed the workload into another zone
 * @param idleUsd value of the work that was not done because nothing ran; 0 for a deadline job
 * @param lostWorkUsd value of all work that was not done, idle time and starts; part of the total,
 *     but of nobody's bill; 0 for a deadline job
 * @param usefulHours hours of work done, what interruptions destroyed left out
 * @param lostHours hours that instances ran without doing work that lasted: starts, and work lost
 *     since a checkpoint
 * @param makespanHours for a deadline job, hours from its beginning until all was done, NaN if it
 *     never was; the window's length for a service
 * @param deadlineMissed whether a deadline job was not done in time
 * @param worstShareLost greatest share of the workload's instances that one tick took, in [0, 1]
 * @param meanShareLost mean over all instances lost of the share that went in the same tick, in [0,
 *     1]: how alone an instance is when it goes; 0 if none was lost
 */
public record CostDetail(
    double refundUsd,
    double dataUsd,
    double idleUsd,
    double lostWorkUsd,
    double usefulHours,
    double lostHours,
    double makespanHours,
    boolean deadlineMissed,
    double worstShareLost,
    double meanShareLost) {

  /** A service that ran all the time and lost nothing. */
  public static CostDetail undisturbed(double hours) {
    return new CostDetail(0, 0, 0, 0, hours, 0, hours, false, 0, 0);
  }
}
