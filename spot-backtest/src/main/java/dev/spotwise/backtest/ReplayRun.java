package dev.spotwise.backtest;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Rationale;
import dev.spotwise.decision.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The state of one replay, as {@link Backtester} describes it. Used once. */
final class ReplayRun {

  private static final double SECONDS_PER_HOUR = 3600;

  private final DecisionPolicy policy;
  private final Workload workload;
  private final BillingRules billing;
  private final Optional<ForecastView> forecasts;
  private final MarketCursor cursor;
  private final MarketShape shape;
  private final MarketTick tick;
  private final Ledger ledger = new Ledger();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final List<RestartRecord> restarts = new ArrayList<>();
  private final List<Double> cumulative = new ArrayList<>();
  private Optional<Placement> current = Optional.empty();

  /** The pool that sizes and prices the current placement, -1 if nothing runs. */
  private int pool = -1;

  /** Whether the workload runs on demand for want of a spot instance. */
  private boolean stranded;

  ReplayRun(
      MarketCursor cursor,
      BillingRules billing,
      DecisionPolicy policy,
      Workload workload,
      Optional<ForecastView> forecasts) {
    this.policy = policy;
    this.workload = workload;
    this.billing = billing;
    this.forecasts = forecasts;
    this.cursor = cursor;
    this.shape = cursor.shape();
    this.tick = cursor.tick();
  }

  Replay over(int from, int to, int every) {
    while (tick.index() < from) {
      cursor.advance();
    }
    start();
    double hours = shape.stepSeconds() / SECONDS_PER_HOUR;
    for (int index = from; index < to; index++) {
      if (index > from) {
        cursor.advance();
        recover();
      }
      if ((index - from) % every == 0) {
        cumulative.add(ledger.totalUsd());
        scheduled();
      }
      if (current.isPresent()) {
        ledger.run(hours, usdPerHour(), onDemand());
      }
    }
    cumulative.add(ledger.totalUsd());
    return new Replay(
        ledger.summary((to - from) * hours),
        decisions,
        restarts,
        cumulative.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The first start is free, and so is where it leads if the workload can't start at home. */
  private void start() {
    if (canLaunch(workload.start())) {
      place(workload.start());
      return;
    }
    if (policy.decide(context(Trigger.START)) instanceof Decision.Move move) {
      place(move.to());
      stranded = onDemand();
    }
  }

  /** Deals with a lost instance, or with the want of one. */
  private void recover() {
    if (stranded) {
      forced(Trigger.FALLBACK);
    } else if (current.isPresent() && !onDemand() && lost()) {
      ledger.interruption();
      forced(Trigger.LOST);
    }
  }

  private boolean lost() {
    return tick.availability(pool) == Availability.DOWN || tick.interruptions(pool) > 0;
  }

  private void forced(Trigger trigger) {
    String left = name();
    Decision decision = policy.decide(context(trigger));
    if (trigger == Trigger.LOST || decision instanceof Decision.Wait) {
      stop();
    }
    if (decision instanceof Decision.Move move && !runs(move.to())) {
      restart(left, move);
      stranded = onDemand();
    }
  }

  private void scheduled() {
    Decision decision = policy.decide(context(Trigger.SCHEDULED));
    boolean moves = decision instanceof Decision.Move move && !runs(move.to());
    decisions.add(record(decision, moves));
    if (decision instanceof Decision.Wait) {
      stop();
    } else if (moves) {
      Decision.Move move = (Decision.Move) decision;
      if (current.isPresent()) {
        ledger.migration(billing.migrationHours() * usdPerHour());
        place(move.to());
      } else {
        restart(CostSummary.NOWHERE, move);
      }
      stranded = false;
    }
  }

  private void restart(String left, Decision.Move move) {
    place(move.to());
    double onDemandUsd = MicroUsd.toUsd(shape.onDemandMicroUsd(pool));
    double cost = workload.restart().toSeconds() / SECONDS_PER_HOUR * onDemandUsd * share();
    ledger.restart(cost);
    restarts.add(new RestartRecord(now(), left, name(), cost, move.rationale().reason()));
  }

  private void place(Placement placement) {
    if (!canLaunch(placement)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "policy %s moved to %s, which can't be launched in at %s",
              policy.id(),
              placement.id(),
              now()));
    }
    current = Optional.of(placement);
    pool = workload.pricingPool(shape, placement);
    ledger.launch(placement.id(), onDemand() || tick.availability(pool) != Availability.UNKNOWN);
  }

  private void stop() {
    current = Optional.empty();
    pool = -1;
    stranded = false;
  }

  private boolean canLaunch(Placement placement) {
    int priced = workload.pricingPool(shape, placement);
    return priced >= 0 && (placement instanceof Placement.OnDemand || tick.launchable(priced));
  }

  private boolean runs(Placement placement) {
    return current.filter(placement::equals).isPresent();
  }

  private boolean onDemand() {
    return current.filter(Placement.OnDemand.class::isInstance).isPresent();
  }

  private String name() {
    return current.map(Placement::id).orElse(CostSummary.NOWHERE);
  }

  /** What the workload pays for running where it is, USD per hour of its share. */
  private double usdPerHour() {
    long micro = onDemand() ? shape.onDemandMicroUsd(pool) : tick.microUsd(pool);
    return MicroUsd.toUsd(micro) * share();
  }

  private double share() {
    return workload.shareOf(shape.type(pool));
  }

  private DecisionRecord record(Decision decision, boolean moves) {
    Rationale why = decision.rationale();
    Optional<Placement> weighed =
        decision instanceof Decision.Move move
            ? Optional.of(move.to())
            : why.target().<Placement>map(Placement.Spot::new).or(() -> current);
    return new DecisionRecord(
        now(),
        action(decision, moves),
        name(),
        weighed.map(Placement::id).orElse(CostSummary.NOWHERE),
        weighed.map(Placement::instanceType).orElse("none"),
        discountPercent(current),
        discountPercent(weighed),
        why.currentStability(),
        why.targetStability(),
        why.expectedSavingsPercent(),
        why.stabilityImprovement(),
        tick.baselineDiscountPercent(),
        why.reason());
  }

  private static DecisionRecord.Action action(Decision decision, boolean moves) {
    if (decision instanceof Decision.Wait) {
      return DecisionRecord.Action.WAIT;
    }
    return moves ? DecisionRecord.Action.MIGRATE : DecisionRecord.Action.STAY;
  }

  private double discountPercent(Optional<Placement> placement) {
    int spot =
        placement
            .filter(Placement.Spot.class::isInstance)
            .map(held -> workload.pricingPool(shape, held))
            .orElse(-1);
    return spot < 0
        ? Double.NaN
        : MicroUsd.discountPercent(tick.microUsd(spot), shape.onDemandMicroUsd(spot));
  }

  private Instant now() {
    return Instant.ofEpochSecond(tick.epochSecond());
  }

  private DecisionContext context(Trigger trigger) {
    return new DecisionContext(shape, tick, forecasts, workload, trigger, current);
  }
}
