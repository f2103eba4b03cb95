package dev.spotwise.decision;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.Rationale.Option;
import dev.spotwise.decision.Rationale.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Expected dollars of every way to go on from one decision, as {@link ExpectedCostPolicy} says. */
final class ExpectedCosts {

  private static final double SECONDS_PER_HOUR = 3600;

  private final DecisionContext context;
  private final Tariff tariff;
  private final double window;
  private final double freeHours;
  private final double spread;
  private final int[] siblings;
  private final int cheapestOnDemand;
  private final double afterLoss;

  ExpectedCosts(DecisionContext context, ExpectedCostSettings settings) {
    this.context = context;
    this.tariff = context.tariff();
    this.window = hours(settings.planningWindow());
    this.freeHours = hours(context.billing().freeIfInterruptedWithin());
    this.spread = settings.spread();
    this.siblings = siblings();
    this.cheapestOnDemand = cheapestOnDemand();
    this.afterLoss = afterLoss();
  }

  private static double hours(Duration span) {
    return span.toSeconds() / SECONDS_PER_HOUR;
  }

  private double afterLoss() {
    double[] prices =
        Arrays.stream(context.launchable()).mapToDouble(this::usdPerHour).sorted().toArray();
    double onDemand = tariff.onDemandUsdPerHour(cheapestOnDemand);
    return prices.length < 2 ? onDemand : Math.min(onDemand, prices[1]);
  }

  /** Expected price of the workload's share, USD per hour. */
  private double usdPerHour(int pool) {
    return context.expectedUsdPerHour(pool)
        * context.workload().shareOf(context.shape().type(pool));
  }

  /** The eligible pool whose type costs least on demand; that of the fallback among equals. */
  private int cheapestOnDemand() {
    int best = context.workload().pricingPool(context.shape(), context.workload().fallback());
    for (int pool = 0; pool < context.shape().poolCount(); pool++) {
      if (context.workload().eligible().admits(context.shape().type(pool))
          && tariff.onDemandUsdPerHour(pool) < tariff.onDemandUsdPerHour(best)) {
        best = pool;
      }
    }
    return best;
  }

  /** Running on spot capacity of a pool. */
  Weighed spot(int pool, boolean runs) {
    boolean held = runs && context.currentPool() == pool;
    Placement.Spot placement = new Placement.Spot(context.shape().pools().get(pool));
    SurvivalCurve curve = SurvivalCurve.of(context, pool);
    double lasting = curve.expectedHours(window);
    double lost = 1 - curve.at(window);
    double price = usdPerHour(pool);
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("running", price * lasting));
    terms.add(new Term("after a loss", afterLoss * (window - lasting)));
    terms.add(new Term("restart", tariff.restartUsd(pool) * lost));
    if (freeHours > 0) {
      terms.add(new Term("free first hour", 0 - refund(curve, price, held)));
    }
    if (spread > 0 && !context.state().siblings().isEmpty()) {
      terms.add(new Term("lost with siblings", lostWithSiblings(pool, lost)));
    }
    double move = held ? 0 : move(placement, pool, runs);
    return weighed(placement, Optional.of(pool), held, move, terms);
  }

  /** What is expected to be taken back: all that was paid if the loss comes in the first hour. */
  private double refund(SurvivalCurve curve, double price, boolean held) {
    double age = held ? Math.min(freeHours, hours(context.state().held())) : 0;
    double rest = Math.min(window, freeHours - age);
    double lostWithin = 1 - curve.at(rest);
    return price * (curve.expectedHoursToLossWithin(rest) + age * lostWithin);
  }

  /** How many siblings run in each pool; those in pools that the market does not have in none. */
  private int[] siblings() {
    int[] counts = new int[context.shape().poolCount()];
    for (Placement sibling : context.state().siblings()) {
      int pool = sibling instanceof Placement.Spot spot ? context.shape().indexOf(spot.pool()) : -1;
      if (pool >= 0) {
        counts[pool]++;
      }
    }
    return counts;
  }

  private double lostWithSiblings(int pool, double lost) {
    double together = 0;
    for (int other = 0; other < siblings.length; other++) {
      if (siblings[other] > 0) {
        together += siblings[other] * together(pool, other);
      }
    }
    return spread * tariff.restartUsd(pool) * lost * together;
  }

  private double together(int pool, int other) {
    return context
        .statistics()
        .map(statistics -> statistics.lostTogether(pool, other))
        .orElse(pool == other ? 1.0 : 0.0);
  }

  /** Running on demand, on the eligible type that costs least there. */
  Weighed onDemand(boolean runs) {
    int pool = cheapestOnDemand;
    Placement.OnDemand fallback = context.workload().fallback();
    CapacityPool cheapest = context.shape().pools().get(pool);
    Placement.OnDemand placement =
        context.workload().pricingPool(context.shape(), fallback) == pool
            ? fallback
            : new Placement.OnDemand(cheapest.instanceType(), cheapest.zone());
    boolean held = runs && context.current().filter(placement::equals).isPresent();
    double move = held ? 0 : move(placement, pool, runs);
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("running", tariff.onDemandUsdPerHour(pool) * window));
    return weighed(placement, Optional.empty(), held, move, terms);
  }

  /** Where the workload runs, though it could not be launched there now. */
  Optional<Weighed> held() {
    Placement placement = context.current().orElseThrow();
    int pool = context.workload().pricingPool(context.shape(), placement);
    if (placement instanceof Placement.Spot) {
      return pool < 0 || Double.isNaN(usdPerHour(pool))
          ? Optional.empty()
          : Optional.of(spot(pool, true));
    }
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("running", tariff.onDemandUsdPerHour(pool) * window));
    return Optional.of(weighed(placement, Optional.empty(), true, 0, terms));
  }

  private static Weighed weighed(
      Placement placement, Optional<Integer> pool, boolean held, double move, List<Term> terms) {
    if (move > 0) {
      terms.add(new Term("move", move));
    }
    return new Weighed(placement, pool, held, move, new Option(placement.id(), terms));
  }

  /** What going there costs now; a service's first start is free. */
  private double move(Placement to, int pool, boolean runs) {
    double data =
        context.state().dataZone().map(zone -> tariff.dataUsd(zone, to.zone())).orElse(0.0);
    if (context.trigger() == Trigger.START) {
      return data;
    }
    if (!runs) {
      return data + tariff.restartUsd(pool);
    }
    Placement from = context.current().orElseThrow();
    boolean fromSpot = from instanceof Placement.Spot;
    int left = context.workload().pricingPool(context.shape(), from);
    double leftUsd = 0;
    if (left >= 0) {
      double now = tariff.spotUsdPerHour(left, context.microUsd(left));
      leftUsd = fromSpot ? now : tariff.onDemandUsdPerHour(left);
    }
    return data + tariff.moveUsd(fromSpot, leftUsd, pool);
  }
}
