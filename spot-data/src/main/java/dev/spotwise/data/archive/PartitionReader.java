package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.format.ParquetPrices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a partition and holds it to its manifest: size, digest, and that its rows are sorted by
 * pool and time, of its region and month, and as many as they should be.
 */
final class PartitionReader implements PriceSink {

  private static final String SCHEME = "parquet";

  private final Path file;
  private final PartitionKey key;
  private final PriceSink sink;
  private CapacityPool lastPool;
  private long lastSecond;
  private long rows;

  private PartitionReader(Path file, PartitionKey key, PriceSink sink) {
    this.file = file;
    this.key = key;
    this.sink = sink;
  }

  /**
   * Hands over all rows in order.
   *
   * @throws MissingPartitionException if the file is gone; no row has been handed over then
   * @throws MarketDataException if it is damaged
   */
  static void read(ArchiveFolder folder, Partition partition, PriceSink sink) {
    Path file = folder.require(partition);
    PartitionReader reader = new PartitionReader(file, partition.key(), sink);
    try {
      if (!Sha256.of(file).equals(partition.sha256())) {
        throw ArchiveFolder.damaged(file, "sha256 must be " + partition.sha256());
      }
      reader.readFile();
    } catch (IOException e) {
      throw reader.goneOr(new MarketDataException("can't read " + file + ": " + e, e));
    } catch (MarketDataException e) {
      throw reader.goneOr(e);
    }
    if (reader.rows != partition.rows()) {
      throw ArchiveFolder.damaged(
          file, "rows must be " + partition.rows() + " but were " + reader.rows);
    }
  }

  /** Hands over the rows of a file that this process has written. */
  static void read(StagedPartition staged, PriceSink sink) {
    new PartitionReader(staged.file(), staged.key(), sink).readFile();
  }

  private void readFile() {
    new ParquetPrices()
        .open(new SourceLocation(SCHEME, file.toString()), SourceOptions.none())
        .read(PriceArchive.EVERYTHING, this);
  }

  private MarketDataException goneOr(MarketDataException e) {
    return rows == 0 && Files.notExists(file) ? new MissingPartitionException(file) : e;
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
    boolean samePool = pool.equals(lastPool);
    boolean sorted =
        samePool ? epochSecond > lastSecond : lastPool == null || pool.compareTo(lastPool) > 0;
    boolean inside =
        epochSecond >= key.from()
            && epochSecond < key.to()
            && (samePool || pool.region().equals(key.region()));
    if (!sorted || !inside) {
      throw ArchiveFolder.damaged(
          file,
          "rows must be of "
              + key
              + " and sorted by pool and time, but row "
              + (rows + 1)
              + " is not");
    }
    lastPool = pool;
    lastSecond = epochSecond;
    rows++;
    sink.accept(pool, epochSecond, microUsdPerHour);
  }
}
