package dev.spotwise.decision;

import java.time.Duration;

/**
 * Keeps a deadline: does what another policy says as long as the job could still be done in time if
 * the worst came next, and runs it on demand from the last moment at which that suffices. Without a
 * deadline it changes nothing.
 *
 * <p>Let {@code t} be the time left, {@code s} the step between two questions, {@code r} the
 * restart, {@code c} the checkpoint interval, {@code w} the work left and {@code u} what of the
 * work done is not in a checkpoint.
 *
 * <ul>
 *   <li>Another step on spot is safe if {@code t - s >= w + u + r}: lost at its end, the job starts
 *       on demand from its checkpoint and makes it. So is one in which the job ends.
 *   <li>Running nothing, or another on-demand type, is safe if {@code t - s >= w + r}.
 *   <li>A start on spot is made if {@code t - s >= w + 2 r + min(c, w)}. That is more than safe: it
 *       is what lets the instance get past its start and from checkpoint to checkpoint without
 *       being called back, since {@code t - w} stays what it is while it works and {@code u < c}.
 *       Otherwise the net would take the job on demand, where it could afford spot again, and so on
 *       until its slack had gone into starts. On-demand capacity is not left to run nothing with
 *       less than that either: there is nothing to wait for.
 *   <li>If the policy's wish is not safe, the job stays on spot if that is, and on demand if not.
 * </ul>
 *
 * <p>Proof that no deadline is missed. At every question either an on-demand instance runs whose
 * start and work fit in the time left, or {@code w + r <= t}, so that going on demand now suffices;
 * leaving by choice writes a checkpoint, so that {@code u} is kept. It holds at the beginning,
 * because a {@link Workload} takes no other deadline. It holds one step later: on demand because
 * time passes no faster than the work does; after a step on spot because {@code w + u} does not
 * grow and is what is left if the instance is lost; after a step of nothing because {@code w}
 * stays. And a job that ends within the step has an instance that was started no longer than {@code
 * r} before its work, so that it ends in time, wherever in the step that is. Deadline, work and
 * restart need not be whole steps. What it takes: on-demand capacity can always be had, losses are
 * seen at questions, and there is one at every step.
 *
 * <p>Source: Wu et al., "Can't Be Late: Optimizing Spot Instance Savings under Deadlines", NSDI
 * 2024, the safety net. Deviations: there it is {@code t < w + 2 d} for a job that does not run;
 * here the step, and what is lost since a checkpoint, count too, and so does the wish, since a
 * policy may leave an instance.
 */
final class SafetyNet implements DecisionPolicy {

  private final DecisionPolicy policy;

  SafetyNet(DecisionPolicy policy) {
    this.policy = policy;
  }

  @Override
  public String id() {
    return policy.id();
  }

  @Override
  public Decision decide(DecisionContext context) {
    Decision wanted = policy.decide(context);
    if (context.state().job().isEmpty()) {
      return wanted;
    }
    JobProgress job = context.state().job().get();
    if (isSafe(context, wanted, job)) {
      return wanted;
    }
    Rationale why =
        Rationale.of(
            "the deadline: "
                + Fixed.hours(job.workLeft())
                + " of work and "
                + Fixed.hours(context.workload().restart())
                + " to start, "
                + Fixed.hours(job.timeLeft())
                + " left");
    return PoolChoice.onDemand(context) || (PoolChoice.onSpot(context) && keeps(context, job))
        ? new Decision.Stay(why)
        : new Decision.Move(context.workload().fallback(), why);
  }

  private static boolean isSafe(DecisionContext context, Decision wanted, JobProgress job) {
    boolean runs = PoolChoice.runs(context);
    if (wanted instanceof Decision.Move move
        && !(runs && context.current().filter(move.to()::equals).isPresent())) {
      return move.to() instanceof Placement.Spot
          ? lasts(context, job)
          : !PoolChoice.onDemand(context) || canStop(context, job);
    }
    if (wanted instanceof Decision.Wait || !runs) {
      return PoolChoice.onDemand(context) ? lasts(context, job) : canStop(context, job);
    }
    return PoolChoice.onDemand(context) || keeps(context, job);
  }

  /** Whether a step may pass with nothing done and nothing lost. */
  private static boolean canStop(DecisionContext context, JobProgress job) {
    return fits(context, job, job.workLeft());
  }

  /** Whether a start on spot need not be called back. */
  private static boolean lasts(DecisionContext context, JobProgress job) {
    Duration interval = context.workload().job().orElseThrow().checkpointInterval();
    Duration unsaved = interval.compareTo(job.workLeft()) < 0 ? interval : job.workLeft();
    Duration restart = context.workload().restart();
    return fits(context, job, job.workLeft().plus(unsaved).plus(restart));
  }

  /** Whether a step may pass on the spot instance that runs. */
  private static boolean keeps(DecisionContext context, JobProgress job) {
    boolean ends = job.startingLeft().plus(job.workLeft()).compareTo(context.step()) <= 0;
    return ends || fits(context, job, job.workLeftIfLost());
  }

  /** Whether after a step there is time for a start and for work. */
  private static boolean fits(DecisionContext context, JobProgress job, Duration work) {
    Duration after = job.timeLeft().minus(context.step());
    return after.compareTo(work.plus(context.workload().restart())) >= 0;
  }
}
