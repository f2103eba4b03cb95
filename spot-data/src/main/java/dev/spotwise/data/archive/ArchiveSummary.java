package dev.spotwise.data.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an archive holds in all.
 *
 * @param regions regions, sorted
 * @param partitions files, one per region and month
 * @param bytes their size together
 * @param observations rows in them
 * @param first time of the earliest observation; empty if there is none
 * @param last time of the latest
 */
public record ArchiveSummary(
    List<String> regions,
    int partitions,
    long bytes,
    long observations,
    Optional<Instant> first,
    Optional<Instant> last) {

  /** Freezes the list. */
  public ArchiveSummary {
    regions = List.copyOf(regions);
  }

  static ArchiveSummary of(Manifest manifest) {
    List<Partition> partitions = manifest.partitions();
    return new ArchiveSummary(
        partitions.stream().map(partition -> partition.key().region()).distinct().toList(),
        partitions.size(),
        partitions.stream().mapToLong(Partition::bytes).sum(),
        manifest.rows(),
        partitions.stream()
            .map(partition -> Instant.ofEpochSecond(partition.firstSecond()))
            .min(Instant::compareTo),
        partitions.stream()
            .map(partition -> Instant.ofEpochSecond(partition.lastSecond()))
            .max(Instant::compareTo));
  }
}
