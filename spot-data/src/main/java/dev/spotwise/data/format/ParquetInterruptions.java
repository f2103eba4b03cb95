package dev.spotwise.data.format;

import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Interruptions from a Parquet file with the columns {@code timestamp,pool_id,instance_type,az}:
 * scheme {@code parquet}, option {@code watched} as for {@link CsvInterruptions}.
 *
 * <p>Memory follows the largest row group. Immutable and thread-safe.
 */
public final class ParquetInterruptions implements InterruptionSourceProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ParquetInterruptions() {}

  @Override
  public String scheme() {
    return "parquet";
  }

  @Override
  public String summary() {
    return "Parquet with the columns of interruptions.parquet";
  }

  @Override
  public List<SourceOption> options() {
    return List.of(WatchedPools.DESCRIBED);
  }

  @Override
  public boolean recognises(Path path, String head) {
    return head.startsWith(ParquetTable.MAGIC);
  }

  @Override
  public InterruptionSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    Path file = DataFile.require(at);
    WatchedPools watched = WatchedPools.of(options);
    return (query, sink) -> {
      watched.announce(query, sink);
      ParquetPools pools = new ParquetPools();
      ParquetTable.read(
          file,
          ParquetPools.NEEDED,
          new Problems(sink),
          (table, row) ->
              WatchedPools.accept(
                  pools.pool(table, row), ParquetPools.epochSecond(table, row), query, sink));
    };
  }
}
