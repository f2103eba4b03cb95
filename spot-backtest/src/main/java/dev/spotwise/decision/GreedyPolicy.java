package dev.spotwise.decision;

import java.util.OptionalInt;

/**
 * For deadline jobs: on spot whenever a pool is up, the cheapest by the prices in effect, kept as
 * long as it lasts; otherwise it waits, until the {@link SafetyNet} takes the job on demand, where
 * it stays to the end. A service has no slack to spend: for it the policy decides as {@code
 * sticky-cheapest}. Instances are decided about without regard to their siblings.
 *
 * <p>Source: Wu et al., "Can't Be Late: Optimizing Spot Instance Savings under Deadlines", NSDI
 * 2024, the greedy policy that uniform progress is held against; there one zone stands for all
 * pools.
 */
final class GreedyPolicy implements DecisionPolicy {

  static final String ID = "greedy";

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
    if (PoolChoice.onDemand(context)) {
      return PoolChoice.stay(context, best, "on demand until the work is done");
    }
    return best.isPresent()
        ? PoolChoice.go(context, best.getAsInt(), PoolChoice.of(context, "the cheapest"))
        : new Decision.Wait(Rationale.of("no pool is up, waits for one"));
  }
}
