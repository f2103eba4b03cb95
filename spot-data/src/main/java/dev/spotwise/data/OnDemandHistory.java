package dev.spotwise.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * On-demand prices and from when on they were charged, by instance type and, where they differ, by
 * region and product. Immutable and thread-safe.
 *
 * <p>The price of a pool at an instant is that of the entry of its type that took effect last, at
 * or before the instant. Entries that name the pool's region and product count before those that
 * name its region alone, these before those that name its product alone, and these before those
 * that leave both open; entries of another region or product never count.
 */
public final class OnDemandHistory {

  private static final Instant ALWAYS = Instant.MIN;

  private final SortedMap<Key, NavigableMap<Instant, Long>> prices;

  private OnDemandHistory(SortedMap<Key, NavigableMap<Instant, Long>> prices) {
    this.prices = prices;
  }

  /**
   * A change of a pool's price.
   *
   * @param at first instant of the new price
   * @param fromMicroUsd price before, micro-USD per instance-hour; {@link MicroUsd#UNKNOWN} if
   *     there was none
   * @param toMicroUsd price from then on, micro-USD per instance-hour
   */
  public record Change(Instant at, long fromMicroUsd, long toMicroUsd) {}

  /** What a price is of; an empty text leaves the region or the product open. */
  private record Key(String type, String region, String product) implements Comparable<Key> {

    static Key of(OnDemandPrice price) {
      return new Key(price.instanceType(), price.region().orElse(""), price.product().orElse(""));
    }

    /** The keys that hold prices of a type, the first that has one counting. */
    static List<Key> of(String type, String region, String product) {
      return List.of(
          new Key(type, region, product),
          new Key(type, region, ""),
          new Key(type, "", product),
          new Key(type, "", ""));
    }

    @Override
    public int compareTo(Key other) {
      int byType = type.compareTo(other.type);
      int byRegion = byType == 0 ? region.compareTo(other.region) : byType;
      return byRegion == 0 ? product.compareTo(other.product) : byRegion;
    }
  }

  /** No prices. */
  public static OnDemandHistory none() {
    return new OnDemandHistory(new TreeMap<>());
  }

  /** Number of entries. */
  public int size() {
    return prices.values().stream().mapToInt(Map::size).sum();
  }

  /** The instance types that have an entry, sorted. */
  public SortedSet<String> instanceTypes() {
    SortedSet<String> types = new TreeSet<>();
    prices.keySet().forEach(key -> types.add(key.type()));
    return Collections.unmodifiableSortedSet(types);
  }

  /** The instants at which an entry takes effect, sorted; entries that always held have none. */
  public SortedSet<Instant> effectiveInstants() {
    SortedSet<Instant> instants = new TreeSet<>();
    prices.values().forEach(entries -> instants.addAll(entries.keySet()));
    instants.remove(ALWAYS);
    return Collections.unmodifiableSortedSet(instants);
  }

  /**
   * The price of a pool at an instant, micro-USD per instance-hour; {@link MicroUsd#UNKNOWN} if
   * none was in effect.
   */
  public long microUsdAt(CapacityPool pool, Instant at) {
    return priceAt(keys(pool), at);
  }

  /**
   * The first instant at which a pool has a price, {@link Instant#MIN} if it always had; empty if
   * no entry is of the pool.
   */
  public Optional<Instant> begins(CapacityPool pool) {
    Optional<Instant> earliest = Optional.empty();
    for (Key key : keys(pool)) {
      NavigableMap<Instant, Long> entries = prices.get(key);
      if (entries != null) {
        Instant first = entries.firstEntry().getKey();
        earliest = earliest.filter(before -> before.isBefore(first)).or(() -> Optional.of(first));
      }
    }
    return earliest;
  }

  /**
   * The changes of a pool's price after a window's first instant and before its last, oldest first.
   * An entry at an unchanged price is no change.
   */
  public List<Change> changes(CapacityPool pool, TimeWindow window) {
    List<Key> keys = keys(pool);
    NavigableSet<Instant> instants = new TreeSet<>();
    for (Key key : keys) {
      NavigableMap<Instant, Long> entries = prices.getOrDefault(key, new TreeMap<>());
      instants.addAll(entries.subMap(window.from(), false, window.to(), false).keySet());
    }
    List<Change> changes = new ArrayList<>();
    long before = priceAt(keys, window.from());
    for (Instant at : instants) {
      long now = priceAt(keys, at);
      if (now != before) {
        changes.add(new Change(at, before, now));
      }
      before = now;
    }
    return changes;
  }

  /**
   * The prices in effect at an instant, by type; types without one are left out.
   *
   * @param region region, {@code us-east-1}
   * @param product product description
   */
  public OnDemandPrices asOf(Instant at, String region, String product) {
    SortedMap<String, Long> flat = new TreeMap<>();
    for (String type : instanceTypes()) {
      long price = priceAt(Key.of(type, region, product), at);
      if (price != MicroUsd.UNKNOWN) {
        flat.put(type, price);
      }
    }
    return new OnDemandPrices(flat);
  }

  private static List<Key> keys(CapacityPool pool) {
    return Key.of(pool.instanceType(), pool.region(), pool.product());
  }

  private long priceAt(List<Key> keys, Instant at) {
    for (Key key : keys) {
      NavigableMap<Instant, Long> entries = prices.get(key);
      Map.Entry<Instant, Long> inEffect = entries == null ? null : entries.floorEntry(at);
      if (inEffect != null) {
        return inEffect.getValue();
      }
    }
    return MicroUsd.UNKNOWN;
  }

  /** Gathers prices. Not thread-safe. */
  public static final class Builder {

    private final SortedMap<Key, NavigableMap<Instant, Long>> prices = new TreeMap<>();

    /** An empty list. */
    public Builder() {}

    /**
     * Adds a price; the same one may be added again.
     *
     * @throws IllegalArgumentException if another was added for the same type, region, product and
     *     instant
     */
    public void add(OnDemandPrice price) {
      Long before =
          prices
              .computeIfAbsent(Key.of(price), unused -> new TreeMap<>())
              .putIfAbsent(price.effectiveFrom().orElse(ALWAYS), price.microUsd());
      if (before != null && before != price.microUsd()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s must have one price but had %s and %s",
                price,
                MicroUsd.format(before),
                MicroUsd.format(price.microUsd())));
      }
    }

    /** The prices; the builder may go on. */
    public OnDemandHistory build() {
      SortedMap<Key, NavigableMap<Instant, Long>> copy = new TreeMap<>();
      prices.forEach((key, entries) -> copy.put(key, new TreeMap<>(entries)));
      return new OnDemandHistory(copy);
    }
  }
}
