package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Share of a pool's instances that are interrupted in a month, as the Spot Instance Advisor rates
 * it. Nothing that happens before {@code asOf} may know of it.
 *
 * @param asOf when the feed was fetched
 * @param monthlyShare by pool, each in (0, 1]; pools without a rating are left out
 */
public record AdvisorShares(Instant asOf, SortedMap<CapacityPool, Double> monthlyShare) {

  /** Checks the ranges and freezes. */
  public AdvisorShares {
    requireNonNull(asOf, "asOf");
    monthlyShare = Collections.unmodifiableSortedMap(new TreeMap<>(monthlyShare));
    monthlyShare.forEach(
        (pool, share) -> {
          if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                "monthlyShare must be in (0, 1] but was " + share + " (" + pool + ")");
          }
        });
  }

  AdvisorShares(Instant asOf, Map<CapacityPool, Double> monthlyShare) {
    this(asOf, new TreeMap<>(monthlyShare));
  }

  /** The shares of some pools, NaN where there is none. */
  double[] of(List<CapacityPool> pools) {
    return pools.stream()
        .mapToDouble(pool -> monthlyShare.getOrDefault(pool, Double.NaN))
        .toArray();
  }
}
