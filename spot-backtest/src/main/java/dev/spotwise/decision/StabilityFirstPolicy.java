package dev.spotwise.decision;

import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The guide's policy. Pools that can be launched in are ranked by stability (best is 1) and by
 * expected cost per unit of capacity (least is 1); the least weighted sum of both ranks wins, ties
 * going to the lower cost and then to the earlier pool.
 *
 * <p>A running workload moves to the winner if that is more than {@code strongImprovement} points
 * more stable, or more than {@code weakImprovement} points and more than {@code minSavingsPercent}
 * cheaper. A workload that lost its instance goes to the winner at once, or on demand while no pool
 * is up, and returns as soon as one is.
 *
 * <p>Deviations from the guide: the cost is the forecast one, not today's; and where stability is
 * unknown it decides on cost alone, moving for {@code minSavingsPercent}.
 */
final class StabilityFirstPolicy implements DecisionPolicy {

  static final String ID = "stability-first";

  private final StabilityFirstSettings settings;

  StabilityFirstPolicy(StabilityFirstSettings settings) {
    this.settings = settings;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    int[] candidates =
        IntStream.range(0, context.shape().poolCount()).filter(context::launchable).toArray();
    if (candidates.length == 0) {
      return withoutPools(context);
    }
    int best = candidates[winner(context, candidates)];
    int held = context.trigger() == Trigger.LOST ? -1 : context.currentPool();
    if (held < 0) {
      Rationale rationale =
          new Rationale(
              Optional.of(context.shape().pools().get(best)),
              Double.NaN,
              context.stability(best),
              Double.NaN,
              "least weighted rank of " + candidates.length + " pools");
      return new Decision.Move(spot(context, best), rationale);
    }
    return compare(context, held, best);
  }

  private static Decision withoutPools(DecisionContext context) {
    boolean onDemand = context.current().filter(Placement.OnDemand.class::isInstance).isPresent();
    return onDemand
        ? new Decision.Stay(Rationale.of("no pool is up"))
        : new Decision.Move(context.workload().fallback(), Rationale.of("no pool is up"));
  }

  private int winner(DecisionContext context, int[] candidates) {
    double[] stability = IntStream.of(candidates).mapToDouble(context::stability).toArray();
    double[] cost = IntStream.of(candidates).mapToDouble(context::expectedUnitCost).toArray();
    int[] stabilityRanks = Ranks.descending(stability);
    int[] costRanks = Ranks.ascending(cost);
    int best = 0;
    double bestScore = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.length; i++) {
      double score =
          settings.stabilityWeight() * stabilityRanks[i] + settings.costWeight() * costRanks[i];
      if (score < bestScore || (score == bestScore && cost[i] < cost[best])) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  private Decision compare(DecisionContext context, int held, int best) {
    double now = context.stability(held);
    double then = context.stability(best);
    double savings = 100 * (1 - context.expectedUnitCost(best) / context.expectedUnitCost(held));
    String reason = reason(held == best, then - now, savings);
    Rationale rationale =
        new Rationale(Optional.of(context.shape().pools().get(best)), now, then, savings, reason);
    return held != best && moves(then - now, savings)
        ? new Decision.Move(spot(context, best), rationale)
        : new Decision.Stay(rationale);
  }

  private boolean moves(double improvement, double savings) {
    if (Double.isNaN(improvement)) {
      return savings > settings.minSavingsPercent();
    }
    return improvement > settings.strongImprovement()
        || (improvement > settings.weakImprovement() && savings > settings.minSavingsPercent());
  }

  private String reason(boolean same, double improvement, double savings) {
    if (same) {
      return "already in the best pool";
    }
    String found =
        (Double.isNaN(improvement)
                ? "stability unknown"
                : Fixed.one(improvement) + " points more stable")
            + ", "
            + Fixed.one(savings)
            + " % cheaper: ";
    if (Double.isNaN(improvement)) {
      return found
          + bound(savings > settings.minSavingsPercent(), settings.minSavingsPercent())
          + " %";
    }
    if (improvement > settings.strongImprovement()) {
      return found + "above " + Fixed.one(settings.strongImprovement()) + " points";
    }
    boolean both = moves(improvement, savings);
    return found
        + (both ? "above " : "not above ")
        + Fixed.one(settings.weakImprovement())
        + " points and "
        + Fixed.one(settings.minSavingsPercent())
        + " %";
  }

  private static String bound(boolean above, double value) {
    return (above ? "above " : "not above ") + Fixed.one(value);
  }

  private static Placement.Spot spot(DecisionContext context, int pool) {
    return new Placement.Spot(context.shape().pools().get(pool));
  }
}
