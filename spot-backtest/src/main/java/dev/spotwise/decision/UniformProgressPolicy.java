package dev.spotwise.decision;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * For deadline jobs: keeps to the line on which work is done evenly until the deadline. With {@code
 * expected(t) = work * t / deadline}, {@code t} after the beginning, and {@code d} the restart:
 *
 * <ul>
 *   <li>On spot it stays as long as that lasts.
 *   <li>Where nothing runs it goes to spot if a pool is up, behind or not: the cheapest by the
 *       prices in effect. If none is, it goes on demand when the work done is less than {@code
 *       expected(t)}, and waits otherwise.
 *   <li>On demand it stays until the work done is {@code expected(t + 2 d)} or more, so that it
 *       does not come and go along the line; then to spot if a pool is up, and waits if none is.
 * </ul>
 *
 * Work since the last checkpoint counts as done until it is lost. The deadline itself is kept by
 * the {@link SafetyNet}. A service has no line to keep to: for it the policy decides as {@code
 * sticky-cheapest}. Instances are decided about without regard to their siblings.
 *
 * <p>Source: Wu et al., "Can't Be Late: Optimizing Spot Instance Savings under Deadlines", NSDI
 * 2024, uniform progress with its rules of exploitation, taking risks and hysteresis; there one
 * zone stands for all pools. Deviation: an instance that is still starting on demand is not left.
 */
final class UniformProgressPolicy implements DecisionPolicy {

  static final String ID = "uniform-progress";

  private static final DecisionPolicy SERVICE = StickyPolicy.cheapest();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    if (context.state().job().isEmpty()) {
      return SERVICE.decide(context);
    }
    OptionalInt best = PoolChoice.cheapest(context);
    if (PoolChoice.onSpot(context)) {
      return PoolChoice.stay(context, best, "stays as long as it lasts");
    }
    return PoolChoice.onDemand(context) ? catchUp(context, best) : start(context, best);
  }

  private static Decision start(DecisionContext context, OptionalInt best) {
    if (best.isPresent()) {
      return PoolChoice.go(context, best.getAsInt(), PoolChoice.of(context, "the cheapest"));
    }
    String progress = progress(context, Duration.ZERO) + ", no pool is up";
    return behind(context, Duration.ZERO)
        ? PoolChoice.fallBack(context, progress)
        : new Decision.Wait(Rationale.of(progress));
  }

  private static Decision catchUp(DecisionContext context, OptionalInt best) {
    Duration twoRestarts = context.workload().restart().multipliedBy(2);
    String progress = progress(context, twoRestarts);
    boolean starting = !context.state().job().orElseThrow().startingLeft().isZero();
    if (starting || behind(context, twoRestarts)) {
      return PoolChoice.stay(context, best, progress);
    }
    return best.isPresent()
        ? PoolChoice.go(context, best.getAsInt(), progress)
        : new Decision.Wait(Rationale.of(progress + ", no pool is up"));
  }

  /** Whether less is done than the line asks some time from now. In whole seconds, exactly. */
  private static boolean behind(DecisionContext context, Duration ahead) {
    DeadlineJob job = context.workload().job().orElseThrow();
    long done = done(context).toSeconds();
    long then = elapsed(context).plus(ahead).toSeconds();
    return Math.multiplyExact(done, job.deadline().toSeconds())
        < Math.multiplyExact(job.work().toSeconds(), then);
  }

  private static Duration done(DecisionContext context) {
    Duration left = context.state().job().orElseThrow().workLeft();
    return context.workload().job().orElseThrow().work().minus(left);
  }

  private static Duration elapsed(DecisionContext context) {
    Duration left = context.state().job().orElseThrow().timeLeft();
    return context.workload().job().orElseThrow().deadline().minus(left);
  }

  /** {@code 11.5 h done, 12.0 h expected}. */
  private static String progress(DecisionContext context, Duration ahead) {
    DeadlineJob job = context.workload().job().orElseThrow();
    double then = elapsed(context).plus(ahead).toSeconds();
    double expected = job.work().toSeconds() * (then / job.deadline().toSeconds());
    return Fixed.hours(done(context))
        + " done, "
        + Fixed.hours(Duration.ofSeconds(Math.round(expected)))
        + " expected";
  }
}
