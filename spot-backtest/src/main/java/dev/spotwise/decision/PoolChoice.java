package dev.spotwise.decision;

import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * What simple policies have in common: which pool to choose by the prices in effect, what to do
 * while none is up, and how to say so. Each reads the market now and the day before it alone, and
 * decides on one instance, whatever its siblings do. O(pools).
 */
final class PoolChoice {

  private PoolChoice() {}

  /**
   * The launchable pool of least unit cost, the first by id of those that cost the same; empty if
   * no pool can be launched in.
   */
  static OptionalInt cheapest(DecisionContext context) {
    return best(context, pool -> 0);
  }

  /**
   * The launchable pool that was up for the greatest share of the last 24 hours; of those that were
   * up as long the cheapest, then the first by id. A share that nobody knows is least.
   */
  static OptionalInt mostAvailable(DecisionContext context) {
    return best(context, pool -> known(context.availableShare(pool)));
  }

  private static double known(double share) {
    return Double.isNaN(share) ? -1 : share;
  }

  private static OptionalInt best(DecisionContext context, IntToDoubleFunction merit) {
    int best = -1;
    for (int pool : context.launchable()) {
      if (best < 0 || better(context, merit, pool, best)) {
        best = pool;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private static boolean better(
      DecisionContext context, IntToDoubleFunction merit, int pool, int best) {
    int order = Double.compare(merit.applyAsDouble(pool), merit.applyAsDouble(best));
    return order > 0 || (order == 0 && unitCost(context, pool) < unitCost(context, best));
  }

  /** Price in effect of one unit of capacity in a pool, USD per hour; NaN if unknown. */
  static double unitCost(DecisionContext context, int pool) {
    return context.usdPerHour(pool)
        / context.workload().costUnit().units(context.shape().type(pool));
  }

  /**
   * How much cheaper a pool is than where the workload runs, by the prices in effect, percent of
   * the current unit cost; negative if dearer, NaN if nothing runs or a price is unknown.
   */
  static double savingsPercent(DecisionContext context, int pool) {
    if (!runs(context)) {
      return Double.NaN;
    }
    int held = context.currentPool();
    double now = held < 0 ? context.currentUnitCost() : unitCost(context, held);
    return 100 * (1 - unitCost(context, pool) / now);
  }

  /** Whether an instance runs: there is one, and it has not just been lost. */
  static boolean runs(DecisionContext context) {
    return context.trigger() != Trigger.LOST && context.current().isPresent();
  }

  /** Whether an instance runs on spot. */
  static boolean onSpot(DecisionContext context) {
    return runs(context) && context.currentPool() >= 0;
  }

  /** Whether an instance runs on demand. */
  static boolean onDemand(DecisionContext context) {
    return runs(context) && context.current().get() instanceof Placement.OnDemand;
  }

  /** Goes to the workload's on-demand type, or stays on demand. */
  static Decision fallBack(DecisionContext context, String reason) {
    return onDemand(context)
        ? new Decision.Stay(Rationale.of(reason))
        : new Decision.Move(context.workload().fallback(), Rationale.of(reason));
  }

  /** No pool can be launched in: keeps a spot instance that runs, goes on demand otherwise. */
  static Decision withoutPools(DecisionContext context) {
    return onSpot(context)
        ? new Decision.Stay(Rationale.of("no other pool is up"))
        : fallBack(context, "no pool is up");
  }

  /** Goes to a pool, or stays in it. */
  static Decision go(DecisionContext context, int pool, String reason) {
    Rationale why = weighed(context, pool, reason);
    return onSpot(context) && context.currentPool() == pool
        ? new Decision.Stay(why)
        : new Decision.Move(new Placement.Spot(context.shape().pools().get(pool)), why);
  }

  /** Stays, having weighed another pool. */
  static Decision stay(DecisionContext context, OptionalInt pool, String reason) {
    return new Decision.Stay(
        pool.isPresent() ? weighed(context, pool.getAsInt(), reason) : Rationale.of(reason));
  }

  private static Rationale weighed(DecisionContext context, int pool, String reason) {
    return new Rationale(
        Optional.of(context.shape().pools().get(pool)),
        onSpot(context) ? context.stability(context.currentPool()) : Double.NaN,
        context.stability(pool),
        savingsPercent(context, pool),
        reason);
  }

  /** Which of how many: {@code the cheapest of 3 pools up}. */
  static String of(DecisionContext context, String which) {
    int count = context.launchable().length;
    return count == 1 ? "the only pool that is up" : which + " of " + count + " pools up";
  }

  /** {@code 2.5 % cheaper}, {@code 2.5 % dearer}. */
  static String compared(double savingsPercent) {
    return Fixed.one(Math.abs(savingsPercent)) + (savingsPercent < 0 ? " % dearer" : " % cheaper");
  }
}
