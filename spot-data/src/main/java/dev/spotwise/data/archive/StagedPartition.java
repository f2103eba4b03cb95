package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.format.PriceFiles;
import dev.spotwise.data.format.PriceWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A partition file that is being written, or is written and not yet part of the archive. */
final class StagedPartition implements PriceSink, AutoCloseable {

  private final PartitionKey key;
  private final Path file;
  private final PriceWriter writer;
  private CapacityPool lastPool;
  private long rows;
  private long pools;
  private long firstSecond = Long.MAX_VALUE;
  private long lastSecond = Long.MIN_VALUE;

  /** Opens a file, which must not exist yet. */
  StagedPartition(PartitionKey key, Path file) {
    this.key = key;
    this.file = file;
    try {
      this.writer = PriceFiles.openParquet(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  PartitionKey key() {
    return key;
  }

  Path file() {
    return file;
  }

  /** Writes a row; rows come sorted by pool and time. */
  @Override
  public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
    writer.accept(pool, epochSecond, microUsdPerHour);
    rows++;
    if (!pool.equals(lastPool)) {
      lastPool = pool;
      pools++;
    }
    firstSecond = Math.min(firstSecond, epochSecond);
    lastSecond = Math.max(lastSecond, epochSecond);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** What a manifest says of the file, which must be closed. */
  Partition describe() {
    try {
      return new Partition(
          key, Sha256.of(file), Files.size(file), rows, pools, firstSecond, lastSecond);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void delete() {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("can't write " + file + ": " + e, e);
  }
}
