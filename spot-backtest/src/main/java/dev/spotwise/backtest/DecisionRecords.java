package dev.spotwise.backtest;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Rationale;
import dev.spotwise.decision.Workload;
import java.time.Instant;
import java.util.Optional;

/** Writes scheduled decisions down, with what the market said at the tick. */
final class DecisionRecords {

  private final MarketShape shape;
  private final MarketTick tick;
  private final Workload workload;

  DecisionRecords(MarketShape shape, MarketTick tick, Workload workload) {
    this.shape = shape;
    this.tick = tick;
    this.workload = workload;
  }

  DecisionRecord of(Slot slot, Decision decision, boolean moves) {
    Rationale why = decision.rationale();
    Optional<Placement> current = slot.current();
    Optional<Placement> weighed =
        decision instanceof Decision.Move move
            ? Optional.of(move.to())
            : why.target().<Placement>map(Placement.Spot::new).or(() -> current);
    return new DecisionRecord(
        Instant.ofEpochSecond(tick.epochSecond()),
        slot.number(),
        action(decision, moves),
        slot.name(),
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
}
