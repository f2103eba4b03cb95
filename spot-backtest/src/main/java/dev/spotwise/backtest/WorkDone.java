package dev.spotwise.backtest;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What became of the work in a replay.
 *
 * @param usefulHours of deadline jobs; a service's follow from its charges
 * @param lostHours of deadline jobs; a service's follow from its starts
 * @param makespanHours until all was done, NaN if it never was
 * @param deadlineMissed whether it was not done in time
 */
record WorkDone(
    OptionalDouble usefulHours, double lostHours, double makespanHours, boolean deadlineMissed) {

  private static final double SECONDS_PER_HOUR = 3600;

  static WorkDone ofService(double hours) {
    return new WorkDone(OptionalDouble.empty(), 0, hours, false);
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
    return new WorkDone(OptionalDouble.of(useful), lost, done ? lastDoneHours : Double.NaN, missed);
  }
}
