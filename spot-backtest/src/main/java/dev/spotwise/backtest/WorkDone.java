package dev.spotwise.backtest;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What became of the work in a replay.
 *
 * @param usefulHours of deadline jobs; a service's follow from its charges
 * @param lostHours of deadline jobs; a service's follow from its starts
 * @param restartHours what each start of a service loses, 0 for deadline jobs
 * @param makespanHours until all was done, NaN if it never was
 * @param deadlineMissed whether it was not done in time
 */
record WorkDone(
    OptionalDouble usefulHours,
    double lostHours,
    double restartHours,
    double makespanHours,
    boolean deadlineMissed) {

  private static final double SECONDS_PER_HOUR = 3600;

  static WorkDone ofService(double hours, double restartHours) {
    return new WorkDone(OptionalDouble.empty(), 0, restartHours, hours, false);
  }

  static WorkDone ofJobs(List<JobClock> jobs, double lastDoneHours, boolean missed) {
    double useful = 0;
    double lost = 0;
    boolean done = true;
    for (JobClock job : jobs) {
      useful += job.usefulSeconds() / SECONDS_PER_HOUR;
      lost += job.lostSeconds() / SECONDS_PER_HOUR;
      done &= job.done();
    }
    return new WorkDone(
        OptionalDouble.of(useful), lost, 0, done ? lastDoneHours : Double.NaN, missed);
  }
}
