package dev.spotwise.backtest;

import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.MarketObserver;
import dev.spotwise.decision.MarketView;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Tariff;
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
  private final Knowledge knowledge;
  private final MarketCursor cursor;
  private final MarketShape shape;
  private final MarketTick tick;
  private final MarketObserver observer;
  private final Tariff tariff;
  private final DecisionRecords records;
  private final Ledger ledger = new Ledger();
  private final List<Slot> slots = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final List<RestartRecord> restarts = new ArrayList<>();
  private final List<Double> cumulative = new ArrayList<>();
  private BilledPrices prices;
  private MarketView view;
  private double lastDoneHours;
  private boolean missed;
  private boolean startsAnywhere;

  ReplayRun(
      MarketCursor cursor,
      BillingRules billing,
      DecisionPolicy policy,
      Workload workload,
      Knowledge knowledge) {
    this.policy = policy;
    this.workload = workload;
    this.billing = billing;
    this.knowledge = knowledge;
    this.cursor = cursor;
    this.shape = cursor.shape();
    this.tick = cursor.tick();
    this.observer = new MarketObserver(shape);
    this.tariff = new Tariff(shape, workload, billing);
    this.records = new DecisionRecords(shape, tick, workload);
  }

  /** Lets the policy say where a service's first instance begins. */
  ReplayRun startingAnywhere() {
    startsAnywhere = true;
    return this;
  }

  Replay over(int from, int to, int every) {
    while (tick.index() < from) {
      cursor.advance();
      observer.advance(tick);
    }
    long begin = tick.epochSecond();
    prices = new BilledPrices(billing.priceBasis(), shape.poolCount(), begin);
    for (int i = 0; i < workload.instances(); i++) {
      slots.add(new Slot(i, shape, workload, begin));
    }
    for (int index = from; index < to; index++) {
      if (index > from) {
        cursor.advance();
        observer.advance(tick);
      }
      view = null;
      prices.advance(tick);
      step(index == from, (index - from) % every == 0, begin);
    }
    long end = tick.epochSecond() + shape.stepSeconds();
    for (Slot slot : slots) {
      ledger.instanceEnds(slot, end);
      ledger.tellRun(Instant.ofEpochSecond(end), slot);
    }
    cumulative.add(ledger.totalUsd());
    return replay((to - from) * shape.stepSeconds() / SECONDS_PER_HOUR);
  }

  private Replay replay(double hours) {
    WorkDone work =
        workload.job().isEmpty()
            ? WorkDone.ofService(hours)
            : WorkDone.ofJobs(
                slots.stream().map(slot -> slot.job().orElseThrow()).toList(),
                lastDoneHours,
                missed);
    return new Replay(
        ledger.summary(hours * slots.size(), work),
        decisions,
        restarts,
        ledger.events(),
        cumulative.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void step(boolean first, boolean scheduled, long begin) {
    if (first) {
      slots.forEach(this::start);
    } else {
      recover();
    }
    if (scheduled) {
      cumulative.add(ledger.totalUsd());
    }
    for (Slot slot : slots) {
      if (!slot.over() && (scheduled || workload.job().isPresent())) {
        decide(slot, scheduled ? Trigger.SCHEDULED : Trigger.WATCH);
      }
    }
    for (Slot slot : slots) {
      if (!slot.over()) {
        run(slot, begin);
      }
    }
  }

  /**
   * The first start is free, and so is where it leads if the workload can't start at home. A
   * service's first instance begins there if it can; what else there is begins where the policy
   * says.
   */
  private void start(Slot slot) {
    boolean home = !startsAnywhere && slot.number() == 0 && workload.job().isEmpty();
    if (home && canLaunch(workload.start())) {
      launch(slot, workload.start());
    } else if (ask(slot, Trigger.START) instanceof Decision.Move move) {
      launch(slot, move.to());
      slot.strand(slot.onDemand() && workload.job().isEmpty());
    }
    ledger.write(now(), slot, Kind.START, 0, "");
  }

  /** Deals with lost instances, and with the want of some. */
  private void recover() {
    List<Slot> lost =
        slots.stream().filter(s -> s.pool() >= 0 && !s.onDemand() && lost(s.pool())).toList();
    for (Slot slot : lost) {
      slot.job().ifPresent(JobClock::lose);
      ledger.instanceEnds(slot, tick.epochSecond());
      ledger.interruption(now(), slot, billing.refunds(slot.held(tick.epochSecond())));
    }
    ledger.lostAtOnce(lost.size(), slots.size());
    for (Slot slot : slots) {
      if (lost.contains(slot)) {
        forced(slot, Trigger.LOST, lost);
      } else if (slot.stranded()) {
        forced(slot, Trigger.FALLBACK, lost);
      }
    }
  }

  private boolean lost(int pool) {
    return tick.availability(pool) == Availability.DOWN || tick.interruptions(pool) > 0;
  }

  private void forced(Slot slot, Trigger trigger, List<Slot> lost) {
    Decision decision = policy.decide(context(slot, trigger, lost));
    boolean moves = decision instanceof Decision.Move move && !slot.runs(move.to());
    if (trigger == Trigger.LOST || moves || decision instanceof Decision.Wait) {
      ledger.write(now(), slot, Kind.DECISION, 0, decision.rationale().reason());
    }
    String left = slot.name();
    if (trigger == Trigger.LOST) {
      slot.clear();
      moves = decision instanceof Decision.Move;
    } else if (decision instanceof Decision.Wait) {
      stop(slot);
    }
    if (moves) {
      restart(slot, left, (Decision.Move) decision);
      slot.strand(slot.onDemand() && workload.job().isEmpty());
    }
  }

  private void decide(Slot slot, Trigger trigger) {
    Decision decision = ask(slot, trigger);
    boolean moves = decision instanceof Decision.Move move && !slot.runs(move.to());
    if (trigger == Trigger.SCHEDULED) {
      ledger.tellRun(now(), slot);
      decisions.add(records.of(slot, decision, moves));
    }
    boolean stops = decision instanceof Decision.Wait && slot.current().isPresent();
    if (trigger == Trigger.SCHEDULED || moves || stops) {
      ledger.write(now(), slot, Kind.DECISION, 0, decision.rationale().reason());
    }
    if (stops) {
      stop(slot);
    } else if (moves && slot.current().isPresent()) {
      migrate(slot, ((Decision.Move) decision).to());
    } else if (moves) {
      restart(slot, CostSummary.NOWHERE, (Decision.Move) decision);
    }
    if (moves) {
      slot.strand(false);
    }
  }

  private void migrate(Slot slot, Placement to) {
    boolean fromSpot = !slot.onDemand();
    double left = usdPerHour(slot);
    String from = slot.name();
    leave(slot);
    launch(slot, to);
    double usd = tariff.moveUsd(fromSpot, left, slot.pool());
    boolean loses = !fromSpot || billing.migration().isEmpty();
    if (loses) {
      ledger.startLosing(slot, tariff.restartUsd(slot.pool()));
    }
    ledger.migration(usd);
    ledger.write(now(), slot, Kind.MIGRATION, usd, "from " + from);
  }

  private void restart(Slot slot, String left, Decision.Move move) {
    double leaving = slot.current().isPresent() ? tariff.leaveUsd(usdPerHour(slot)) : 0;
    leave(slot);
    launch(slot, move.to());
    double usd = leaving + tariff.restartUsd(slot.pool());
    ledger.startLosing(slot, tariff.restartUsd(slot.pool()));
    ledger.restart(usd);
    restarts.add(new RestartRecord(now(), left, slot.name(), usd, move.rationale().reason()));
    ledger.write(now(), slot, Kind.RESTART, usd, "after " + left);
  }

  private void stop(Slot slot) {
    double usd = slot.current().isPresent() ? tariff.leaveUsd(usdPerHour(slot)) : 0;
    leave(slot);
    ledger.stop(usd);
    ledger.write(now(), slot, Kind.STOP, usd, "");
    slot.clear();
  }

  /** Ends the instance that runs, if one does, by choice. */
  private void leave(Slot slot) {
    if (slot.current().isPresent()) {
      ledger.tellRun(now(), slot);
      ledger.instanceEnds(slot, tick.epochSecond());
      slot.job().ifPresent(JobClock::leave);
    }
  }

  private void launch(Slot slot, Placement placement) {
    if (!canLaunch(placement)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "policy %s moved to %s, which can't be launched in at %s",
              policy.id(),
              placement.id(),
              now()));
    }
    Optional<String> data = slot.dataZone();
    slot.launch(placement, tick.epochSecond());
    boolean known = tick.availability(slot.pool()) != Availability.UNKNOWN;
    ledger.launch(slot, slot.onDemand() || known);
    data.ifPresent(zone -> ledger.data(now(), slot, tariff.dataUsd(zone, placement.zone()), zone));
  }

  private boolean canLaunch(Placement placement) {
    int priced = workload.pricingPool(shape, placement);
    return priced >= 0
        && workload.eligible().admits(shape.type(priced))
        && (placement instanceof Placement.OnDemand || tick.launchable(priced));
  }

  private void run(Slot slot, long begin) {
    long step = shape.stepSeconds();
    if (slot.current().isEmpty()) {
      if (workload.job().isEmpty()) {
        ledger.idle(now(), slot, step / SECONDS_PER_HOUR, tariff.idleUsdPerHour());
      }
    } else {
      long ran = slot.job().map(job -> job.run(step)).orElse(step);
      ledger.run(slot, ran / SECONDS_PER_HOUR, usdPerHour(slot));
      if (slot.job().isPresent() && slot.job().get().done()) {
        finish(slot, tick.epochSecond() + ran, begin);
      }
    }
    tellMissed(slot);
  }

  private void finish(Slot slot, long second, long begin) {
    Instant at = Instant.ofEpochSecond(second);
    ledger.tellRun(at, slot);
    slot.job().orElseThrow().leave();
    lastDoneHours = Math.max(lastDoneHours, (second - begin) / SECONDS_PER_HOUR);
    missed |= slot.job().get().late(second);
    ledger.write(at, slot, Kind.DONE, 0, "");
    slot.finish();
  }

  private void tellMissed(Slot slot) {
    long end = tick.epochSecond() + shape.stepSeconds();
    Optional<JobClock> job = slot.job();
    if (job.isPresent()
        && !slot.over()
        && job.get().due(end)
        && !job.get().due(end - shape.stepSeconds())) {
      missed = true;
      ledger.write(Instant.ofEpochSecond(end), slot, Kind.DEADLINE_MISSED, 0, "");
    }
  }

  /** What the workload pays for running where it is, USD per hour of its share. */
  private double usdPerHour(Slot slot) {
    return slot.onDemand()
        ? tariff.onDemandUsdPerHour(slot.pool())
        : tariff.spotUsdPerHour(slot.pool(), prices.microUsd(slot.pool()));
  }

  private Instant now() {
    return Instant.ofEpochSecond(tick.epochSecond());
  }

  private Decision ask(Slot slot, Trigger trigger) {
    return policy.decide(context(slot, trigger, List.of()));
  }

  /** Siblings that have just been lost and not yet been decided about run nowhere. */
  private DecisionContext context(Slot slot, Trigger trigger, List<Slot> lost) {
    if (view == null) {
      view = observer.view(tick);
    }
    List<Placement> siblings =
        slots.stream()
            .filter(other -> other != slot)
            .filter(other -> other.number() < slot.number() || !lost.contains(other))
            .flatMap(other -> other.current().stream())
            .toList();
    return new DecisionContext(
        view, knowledge, workload, billing, trigger, slot.state(tick.epochSecond(), siblings));
  }
}
