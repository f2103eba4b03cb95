package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * Counts what becomes of the observations of an addition. Does not depend on how many of them are
 * held at once: each is compared with the highest price known of its pool and second before it.
 */
final class AddTally {

  private static final int KEPT = 20;

  private final TreeSet<PriceConflict> firstConflicts = new TreeSet<>();
  private long added;
  private long known;
  private long conflicts;
  private long raised;

  void added() {
    added++;
  }

  void known() {
    known++;
  }

  /** Two prices: one that was there and one that came. */
  void conflict(CapacityPool pool, long epochSecond, long was, long came) {
    conflicts++;
    raised += came > was ? 1 : 0;
    firstConflicts.add(
        new PriceConflict(
            pool, Instant.ofEpochSecond(epochSecond), Math.max(was, came), Math.min(was, came)));
    if (firstConflicts.size() > KEPT) {
      firstConflicts.pollLast();
    }
  }

  AddResult result(List<String> written, Manifest archive) {
    return new AddResult(
        new AddResult.Counts(added, known, conflicts, raised),
        List.copyOf(firstConflicts),
        written,
        archive.partitions().size(),
        archive.rows());
  }
}
