package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.MarketShape;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What has to run: a service that runs all the time, or a {@link DeadlineJob}; on one instance or
 * several, each on its share of larger types.
 *
 * @param start where it begins, and comes home to if the policy wants a home
 * @param costUnit what capacity is counted in
 * @param capacity units that each instance needs, &gt; 0: of a type with more units it pays its
 *     share
 * @param overheads what moving costs
 * @param job the work and its deadline; empty for a service
 * @param eligible types that it can run on
 * @param instances how many instances, &gt;= 1; each is decided about on its own
 */
public record Workload(
    Placement start,
    CostUnit costUnit,
    double capacity,
    Overheads overheads,
    Optional<DeadlineJob> job,
    Eligibility eligible,
    int instances) {

  /** Checks the ranges, and that a deadline can be met at all. */
  public Workload {
    requireNonNull(start, "start");
    requireNonNull(costUnit, "costUnit");
    requireNonNull(overheads, "overheads");
    requireNonNull(eligible, "eligible");
    if (!(capacity > 0) || Double.isInfinite(capacity)) {
      throw new IllegalArgumentException("capacity must be finite and > 0 but was " + capacity);
    }
    if (instances < 1) {
      throw new IllegalArgumentException("instances must be >= 1 but was " + instances);
    }
    if (job.isPresent()) {
      Duration least = job.get().work().plus(overheads.restart());
      if (job.get().deadline().compareTo(least) < 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "deadline must be >= %s, the work and one start, but was %s: it can't be met",
                least,
                job.get().deadline()));
      }
    }
  }

  /** A service of one instance, on any type, that loses a restart with every start. */
  public Workload(Placement start, CostUnit costUnit, double capacity, Duration restart) {
    this(
        start,
        costUnit,
        capacity,
        Overheads.ofRestart(restart),
        Optional.empty(),
        Eligibility.any(),
        1);
  }

  /** A service that fills one instance of the type it starts on. */
  public static Workload filling(Placement start, InstanceType type, CostUnit costUnit) {
    return new Workload(start, costUnit, costUnit.units(type), Overheads.DEFAULT_RESTART);
  }

  /**
   * A service that fills one instance of the catalogue's type that it starts on; other types are
   * compared per vCPU.
   *
   * @throws IllegalArgumentException if the catalogue does not know that type
   */
  public static Workload filling(Placement start) {
    InstanceType type =
        InstanceTypes.catalogue()
            .find(start.instanceType())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "start must be on a type of the catalogue but was on "
                            + start.instanceType()));
    return filling(start, type, CostUnit.VCPU);
  }

  /** Work lost by every start. */
  public Duration restart() {
    return overheads.restart();
  }

  /** The same workload, begun elsewhere. */
  public Workload withStart(Placement elsewhere) {
    return new Workload(elsewhere, costUnit, capacity, overheads, job, eligible, instances);
  }

  /** The same workload with another restart time. */
  public Workload withRestart(Duration newRestart) {
    return withOverheads(new Overheads(newRestart, overheads.checkpoint(), overheads.dataGb()));
  }

  /** The same workload with other overheads. */
  public Workload withOverheads(Overheads newOverheads) {
    return new Workload(start, costUnit, capacity, newOverheads, job, eligible, instances);
  }

  /** The same workload as a job. */
  public Workload withJob(DeadlineJob newJob) {
    return new Workload(
        start, costUnit, capacity, overheads, Optional.of(newJob), eligible, instances);
  }

  /** The same workload on other types. */
  public Workload withEligible(Eligibility newEligible) {
    return new Workload(start, costUnit, capacity, overheads, job, newEligible, instances);
  }

  /** The same workload on a number of instances. */
  public Workload withInstances(int count) {
    return new Workload(start, costUnit, capacity, overheads, job, eligible, count);
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
