package dev.spotwise.decision;

import java.time.Duration;

/**
 * Keeps a deadline: does what another policy says as long as the job could still be done in time if
 * the worst came next, and runs it on demand from the last moment at which that suffices. Without a
 * deadline it changes nothing.
 *
 * <p>Let {@code t} be the time left, {@code s} the step between two questions, {@code r} the
 * restart, {@code w} the work left and {@code u} what of the work done is not in a checkpoint.
 * Another step on spot is safe if {@code t - s >= w + u + r}: lost at its end, the job starts on
 * demand from its checkpoint and makes it. Waiting, or starting on spot, is safe if {@code t - s >=
 * w + r}, since leaving writes a checkpoint. If a step is not safe, going on demand now takes
 * {@code w + r <= t} by the same condition one step before. So no deadline is missed that could be
 * met at the beginning, provided that on-demand capacity can be had and the policy is asked at
 * every step. Source of the rule: Wu et al., "Can't Be Late: Optimizing Spot Instance Savings under
 * Deadlines", NSDI 2024, section 3 (safety net); deviation: the loss since a checkpoint counts.
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
    if (context.state().job().isEmpty()) {
      return policy.decide(context);
    }
    JobProgress job = context.state().job().get();
    boolean runs = context.trigger() != DecisionContext.Trigger.LOST;
    boolean onDemand = runs && context.current().filter(SafetyNet::isOnDemand).isPresent();
    Decision wanted = policy.decide(context);
    if (isSafe(context, wanted, job, runs, onDemand)) {
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
    return onDemand
        ? new Decision.Stay(why)
        : new Decision.Move(context.workload().fallback(), why);
  }

  private static boolean isOnDemand(Placement placement) {
    return placement instanceof Placement.OnDemand;
  }

  private static boolean isSafe(
      DecisionContext context, Decision wanted, JobProgress job, boolean runs, boolean onDemand) {
    Duration after = job.timeLeft().minus(context.step());
    Duration restart = context.workload().restart();
    if (wanted instanceof Decision.Move move) {
      boolean toOnDemand = isOnDemand(move.to());
      boolean same = runs && context.current().filter(move.to()::equals).isPresent();
      if (!same) {
        return (toOnDemand && !onDemand) || after.compareTo(job.workLeft().plus(restart)) >= 0;
      }
    }
    boolean stops = wanted instanceof Decision.Wait || !runs || context.current().isEmpty();
    if (stops) {
      return after.compareTo(job.workLeft().plus(restart)) >= 0;
    }
    boolean doneFirst = job.startingLeft().plus(job.workLeft()).compareTo(context.step()) <= 0;
    return onDemand || doneFirst || after.compareTo(job.workLeftIfLost().plus(restart)) >= 0;
  }
}
