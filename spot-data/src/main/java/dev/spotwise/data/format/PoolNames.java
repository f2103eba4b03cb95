package dev.spotwise.data.format;

import dev.spotwise.data.CapacityPool;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Makes pools of the names in a row; the same object for the same pool each time. */
final class PoolNames {

  private record Names(String id, String zone, String type, String product) {}

  private final Map<Names, CapacityPool> byNames = new HashMap<>();
  private final Map<CapacityPool, CapacityPool> pools = new HashMap<>();
  private Names lastNames = new Names(null, null, null, null);
  private CapacityPool lastPool;

  /**
   * The pool of a row.
   *
   * @param id pool id, or null if the row has none
   * @param zone zone, or null if the row has only an id
   * @param type instance type, or null if the row has only an id
   * @param product product, or null if it is the id's, or Linux
   * @throws IllegalArgumentException if a name is none, or the id is another pool's
   */
  CapacityPool pool(String id, String zone, String type, String product) {
    if (lastPool != null && sameAsLast(id, zone, type, product)) {
      return lastPool;
    }
    Names names = new Names(id, zone, type, product);
    CapacityPool pool = byNames.get(names);
    if (pool == null) {
      CapacityPool made = make(names);
      CapacityPool known = pools.putIfAbsent(made, made);
      pool = known == null ? made : known;
      byNames.put(names, pool);
    }
    lastNames = names;
    lastPool = pool;
    return pool;
  }

  private boolean sameAsLast(String id, String zone, String type, String product) {
    return Objects.equals(zone, lastNames.zone)
        && Objects.equals(type, lastNames.type)
        && Objects.equals(id, lastNames.id)
        && Objects.equals(product, lastNames.product);
  }

  private static CapacityPool make(Names names) {
    CapacityPool named = names.id == null ? null : CapacityPool.parse(names.id);
    if (names.zone == null && names.type == null && named != null) {
      return named;
    }
    String product = names.product;
    if (product == null) {
      product = named == null ? CapacityPool.LINUX : named.product();
    }
    CapacityPool pool = new CapacityPool(names.zone, names.type, product);
    if (named != null && !named.equals(pool)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "pool_id must be %s but was '%s'", pool.id(), Shown.of(names.id)));
    }
    return pool;
  }
}
