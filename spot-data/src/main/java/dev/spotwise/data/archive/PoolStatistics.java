package dev.spotwise.data.archive;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an archive knows of one pool. Prices are weighted by the time for which they held: from one
 * observation to the next, across gaps too, as a price holds until another is seen. Of a single
 * observation the price counts alone.
 *
 * @param pool the pool
 * @param first time of the first observation
 * @param last time of the last; the price after it is not counted
 * @param observations rows, heartbeats included, &gt; 0
 * @param changes observations at another price than the one before; the first is none
 * @param gaps periods between two observations longer than was asked for
 * @param longestGap the longest of them, if there is one
 * @param medianMicroUsd the least price that was not exceeded half of the time, micro-USD per
 *     instance-hour
 * @param p95MicroUsd the same for 95 % of the time
 * @param volatility standard deviation of the price over its mean, 0 for a constant price: the
 *     feature {@code price_volatility_24h} over the whole span
 * @param shareWithinBudget share of the time, in [0, 1], at which the price was at most the budget;
 *     empty if there is none
 */
public record PoolStatistics(
    CapacityPool pool,
    Instant first,
    Instant last,
    long observations,
    long changes,
    long gaps,
    Optional<Duration> longestGap,
    long medianMicroUsd,
    long p95MicroUsd,
    double volatility,
    OptionalDouble shareWithinBudget) {

  /** Checks that nothing is missing. */
  public PoolStatistics {
    requireNonNull(pool, "pool");
    requireNonNull(first, "first");
    requireNonNull(last, "last");
    requireNonNull(longestGap, "longestGap");
    requireNonNull(shareWithinBudget, "shareWithinBudget");
  }

  /** Time from the first observation to the last. */
  public Duration span() {
    return Duration.between(first, last);
  }
}
