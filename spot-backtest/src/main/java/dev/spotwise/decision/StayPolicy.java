package dev.spotwise.decision;

import dev.spotwise.decision.DecisionContext.Trigger;

/**
 * Stays where the workload started, on spot or on demand. While its pool is down it runs on demand,
 * and it returns as soon as the pool is up.
 */
final class StayPolicy implements DecisionPolicy {

  static final String ID = "stay";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    Placement home = context.workload().start();
    boolean runs = context.trigger() != Trigger.LOST && context.current().isPresent();
    if (runs && context.current().get().equals(home)) {
      return new Decision.Stay(Rationale.of("stays where it started"));
    }
    if (home instanceof Placement.OnDemand || launchable(context, (Placement.Spot) home)) {
      return new Decision.Move(home, Rationale.of("its own pool is up"));
    }
    return runs
        ? new Decision.Stay(Rationale.of("its own pool is down"))
        : new Decision.Move(context.workload().fallback(), Rationale.of("its own pool is down"));
  }

  private static boolean launchable(DecisionContext context, Placement.Spot home) {
    int pool = context.shape().indexOf(home.pool());
    return pool >= 0 && context.launchable(pool);
  }
}
