package dev.spotwise.backtest;

import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.JobProgress;
import java.time.Duration;

/** How far a deadline job has come in a replay, in whole seconds. */
final class JobClock {

  private final DeadlineJob job;
  private final long restartSeconds;
  private final long deadlineSecond;
  private long workLeft;
  private long startingLeft;
  private long stintWork;
  private long lost;

  JobClock(DeadlineJob job, Duration restart, long beginSecond) {
    this.job = job;
    this.restartSeconds = restart.toSeconds();
    this.deadlineSecond = beginSecond + job.deadline().toSeconds();
    this.workLeft = job.work().toSeconds();
  }

  void launch() {
    startingLeft = restartSeconds;
    stintWork = 0;
  }

  /** Leaves an instance by choice: all is saved. */
  void leave() {
    lost += restartSeconds - startingLeft;
    startingLeft = 0;
    stintWork = 0;
  }

  /** Loses an instance, and the work since its last checkpoint. */
  void lose() {
    long unsaved = unsaved();
    workLeft += unsaved;
    lost += unsaved;
    leave();
  }

  /** Runs for a step or until the work is done, whichever is less; returns the seconds it ran. */
  long run(long stepSeconds) {
    long ran = Math.min(stepSeconds, startingLeft + workLeft);
    long starting = Math.min(ran, startingLeft);
    startingLeft -= starting;
    workLeft -= ran - starting;
    stintWork += ran - starting;
    return ran;
  }

  boolean done() {
    return workLeft == 0;
  }

  private long unsaved() {
    long interval = job.checkpointInterval().toSeconds();
    return interval == 0 ? 0 : stintWork % interval;
  }

  /** Whether the deadline has come: what ends now is in time, what has not ended is late. */
  boolean due(long second) {
    return second >= deadlineSecond;
  }

  boolean late(long second) {
    return second > deadlineSecond;
  }

  long usefulSeconds() {
    return job.work().toSeconds() - workLeft;
  }

  long lostSeconds() {
    return lost;
  }

  JobProgress progress(long second) {
    return new JobProgress(
        Duration.ofSeconds(workLeft),
        Duration.ofSeconds(unsaved()),
        Duration.ofSeconds(startingLeft),
        Duration.ofSeconds(deadlineSecond - second));
  }
}
