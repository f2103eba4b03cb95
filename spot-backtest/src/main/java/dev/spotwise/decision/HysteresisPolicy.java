package dev.spotwise.decision;

import java.util.OptionalInt;

/**
 * Moves to the cheapest pool when its unit cost, {@code usdPerHour / units} by the prices in
 * effect, is below {@code (1 - hysteresisPercent / 100)} times the current one: a threshold in
 * place of a forecast. When lost, started or stranded on demand it goes to the cheapest pool, or on
 * demand while none is up. Where the current price is unknown it stays.
 *
 * <p>A deadline job is asked at every tick; between scheduled decisions it stays where it is.
 * Instances are decided about without regard to their siblings.
 *
 * <p>Source: folklore; the threshold is that of a thermostat. Five percent by default, the guide's
 * least savings.
 */
final class HysteresisPolicy implements DecisionPolicy {

  static final String ID = "hysteresis";

  private final double percent;

  HysteresisPolicy(double percent) {
    this.percent = percent;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Decision decide(DecisionContext context) {
    OptionalInt best = PoolChoice.cheapest(context);
    if (best.isEmpty()) {
      return PoolChoice.withoutPools(context);
    }
    if (!PoolChoice.onSpot(context)) {
      return PoolChoice.go(context, best.getAsInt(), PoolChoice.of(context, "the cheapest"));
    }
    if (context.trigger() == DecisionContext.Trigger.WATCH) {
      return PoolChoice.stay(context, best, "no decision is due");
    }
    return compare(context, best.getAsInt());
  }

  private Decision compare(DecisionContext context, int best) {
    int held = context.currentPool();
    if (best == held) {
      return PoolChoice.go(context, best, PoolChoice.of(context, "the cheapest"));
    }
    double threshold = (1 - percent / 100) * PoolChoice.unitCost(context, held);
    String cost = PoolChoice.compared(PoolChoice.savingsPercent(context, best));
    String least = Fixed.plain(percent) + " %";
    return PoolChoice.unitCost(context, best) < threshold
        ? PoolChoice.go(context, best, cost + ", over " + least)
        : PoolChoice.stay(context, OptionalInt.of(best), cost + ", not over " + least);
  }
}
