package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.MarketShape;
import java.time.Duration;

/**
 * A service that runs all the time on one instance, or on its share of larger ones.
 *
 * @param start where it begins, and comes home to if the policy wants a home
 * @param costUnit what capacity is counted in
 * @param capacity units that it needs, &gt; 0: of an instance with more units it pays its share
 * @param restart work lost by every start that an interruption forces, &gt;= 0
 */
public record Workload(Placement start, CostUnit costUnit, double capacity, Duration restart) {

  /** Three minutes: boot, join, warm up. */
  public static final Duration DEFAULT_RESTART = Duration.ofMinutes(3);

  /** Checks the ranges. */
  public Workload {
    requireNonNull(start, "start");
    requireNonNull(costUnit, "costUnit");
    if (!(capacity > 0) || Double.isInfinite(capacity)) {
      throw new IllegalArgumentException("capacity must be finite and > 0 but was " + capacity);
    }
    if (restart.isNegative()) {
      throw new IllegalArgumentException("restart must be >= 0 but was " + restart);
    }
  }

  /** A workload that fills one instance of the type it starts on. */
  public static Workload filling(Placement start, InstanceType type, CostUnit costUnit) {
    return new Workload(start, costUnit, costUnit.units(type), DEFAULT_RESTART);
  }

  /** The same workload, begun elsewhere. */
  public Workload withStart(Placement elsewhere) {
    return new Workload(elsewhere, costUnit, capacity, restart);
  }

  /** The same workload with another restart time. */
  public Workload withRestart(Duration newRestart) {
    return new Workload(start, costUnit, capacity, newRestart);
  }

  /** The share of an instance of a type that this workload pays for, &gt; 0. */
  public double shareOf(InstanceType type) {
    return capacity / costUnit.units(type);
  }

  /**
   * The pool whose size and on-demand price hold for a placement: a spot placement's own pool; on
   * demand that of {@link #start} first, then one of the same type and zone, then one of the type.
   * Regions and products have unlike on-demand prices, so that the nearest counts.
   *
   * @return its index in the shape, -1 if the market does not have the pool or the type
   */
  public int pricingPool(MarketShape shape, Placement placement) {
    if (placement instanceof Placement.Spot spot) {
      return Math.max(-1, shape.indexOf(spot.pool()));
    }
    Placement.OnDemand onDemand = (Placement.OnDemand) placement;
    if (start instanceof Placement.Spot home && onDemand.equals(fallback())) {
      int own = shape.indexOf(home.pool());
      if (own >= 0) {
        return own;
      }
    }
    int ofType = -1;
    for (int i = 0; i < shape.poolCount(); i++) {
      CapacityPool pool = shape.pools().get(i);
      if (pool.instanceType().equals(onDemand.instanceType())) {
        if (pool.zone().equals(onDemand.zone())) {
          return i;
        }
        ofType = ofType < 0 ? i : ofType;
      }
    }
    return ofType;
  }

  /** Where to run on demand while no pool is up: the type and zone that it starts on. */
  public Placement.OnDemand fallback() {
    if (start instanceof Placement.Spot spot) {
      return new Placement.OnDemand(spot.pool().instanceType(), spot.pool().zone());
    }
    return (Placement.OnDemand) start;
  }
}
