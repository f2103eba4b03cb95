package dev.spotwise.decision;

import java.util.OptionalInt;

/**
 * Keeps an instance as long as it lasts. When it is lost, or the workload starts, or is stranded on
 * demand, it goes to another pool at once: {@code sticky-cheapest} to that of least unit cost by
 * the prices in effect, {@code sticky-available} to the one that was up for the greatest share of
 * the last 24 hours, the cheaper of those that were up as long; on demand while no pool is up. A
 * share that nobody knows is least. Instances are decided about without regard to their siblings.
 *
 * <p>Source: what EC2 Spot Fleet and Auto Scaling do by their lowest-price allocation, which
 * replaces an instance only when it is reclaimed (Amazon EC2 user guide, "Allocation strategies");
 * the share of the last day up stands in for their capacity-optimized one, whose inputs are not
 * published.
 */
final class StickyPolicy implements DecisionPolicy {

  static final String CHEAPEST_ID = "sticky-cheapest";
  static final String AVAILABLE_ID = "sticky-available";

  private final boolean byPrice;

  private StickyPolicy(boolean byPrice) {
    this.byPrice = byPrice;
  }

  static StickyPolicy cheapest() {
    return new StickyPolicy(true);
  }

  static StickyPolicy available() {
    return new StickyPolicy(false);
  }

  @Override
  public String id() {
    return byPrice ? CHEAPEST_ID : AVAILABLE_ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    OptionalInt best = byPrice ? PoolChoice.cheapest(context) : PoolChoice.mostAvailable(context);
    if (PoolChoice.onSpot(context)) {
      return PoolChoice.stay(context, best, "stays as long as it lasts");
    }
    if (best.isEmpty()) {
      return PoolChoice.withoutPools(context);
    }
    return PoolChoice.go(context, best.getAsInt(), reason(context, best.getAsInt()));
  }

  private String reason(DecisionContext context, int pool) {
    if (byPrice) {
      return PoolChoice.of(context, "the cheapest");
    }
    double share = context.availableShare(pool);
    return Double.isNaN(share)
        ? "up for an unknown share of the last 24 h, " + PoolChoice.of(context, "the cheapest")
        : "up for "
            + Fixed.one(100 * share)
            + " % of the last 24 h, "
            + PoolChoice.of(context, "the most");
  }
}
