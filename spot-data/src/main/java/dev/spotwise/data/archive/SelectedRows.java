package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSink;
import java.util.HashMap;
import java.util.Map;

/** Passes on the rows of a selection from a second on; each pool as the same object every time. */
final class SelectedRows implements PriceSink {

  private final ArchiveSelection selection;
  private final PriceSink sink;
  private final long from;
  private final long to;
  private final Map<CapacityPool, CapacityPool> pools = new HashMap<>();
  private CapacityPool lastPool;
  private CapacityPool selected;

  SelectedRows(ArchiveSelection selection, long from, PriceSink sink) {
    this.selection = selection;
    this.sink = sink;
    this.from = from;
    this.to = selection.query().window().toEpochSecond();
  }

  /** Reads those rows of an archive that are selected and lie in the selection's window. */
  static void read(
      ArchiveFolder folder, Manifest manifest, ArchiveSelection selection, PriceSink sink) {
    long from = selection.query().window().fromEpochSecond();
    SelectedRows rows = new SelectedRows(selection, from, sink);
    for (Partition partition : manifest.partitions()) {
      if (rows.mayBeIn(partition.key())) {
        PartitionReader.read(folder, partition, rows);
      }
    }
  }

  /** Whether a partition can hold a row that is passed on. */
  boolean mayBeIn(PartitionKey key) {
    return selection.reaches(key.region()) && key.from() < to && key.to() > from;
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
    if (!pool.equals(lastPool)) {
      lastPool = pool;
      CapacityPool known = pools.computeIfAbsent(pool, same -> same);
      selected = selection.accepts(known) ? known : null;
    }
    if (selected != null && epochSecond >= from && epochSecond < to) {
      sink.accept(selected, epochSecond, microUsdPerHour);
    }
  }
}
