package dev.spotwise.data.format;

import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.InterruptionSourceProvider;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Interruptions from a CSV file, plain or compressed: scheme {@code csv}.
 *
 * <p>One row is one interruption. Needed are the columns {@code timestamp} and {@code pool_id}, or
 * {@code timestamp}, {@code instance_type} and {@code az} or {@code availability_zone}; the others
 * are passed over, but a header that is a price file's is refused. Every pool in the file counts as
 * watched, whenever its rows lie; the option {@code watched} adds pools, as comma-separated pool
 * ids, that were watched though nothing happened to them.
 *
 * <p>Streams; memory follows the number of pools. Immutable and thread-safe.
 */
public final class CsvInterruptions implements InterruptionSourceProvider {

  private static final String EXPECTED =
      "timestamp,pool_id,instance_type,az (spot_price and discount_percent may follow)";

  /** For {@link java.util.ServiceLoader}. */
  public CsvInterruptions() {}

  @Override
  public String scheme() {
    return "csv";
  }

  @Override
  public String summary() {
    return "CSV with timestamp and pool, a row per interruption, plain or gzip";
  }

  @Override
  public List<SourceOption> options() {
    return List.of(WatchedPools.DESCRIBED);
  }

  @Override
  public boolean recognises(Path path, String head) {
    return isInterruptionHeader(CsvTable.Header.ofHead(head));
  }

  @Override
  public InterruptionSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    Path file = DataFile.require(at);
    WatchedPools watched = WatchedPools.of(options);
    return (query, sink) -> {
      watched.announce(query, sink);
      CsvTable.read(
          file,
          EXPECTED,
          new Problems(sink),
          header -> isInterruptionHeader(header) ? rows(header, query, sink) : null);
    };
  }

  private static boolean isInterruptionHeader(CsvTable.Header header) {
    return header.has(Column.TIMESTAMP)
        && CsvPools.canTell(header)
        && !CsvPrices.isPriceHeader(header);
  }

  private static CsvTable.RowReader rows(
      CsvTable.Header header, PriceQuery query, InterruptionSink sink) {
    CsvPools pools = new CsvPools(header);
    return row -> WatchedPools.accept(pools.pool(row), pools.epochSecond(row), query, sink);
  }
}
