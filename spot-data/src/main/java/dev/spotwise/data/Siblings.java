package dev.spotwise.data;

/** The other pools of a market that tell something about a pool. */
public enum Siblings {
  /** The same type and product in other zones of the region. */
  TYPE_IN_REGION,
  /** Other types of the same family, such as {@code m5}, and product in the zone. */
  FAMILY_IN_ZONE;

  /** What a pool and its siblings have in common, as text that no other group has. */
  String group(CapacityPool pool) {
    String common =
        switch (this) {
          case TYPE_IN_REGION -> pool.region() + ' ' + pool.instanceType();
          case FAMILY_IN_ZONE -> pool.zone() + ' ' + pool.family();
        };
    return common + ' ' + pool.product();
  }
}
