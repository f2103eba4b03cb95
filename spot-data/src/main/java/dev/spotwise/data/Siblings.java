package dev.spotwise.data;

import java.util.function.Function;

/** The other pools of a market that tell something about a pool. */
public enum Siblings {
  /** The same type and product in other zones of the region. */
  TYPE_IN_REGION(pool -> pool.region() + ' ' + pool.instanceType() + ' ' + pool.product()),
  /** The same type and product in other zones of all regions. */
  TYPE(pool -> pool.instanceType() + ' ' + pool.product()),
  /** Other types of the same family, such as {@code m5}, and product in the zone. */
  FAMILY_IN_ZONE(pool -> pool.zone() + ' ' + pool.family() + ' ' + pool.product());

  private final Function<CapacityPool, String> group;

  Siblings(Function<CapacityPool, String> group) {
    this.group = group;
  }

  /** What a pool and its siblings have in common, as text that no other group has. */
  String group(CapacityPool pool) {
    return group.apply(pool);
  }
}
