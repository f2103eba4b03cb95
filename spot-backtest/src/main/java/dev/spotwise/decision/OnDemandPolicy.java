package dev.spotwise.decision;

/**
 * Runs on demand, on the workload's {@link Workload#fallback}, whatever spot capacity costs: the
 * bound that a policy has to beat. A service that begins on spot moves at its first decision and
 * pays for that; one whose start is on demand does not.
 */
final class OnDemandPolicy implements DecisionPolicy {

  static final String ID = "on-demand";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    return PoolChoice.fallBack(context, "always on demand");
  }
}
