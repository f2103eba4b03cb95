package dev.spotwise.decision;

import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.Rationale.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares staying and every move in expected dollars over a planning window, and moves where that
 * pays for the move and an allowance for errors.
 *
 * <p>With {@code H} the window, {@code S(u)} the probability that an instance of a pool lasts for
 * {@code u}, {@code L} the integral of {@code S} over the window, {@code p} the pool's expected
 * price and {@code R} what a restart loses, a pool costs
 *
 * <pre>p L + g (H - L) + R (1 - S(H)) - refund + spread</pre>
 *
 * <p>where {@code g} is what the time after a loss is expected to cost: the price of the second
 * cheapest pool that is up now, since the cheapest may be the one that was lost; on demand if there
 * is none. The refund is what EC2 takes back for a loss in the first hour of an instance, and the
 * spread counts siblings that would be lost with it ({@link PoolStatistics#lostTogether}). On
 * demand (the eligible type that is cheapest there) costs its price and is never lost. A placement
 * that the workload is not in also costs the move.
 *
 * <p>A running workload moves if what that saves exceeds the cost of the move by the margin: {@code
 * staying - there > (1 + margin) x move}. A workload that runs nowhere goes where the sum with the
 * move is least. Survival is the mean of what the models and each pool's own record ({@link
 * RenewalRecord}) say; where nobody watches, pools are taken to last, and prices decide.
 *
 * <p>A deadline job is decided about to its end, by {@link DeadlineTable}.
 *
 * <p>This library's own policy; a renewal-reward argument (Ross, "Introduction to Probability
 * Models", 11th ed., 2014, section 7.4) cut off at the window.
 */
final class ExpectedCostPolicy implements DecisionPolicy {

  static final String ID = "expected-cost";

  private static final int MOST_OPTIONS = 20;

  private final ExpectedCostSettings settings;
  private final DeadlineCosts deadlines = new DeadlineCosts();

  ExpectedCostPolicy(ExpectedCostSettings settings) {
    this.settings = settings;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    if (context.state().job().isPresent()) {
      return deadlines.decide(context, context.state().job().get());
    }
    ExpectedCosts costs = new ExpectedCosts(context, settings);
    boolean runs = context.trigger() != Trigger.LOST && context.current().isPresent();
    List<Weighed> ways = new ArrayList<>();
    for (int pool : context.launchable()) {
      ways.add(costs.spot(pool, runs));
    }
    ways.add(costs.onDemand(runs));
    if (runs && ways.stream().noneMatch(Weighed::held)) {
      costs.held().ifPresent(ways::add);
    }
    double margin = runs ? settings.margin() : 0;
    Weighed best =
        ways.stream().min(Comparator.comparingDouble(way -> way.weighed(margin))).orElseThrow();
    Rationale why = rationale(context, ways, best, runs);
    return best.held() ? new Decision.Stay(why) : new Decision.Move(best.placement(), why);
  }

  private Rationale rationale(
      DecisionContext context, List<Weighed> ways, Weighed best, boolean runs) {
    Optional<Weighed> held = ways.stream().filter(Weighed::held).findFirst();
    Weighed rival =
        ways.stream()
            .filter(way -> !way.held())
            .min(Comparator.comparingDouble(way -> way.weighed(settings.margin())))
            .orElse(best);
    Weighed target = best.held() ? rival : best;
    List<Option> options =
        ways.stream()
            .sorted(Comparator.comparingDouble(way -> way.option().usd()))
            .limit(MOST_OPTIONS)
            .map(Weighed::option)
            .toList();
    return new Rationale(
        target.pool().map(pool -> context.shape().pools().get(pool)),
        held.flatMap(Weighed::pool).map(context::stability).orElse(Double.NaN),
        target.pool().map(context::stability).orElse(Double.NaN),
        held.map(way -> 100 * (1 - target.option().usd() / way.option().usd())).orElse(Double.NaN),
        reason(held, target, best, runs),
        options);
  }

  private String reason(Optional<Weighed> held, Weighed target, Weighed best, boolean runs) {
    String window = Fixed.hours(settings.planningWindow());
    if (!runs || held.isEmpty()) {
      return "least expected cost over " + window + ": " + Fixed.usd(best.option().usd()) + " USD";
    }
    if (target.held()) {
      return "nowhere else to go";
    }
    double gain = held.get().option().usd() - target.stayingUsd();
    String needed = Fixed.usd((1 + settings.margin()) * target.moveUsd());
    return target.placement().id()
        + (gain < 0 ? " would cost " : " would save ")
        + Fixed.usd(Math.abs(gain))
        + (gain < 0 ? " USD more over " : " USD over ")
        + window
        + (best.held() ? ", a move needs more than " : ", more than the ")
        + needed
        + (best.held() ? "" : " that a move needs");
  }
}
