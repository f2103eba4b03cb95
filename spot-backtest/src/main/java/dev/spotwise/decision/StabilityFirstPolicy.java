package dev.spotwise.decision;

import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The guide's policy. Pools that can be launched in are ranked by stability (best is 1) and by
 * expected cost per unit of capacity (least is 1); the least weighted sum of both ranks wins, ties
 * going to the lower cost and then to the earlier pool id.
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
    int[] candidates = context.launchable();
    if (candidates.length == 0) {
      return PoolChoice.withoutPools(context);
    }
    int best = candidates[winner(context, candidates)];
    int held = context.trigger() == Trigger.LOST ? -1 : context.currentPool();
    return held < 0 ? start(context, best, candidates.length) : compare(context, held, best);
  }

  private static Decision start(DecisionContext context, int best, int candidates) {
    boolean runs = context.trigger() != Trigger.LOST;
    double savings = runs ? savings(context, best) : Double.NaN;
    Rationale rationale =
        new Rationale(
            Optional.of(context.shape().pools().get(best)),
            Double.NaN,
            context.stability(best),
            savings,
            candidates == 1 ? "the only pool that is up" : "best of " + candidates + " pools up");
    return new Decision.Move(spot(context, best), rationale);
  }

  private static double savings(DecisionContext context, int best) {
    return 100 * (1 - context.expectedUnitCost(best) / context.currentUnitCost());
  }

  private int winner(DecisionContext context, int[] candidates) {
    double[] stability = IntStream.of(candidates).mapToDouble(context::stability).toArray();
    double[] cost = IntStream.of(candidates).mapToDouble(context::expectedUnitCost).toArray();
    int[] stabilityRanks = Ranks.descending(stability);
    int[] costRanks = Ranks.ascending(cost);
    int best = 0;
    double bestScore = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.length; i++) {
      double score = score(stabilityRanks[i], costRanks[i]);
      if (score < bestScore || (score == bestScore && cost[i] < cost[best])) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  /** The weighted sum, rounded so that sums which are equal on paper are equal here. */
  private double score(int stabilityRank, int costRank) {
    double weights = settings.stabilityWeight() + settings.costWeight();
    double sum = settings.stabilityWeight() * stabilityRank + settings.costWeight() * costRank;
    return Math.rint(1e9 * (sum / weights));
  }

  private Decision compare(DecisionContext context, int held, int best) {
    double now = context.stability(held);
    double then = context.stability(best);
    double savings = savings(context, best);
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
    String cost = PoolChoice.compared(savings);
    String least = Fixed.plain(settings.minSavingsPercent()) + " %";
    if (Double.isNaN(improvement)) {
      String bound = moves(improvement, savings) ? ", over " : ", not over ";
      return "stability unknown, " + cost + bound + least;
    }
    String gain =
        Fixed.one(Math.abs(improvement))
            + (improvement < 0 ? " points less stable" : " points more stable");
    if (improvement > settings.strongImprovement()) {
      return gain + ", over " + Fixed.plain(settings.strongImprovement());
    }
    String weak = Fixed.plain(settings.weakImprovement()) + " points and " + least;
    return moves(improvement, savings)
        ? gain + " and " + cost + ", over " + weak
        : gain
            + ", "
            + cost
            + "; not over "
            + Fixed.plain(settings.strongImprovement())
            + " points, nor over "
            + weak;
  }

  private static Placement.Spot spot(DecisionContext context, int pool) {
    return new Placement.Spot(context.shape().pools().get(pool));
  }
}
