package dev.spotwise.data.archive;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceQuery;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of an archive.
 *
 * @param regions regions, such as {@code us-east-1}; empty for all
 * @param query pools, and the half-open window that observations lie in
 */
public record ArchiveSelection(Set<String> regions, PriceQuery query) {

  /** Freezes the regions in sorted order. */
  public ArchiveSelection {
    regions = Collections.unmodifiableSet(new TreeSet<>(regions));
    requireNonNull(query, "query");
  }

  /** All of an archive. */
  public static ArchiveSelection everything() {
    return new ArchiveSelection(Set.of(), PriceArchive.EVERYTHING);
  }

  /** Whether a pool is part of it. */
  public boolean accepts(CapacityPool pool) {
    return (regions.isEmpty() || regions.contains(pool.region())) && query.accepts(pool);
  }

  /** Whether a pool that is part of it can lie in a region. */
  boolean reaches(String region) {
    boolean zoned =
        query.zones().isEmpty()
            || query.zones().stream().map(CapacityPool::regionOf).anyMatch(region::equals);
    return zoned && (regions.isEmpty() || regions.contains(region));
  }

  /** That an archive holds none of it. */
  MarketDataException holdsNothing(Path archive) {
    StringBuilder asked = new StringBuilder();
    describe("regions", regions, asked);
    describe("types", query.types(), asked);
    describe("zones", query.zones(), asked);
    describe("products", query.products(), asked);
    if (!query.window().equals(PriceArchive.EVERYTHING.window())) {
      asked.append("; window ").append(query.window());
    }
    return new MarketDataException(
        "archive holds no observation that is asked for" + asked + " (" + archive + ")");
  }

  private static void describe(String what, Set<String> names, StringBuilder asked) {
    if (!names.isEmpty()) {
      asked.append("; ").append(what).append(' ').append(String.join(",", names));
    }
  }
}
