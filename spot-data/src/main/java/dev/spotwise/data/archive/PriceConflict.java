package dev.spotwise.data.archive;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import java.time.Instant;
import java.util.Comparator;

/**
 * Two prices for one pool and second. The higher is kept, as in {@link
 * dev.spotwise.data.PriceSeries}. Ordered by pool and time.
 *
 * @param pool whose price
 * @param time whole second
 * @param keptMicroUsd the higher price, micro-USD per instance-hour
 * @param droppedMicroUsd the lower one
 */
public record PriceConflict(
    CapacityPool pool, Instant time, long keptMicroUsd, long droppedMicroUsd)
    implements Comparable<PriceConflict> {

  private static final Comparator<PriceConflict> ORDER =
      Comparator.comparing(PriceConflict::pool)
          .thenComparing(PriceConflict::time)
          .thenComparing(PriceConflict::keptMicroUsd)
          .thenComparing(PriceConflict::droppedMicroUsd);

  /** Checks the order of the prices. */
  public PriceConflict {
    requireNonNull(pool, "pool");
    requireNonNull(time, "time");
    if (keptMicroUsd <= droppedMicroUsd) {
      throw new IllegalArgumentException(
          "keptMicroUsd must be > " + droppedMicroUsd + " but was " + keptMicroUsd);
    }
  }

  @Override
  public int compareTo(PriceConflict other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return pool
        + " "
        + time
        + ": kept "
        + MicroUsd.format(keptMicroUsd)
        + ", dropped "
        + MicroUsd.format(droppedMicroUsd);
  }
}
