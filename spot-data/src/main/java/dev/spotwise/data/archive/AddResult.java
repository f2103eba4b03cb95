package dev.spotwise.data.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an addition did.
 *
 * @param counts what became of the rows
 * @param firstConflicts the first 20 conflicts, by pool and time
 * @param written files written, relative to the archive; empty if the archive stayed as it was
 * @param partitions files that the archive consists of now
 * @param observations observations in it now
 */
public record AddResult(
    Counts counts,
    List<PriceConflict> firstConflicts,
    List<String> written,
    int partitions,
    long observations) {

  /** Freezes the lists. */
  public AddResult {
    requireNonNull(counts, "counts");
    firstConflicts = List.copyOf(firstConflicts);
    written = List.copyOf(written);
  }

  /**
   * Rows of the sources by what became of them.
   *
   * @param added observations of a pool and second of which there was none
   * @param known the same price was there already
   * @param conflicts another price was there; the higher is kept
   * @param raised conflicts among these in which the price that came was the higher
   */
  public record Counts(long added, long known, long conflicts, long raised) {

    /** Rows read. */
    public long read() {
      return added + known + conflicts;
    }
  }
}
