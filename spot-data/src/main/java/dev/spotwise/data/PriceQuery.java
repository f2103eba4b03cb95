package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which part of a source to read. An empty set leaves its dimension open.
 *
 * @param window instants to read, half-open; a price source also gives the last change before it
 * @param types instance types
 * @param zones zone names or ids
 * @param products product descriptions; the suffix {@code (Amazon VPC)} is dropped, as of pools
 */
public record PriceQuery(
    TimeWindow window, Set<String> types, Set<String> zones, Set<String> products) {

  /** Freezes the sets in sorted order. */
  public PriceQuery {
    requireNonNull(window, "window");
    types = Collections.unmodifiableSet(new TreeSet<>(types));
    zones = Collections.unmodifiableSet(new TreeSet<>(zones));
    Set<String> plain = new TreeSet<>();
    products.forEach(product -> plain.add(CapacityPool.withoutVpc(product)));
    products = Collections.unmodifiableSet(plain);
  }

  /** All Linux pools over a window. */
  public static PriceQuery linux(TimeWindow window) {
    return new PriceQuery(window, Set.of(), Set.of(), Set.of(CapacityPool.LINUX));
  }

  /** Whether a pool is asked for. */
  public boolean accepts(CapacityPool pool) {
    return accepts(types, pool.instanceType())
        && accepts(zones, pool.zone())
        && accepts(products, pool.product());
  }

  private static boolean accepts(Set<String> asked, String name) {
    return asked.isEmpty() || asked.contains(name);
  }
}
