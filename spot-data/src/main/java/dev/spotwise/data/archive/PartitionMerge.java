package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSink;

/**
 * Merges the rows of a partition, which it is handed in order, with sorted new ones: each pool and
 * second once, at the highest price. Streams; allocates nothing per row.
 */
final class PartitionMerge implements PriceSink {

  private final SortedObservations added;
  private final SortedObservations.Rows rows;
  private final PriceSink out;
  private final AddTally tally;
  private CapacityPool lastPool;
  private int place;
  private boolean changed;

  PartitionMerge(SortedObservations added, PartitionKey key, PriceSink out, AddTally tally) {
    this.added = added;
    this.rows = added.rows(key);
    this.out = out;
    this.tally = tally;
  }

  /** Takes the next row that is there already. */
  @Override
  public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
    if (!pool.equals(lastPool)) {
      lastPool = pool;
      place = added.place(pool);
    }
    while (!rows.isDone() && isBefore(place, epochSecond)) {
      writeAdded();
    }
    out.accept(pool, epochSecond, raised(pool, place, epochSecond, microUsdPerHour));
  }

  /** Writes the new rows after the last that was there. */
  void finish() {
    while (!rows.isDone()) {
      writeAdded();
    }
  }

  /** Whether what was written differs from what was there. */
  boolean changed() {
    return changed;
  }

  private boolean isBefore(int otherPlace, long second) {
    return rows.place() < otherPlace || (rows.place() == otherPlace && rows.epochSecond() < second);
  }

  private void writeAdded() {
    CapacityPool pool = rows.pool();
    long second = rows.epochSecond();
    int at = rows.place();
    out.accept(pool, second, raised(pool, at, second, MicroUsd.UNKNOWN));
  }

  /** The highest of a price and those that came for the same pool and second, which are passed. */
  private long raised(CapacityPool pool, int at, long second, long price) {
    long highest = price;
    while (!rows.isDone() && rows.place() == at && rows.epochSecond() == second) {
      long came = rows.microUsd();
      if (highest == MicroUsd.UNKNOWN) {
        tally.added();
        highest = came;
        changed = true;
      } else if (highest == came) {
        tally.known();
      } else {
        tally.conflict(pool, second, highest, came);
        changed |= came > highest;
        highest = Math.max(highest, came);
      }
      rows.advance();
    }
    return highest;
  }
}
