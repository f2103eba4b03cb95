package dev.spotwise.decision;

import java.util.OptionalInt;

/**
 * At every decision the pool of least unit cost, {@code usdPerHour / units}, by the prices in
 * effect, however little is gained; on demand while no pool is up. Of pools that cost the same the
 * first by id wins, so that a tie with the pool that is held may lose it: the plain least price,
 * with nothing for moving, is what other policies are measured against.
 *
 * <p>A deadline job is asked at every tick; between scheduled decisions it stays where it is.
 * Instances are decided about without regard to their siblings.
 *
 * <p>Source: the lowest-price allocation of EC2 Spot Fleet, applied again at every decision (Amazon
 * EC2 user guide, "Allocation strategies").
 */
final class CheapestPolicy implements DecisionPolicy {

  static final String ID = "cheapest";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    OptionalInt best = PoolChoice.cheapest(context);
    if (PoolChoice.onSpot(context) && context.trigger() == DecisionContext.Trigger.WATCH) {
      return PoolChoice.stay(context, best, "no decision is due");
    }
    if (best.isEmpty()) {
      return PoolChoice.withoutPools(context);
    }
    int pool = best.getAsInt();
    String which = PoolChoice.of(context, "the cheapest");
    double savings = PoolChoice.savingsPercent(context, pool);
    boolean compares = PoolChoice.runs(context) && pool != context.currentPool();
    return PoolChoice.go(
        context, pool, compares ? PoolChoice.compared(savings) + ", " + which : which);
  }
}
