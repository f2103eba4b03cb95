package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.RowSink;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds sources to an archive: all of them, or nothing. Until {@link #commit} the archive is the old
 * one, and closing this without it discards what has been read.
 *
 * <p>Memory follows the buffer's size ({@link AddSettings}) and the number of pools, not the rows.
 * Not thread-safe; one addition at a time per archive.
 */
public final class ArchiveAddition implements AutoCloseable {

  private final ArchiveFolder folder;
  private final ArchiveLock lock;
  private final Manifest before;
  private final ObservationBuffer buffer;
  private final SortedMap<PartitionKey, StagedPartition> staged = new TreeMap<>();
  private final AddTally tally = new AddTally();
  private int files;
  private State state = State.WHOLE;

  private enum State {
    /** All that has been begun has been read to its end. */
    WHOLE,
    /** A source is being read, or its reading has failed. */
    HALF_READ,
    /** Committed or closed. */
    DONE
  }

  private ArchiveAddition(ArchiveFolder folder, AddSettings settings, ArchiveLock lock) {
    this.folder = folder;
    this.lock = lock;
    this.before = folder.manifestOrEmpty();
    this.buffer = new ObservationBuffer(settings.bufferedObservations());
    folder.removeLeftovers(before);
    folder.openStaging();
  }

  static ArchiveAddition begin(ArchiveFolder folder, AddSettings settings) {
    folder.requireNewOrArchive();
    ArchiveLock lock = ArchiveLock.take(folder);
    boolean begun = false;
    try {
      ArchiveAddition addition = new ArchiveAddition(folder, settings, lock);
      begun = true;
      return addition;
    } finally {
      if (!begun) {
        lock.close();
      }
    }
  }

  /** Reads all that a source holds, as {@link #read(PriceSource, RowSink)}; no row may be bad. */
  public long read(PriceSource source) {
    return read(source, new RowSink() {});
  }

  /**
   * Reads all that a source holds. If it can't be read, nothing of this addition can be committed.
   *
   * @param badRows is asked about rows that can't be read
   * @return the observations read
   * @throws dev.spotwise.data.MarketDataException if the source can't be read, or the archive is
   *     damaged
   * @throws java.io.UncheckedIOException if the archive can't be written
   */
  public long read(PriceSource source, RowSink badRows) {
    requireWhole();
    state = State.HALF_READ;
    Intake intake = new Intake(badRows);
    try {
      source.read(PriceArchive.EVERYTHING, intake);
    } catch (MergeFailure e) {
      throw e.failure;
    }
    state = State.WHOLE;
    return intake.rows;
  }

  /**
   * Makes the archive the new one, in one step.
   *
   * @throws java.io.UncheckedIOException if it can't be written; the archive is the old one then
   */
  public AddResult commit() {
    requireWhole();
    merge();
    SortedMap<PartitionKey, Partition> partitions = new TreeMap<>();
    before.partitions().forEach(partition -> partitions.put(partition.key(), partition));
    List<String> written = new ArrayList<>();
    for (StagedPartition file : staged.values()) {
      Partition partition = file.describe();
      folder.publish(file.file(), partition);
      partitions.put(partition.key(), partition);
      written.add(partition.file());
    }
    Manifest after = new Manifest(List.copyOf(partitions.values()));
    if (!after.equals(before) || Files.notExists(folder.manifestFile())) {
      folder.commit(after);
      folder.removeLeftovers(after);
    }
    AddResult result = tally.result(written, after);
    close();
    return result;
  }

  /** Discards what has not been committed, and lets others add. */
  @Override
  public void close() {
    if (state != State.DONE) {
      state = State.DONE;
      try (lock) {
        folder.clearStaging();
      }
    }
  }

  private void requireWhole() {
    if (state != State.WHOLE) {
      throw new IllegalStateException(
          state == State.DONE ? "the addition is over" : "a source was read only in part");
    }
  }

  /** Merges what is buffered into staged partitions. */
  private void merge() {
    if (buffer.size() > 0) {
      SortedObservations sorted = new SortedObservations(buffer);
      sorted.partitions().forEach(key -> merge(key, sorted));
      buffer.clear();
    }
  }

  private void merge(PartitionKey key, SortedObservations sorted) {
    StagedPartition next = new StagedPartition(key, folder.staging().resolve(files++ + ".parquet"));
    StagedPartition last = staged.get(key);
    PartitionMerge merge = new PartitionMerge(sorted, key, next, tally);
    try (next) {
      Optional<Partition> committed = before.find(key);
      if (last != null) {
        PartitionReader.read(last, merge);
      } else if (committed.isPresent()) {
        PartitionReader.read(folder, committed.get(), merge);
      }
      merge.finish();
    }
    if (!merge.changed()) {
      next.delete();
      return;
    }
    staged.put(key, next);
    if (last != null) {
      last.delete();
    }
  }

  /** Takes the rows of a source. */
  private final class Intake implements PriceSink {

    private final RowSink badRows;
    private long rows;

    Intake(RowSink badRows) {
      this.badRows = badRows;
    }

    @Override
    public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      requireInRange(pool, epochSecond, microUsdPerHour);
      if (buffer.isFull()) {
        try {
          merge();
        } catch (RuntimeException e) {
          throw new MergeFailure(e);
        }
      }
      buffer.add(pool, epochSecond, microUsdPerHour);
      rows++;
    }

    private void requireInRange(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      if (epochSecond < PriceArchive.EVERYTHING.window().fromEpochSecond()
          || epochSecond >= PriceArchive.EVERYTHING.window().toEpochSecond()) {
        throw new IllegalArgumentException(
            "time must lie in the years 1970 to 2100 but was epoch second "
                + epochSecond
                + " for "
                + pool);
      }
      if (microUsdPerHour < 1 || microUsdPerHour > MicroUsd.MAX) {
        throw new IllegalArgumentException(
            "price must be in [1, "
                + MicroUsd.MAX
                + "] micro-USD but was "
                + microUsdPerHour
                + " for "
                + pool);
      }
    }

    @Override
    public boolean skips(String problem) {
      return badRows.skips(problem);
    }
  }

  /** Carries a failure of the archive past readers, who would take it for one of their file. */
  private static final class MergeFailure extends RuntimeException {

    private final transient RuntimeException failure;

    MergeFailure(RuntimeException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
