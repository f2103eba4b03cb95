package dev.spotwise.data.archive;

import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.PriceFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A folder of price observations that grows with every dump added to it. AWS keeps 90 days of
 * prices; an archive keeps them all.
 *
 * <p>It is a set: of each pool and second one price, the highest that was ever added, heartbeats at
 * an unchanged price included, since they show when somebody was watching. So the order of
 * additions doesn't matter, nor does adding the same twice: the files are the same, byte for byte,
 * as long as the same version of Spotwise wrote them.
 *
 * <p>One Parquet file per region and month, sorted by pool id and time, with the columns that the
 * {@code parquet} source reads, and {@code archive.json}, which names them with their digests. An
 * addition writes new files, replaces {@code archive.json} in one step and then removes what that
 * no longer names: killed at any moment, it leaves the old archive or the new one.
 *
 * <p>Immutable and thread-safe; readers need no lock, additions exclude each other.
 */
public final class PriceArchive {

  /** All that can be in an archive. */
  static final PriceQuery EVERYTHING =
      new PriceQuery(TimeWindow.parse("1970-01-01/2101-01-01"), Set.of(), Set.of(), Set.of());

  private final ArchiveFolder folder;

  private PriceArchive(Path folder) {
    this.folder = new ArchiveFolder(folder);
  }

  /** The archive in a folder, which may not be there yet. */
  public static PriceArchive at(Path folder) {
    return new PriceArchive(folder);
  }

  /**
   * Begins to add to the archive, which is made if need be.
   *
   * @throws IllegalArgumentException if something else is in the folder
   * @throws ArchiveLockedException if somebody else is adding to it
   */
  public ArchiveAddition beginAdd(AddSettings settings) {
    return ArchiveAddition.begin(folder, settings);
  }

  /**
   * Adds sources, all or none, as {@link ArchiveAddition} does.
   *
   * @throws MarketDataException if a source can't be read
   */
  public AddResult add(List<PriceSource> sources, AddSettings settings) {
    try (ArchiveAddition addition = beginAdd(settings)) {
      sources.forEach(addition::read);
      return addition.commit();
    }
  }

  /** The archive as a source of prices. It is read as it is at the time of reading. */
  public PriceSource source() {
    return (query, sink) -> {
      ArchiveSelection selection = new ArchiveSelection(Set.of(), query);
      SelectedRows rows = new SelectedRows(selection, Long.MIN_VALUE, sink);
      Set<PartitionKey> done = new HashSet<>();
      folder.consistently(
          manifest -> {
            for (Partition partition : manifest.partitions()) {
              if (rows.mayBeIn(partition.key()) && !done.contains(partition.key())) {
                PartitionReader.read(folder, partition, rows);
                done.add(partition.key());
              }
            }
            return done;
          });
    };
  }

  /** What the archive holds in all; reads its manifest alone. */
  public ArchiveSummary summary() {
    return ArchiveSummary.of(folder.manifest());
  }

  /**
   * The pools of which there is an observation, sorted; reads all of the archive.
   *
   * @throws MarketDataException if the archive is damaged
   */
  public SortedSet<CapacityPool> pools() {
    SortedSet<CapacityPool> pools = new TreeSet<>();
    source()
        .read(
            EVERYTHING,
            new PriceSink() {
              private CapacityPool last;

              @Override
              public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
                if (!pool.equals(last)) {
                  last = pool;
                  pools.add(pool);
                }
              }
            });
    return Collections.unmodifiableSortedSet(pools);
  }

  /**
   * Statistics of each pool, sorted by pool id.
   *
   * @param gap longer periods without an observation are gaps, &gt; 0
   * @param budgetMicroUsd price to compare with, if there is one
   * @throws MarketDataException if nothing is selected, or the archive is damaged
   */
  public List<PoolStatistics> statistics(
      ArchiveSelection selection, Duration gap, OptionalLong budgetMicroUsd) {
    List<PoolStatistics> found =
        folder.consistently(
            manifest -> {
              StatisticsCollector collector = new StatisticsCollector(gap, budgetMicroUsd);
              SelectedRows.read(folder, manifest, selection, collector);
              return collector.finish();
            });
    if (found.isEmpty()) {
      throw selection.holdsNothing(folder.root());
    }
    return found;
  }

  /** What an export holds of each pool. */
  public enum ExportContent {
    /** Every observation. */
    OBSERVATIONS,
    /** The first, and each at another price than the one before. */
    CHANGES
  }

  /**
   * Writes a selection to a file, whole or not at all: by region, month, pool and time. Its form
   * follows from its name ({@link PriceFiles.Form#of}).
   *
   * @return rows written
   * @throws IllegalArgumentException if the name tells no form, or is a partition's of this archive
   * @throws MarketDataException if nothing is selected, or the archive is damaged
   * @throws java.io.UncheckedIOException if the file can't be written
   */
  public long export(Path file, ArchiveSelection selection, ExportContent content) {
    PriceFiles.Form form = PriceFiles.Form.of(file);
    folder.requireNoPartition(file);
    ArchiveExport export = new ArchiveExport(folder, selection, content);
    AtomicFile.write(file, temporary -> export.write(temporary, form));
    return export.rows();
  }
}
