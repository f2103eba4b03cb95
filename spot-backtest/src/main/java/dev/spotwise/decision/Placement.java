package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;

/** Where a workload runs. */
public sealed interface Placement {

  /** Instance type that it runs on. */
  String instanceType();

  /** Zone that it runs in. */
  String zone();

  /** Name in results: the pool's id, or {@code on-demand TYPE}. */
  String id();

  /**
   * On spot capacity.
   *
   * @param pool the pool
   */
  record Spot(CapacityPool pool) implements Placement {

    /** Checks that there is a pool. */
    public Spot {
      requireNonNull(pool, "pool");
    }

    @Override
    public String instanceType() {
      return pool.instanceType();
    }

    @Override
    public String zone() {
      return pool.zone();
    }

    @Override
    public String id() {
      return pool.id();
    }
  }

  /**
   * On demand.
   *
   * @param instanceType type name
   * @param zone where, as in a {@link CapacityPool}
   */
  record OnDemand(String instanceType, String zone) implements Placement {

    /** Checks that both are given. */
    public OnDemand {
      requireNonNull(instanceType, "instanceType");
      requireNonNull(zone, "zone");
    }

    @Override
    public String id() {
      return "on-demand " + instanceType;
    }
  }
}
