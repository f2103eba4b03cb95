package dev.spotwise.backtest;

import dev.spotwise.data.Availability;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.Market;
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
  private final Ledger ledger;
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final List<RestartRecord> restarts = new ArrayList<>();
  private final List<Double> cumulative = new ArrayList<>();
  private Optional<Placement> current = Optional.empty();
  private int heldPool = -1;

  ReplayRun(
      Market market,
      BillingRules billing,
      DecisionPolicy policy,
      Workload workload,
      Optional<ForecastView> forecasts) {
    this.policy = policy;
    this.workload = workload;
    this.billing = billing;
    this.forecasts = forecasts;
    this.cursor = market.cursor();
    this.shape = cursor.shape();
    this.tick = cursor.tick();
    this.ledger = new Ledger();
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
      chargeRun(hours);
    }
    cumulative.add(ledger.totalUsd());
    return new Replay(
        ledger.summary(placementName(), (to - from) * hours),
        decisions,
        restarts,
        cumulative.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void start() {
    if (canStart(workload.start())) {
      place(workload.start());
      return;
    }
    Decision decision = policy.decide(context(Trigger.START));
    if (decision instanceof Decision.Move move) {
      place(move.to());
    }
  }

  private boolean canStart(Placement placement) {
    if (placement instanceof Placement.Spot spot) {
      int pool = shape.indexOf(spot.pool());
      return pool >= 0 && tick.launchable(pool);
    }
    return true;
  }

  /** Deals with a lost instance, or with the want of one. */
  private void recover() {
    if (heldPool >= 0) {
      boolean down = tick.availability(heldPool) == Availability.DOWN;
      if (down || tick.interruptions(heldPool) > 0) {
        ledger.interruptions++;
        restart(Trigger.LOST);
      }
    } else if (current.isPresent()) {
      restart(Trigger.FALLBACK);
    }
  }

  private void restart(Trigger trigger) {
    String left = current.map(Placement::id).orElse("nowhere");
    Decision decision = policy.decide(context(trigger));
    if (decision instanceof Decision.Move move) {
      place(move.to());
      double cost =
          workload.restart().toSeconds()
              / SECONDS_PER_HOUR
              * MicroUsd.toUsd(onDemandMicroUsd(move.to()))
              * share(move.to());
      ledger.restart(cost);
      restarts.add(
          new RestartRecord(now(), left, move.to().id(), cost, decision.rationale().reason()));
    } else if (trigger == Trigger.LOST) {
      current = Optional.empty();
      heldPool = -1;
    }
  }

  private void scheduled() {
    String left = current.map(Placement::id).orElse("nowhere");
    int leftPool = heldPool;
    Optional<Placement> before = current;
    Decision decision = policy.decide(context(Trigger.SCHEDULED));
    decisions.add(record(decision, left, leftPool));
    if (decision instanceof Decision.Move move) {
      ledger.migration(
          before
              .map(placement -> billing.migrationHours() * usdPerHour(placement, leftPool))
              .orElse(0.0));
      place(move.to());
    } else if (decision instanceof Decision.Wait) {
      current = Optional.empty();
      heldPool = -1;
    }
  }

  private DecisionRecord record(Decision decision, String left, int leftPool) {
    Rationale why = decision.rationale();
    Optional<CapacityPool> target = why.target();
    String targetName = target.map(CapacityPool::id).orElse(left);
    String targetType =
        target
            .map(CapacityPool::instanceType)
            .or(() -> current.map(Placement::instanceType))
            .orElse("none");
    int targetPool = target.map(shape::indexOf).orElse(leftPool);
    return new DecisionRecord(
        now(),
        action(decision),
        left,
        targetName,
        targetType,
        discount(leftPool),
        discount(targetPool),
        why.currentStability(),
        why.targetStability(),
        why.expectedSavingsPercent(),
        why.stabilityImprovement(),
        tick.baselineDiscountPercent(),
        why.reason());
  }

  private static DecisionRecord.Action action(Decision decision) {
    if (decision instanceof Decision.Move) {
      return DecisionRecord.Action.MIGRATE;
    }
    return decision instanceof Decision.Wait
        ? DecisionRecord.Action.WAIT
        : DecisionRecord.Action.STAY;
  }

  private double discount(int pool) {
    return pool < 0
        ? Double.NaN
        : MicroUsd.discountPercent(tick.microUsd(pool), shape.onDemandMicroUsd(pool));
  }

  private void place(Placement placement) {
    if (!canStart(placement)) {
      throw new IllegalStateException(
          "policy %s moved to %s, which can't be launched in at %s"
              .formatted(policy.id(), placement.id(), now()));
    }
    heldPool = placement instanceof Placement.Spot spot ? shape.indexOf(spot.pool()) : -1;
    current = Optional.of(placement);
    if (heldPool >= 0 && tick.availability(heldPool) == Availability.UNKNOWN) {
      ledger.unknownLaunches++;
    }
    ledger.visit(placement.id());
  }

  private void chargeRun(double hours) {
    if (current.isPresent()) {
      ledger.run(hours, usdPerHour(current.get(), heldPool), heldPool < 0);
    }
  }

  /** What the workload pays for running somewhere, USD per hour of its share. */
  private double usdPerHour(Placement placement, int pool) {
    long micro = pool >= 0 ? tick.microUsd(pool) : onDemandMicroUsd(placement);
    return MicroUsd.toUsd(micro) * share(placement);
  }

  private double share(Placement placement) {
    return workload.shareOf(shape.type(poolOfType(placement.instanceType())));
  }

  private long onDemandMicroUsd(Placement placement) {
    return shape.onDemandMicroUsd(poolOfType(placement.instanceType()));
  }

  private int poolOfType(String name) {
    for (int pool = 0; pool < shape.poolCount(); pool++) {
      InstanceType type = shape.type(pool);
      if (type.name().equals(name)) {
        return pool;
      }
    }
    throw new IllegalArgumentException("instance type must be one of the market's but was " + name);
  }

  private String placementName() {
    return ledger.placements() == 1 ? ledger.firstPlacement() : "various";
  }

  private Instant now() {
    return Instant.ofEpochSecond(tick.epochSecond());
  }

  private DecisionContext context(Trigger trigger) {
    return new DecisionContext(shape, tick, forecasts, workload, trigger, current);
  }
}
