package dev.spotwise.data.format;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prices from a Parquet file with the columns {@code
 * timestamp,pool_id,instance_type,az,spot_price}: scheme {@code parquet}, no options. Times are
 * TIMESTAMP adjusted to UTC of any unit, prices DECIMAL (exact) or DOUBLE, in USD per
 * instance-hour; other columns are not read.
 *
 * <p>Memory follows the largest row group. Immutable and thread-safe.
 */
public final class ParquetPrices implements PriceSourceProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ParquetPrices() {}

  @Override
  public String scheme() {
    return "parquet";
  }

  @Override
  public String summary() {
    return "Parquet with the columns of spot_prices.parquet";
  }

  @Override
  public boolean recognises(Path path, String head) {
    return head.startsWith(ParquetTable.MAGIC);
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    Path file = DataFile.require(at);
    List<Column> needed = new ArrayList<>(ParquetPools.NEEDED);
    needed.add(Column.SPOT_PRICE);
    return (query, sink) -> {
      ParquetPools pools = new ParquetPools();
      ParquetTable.read(
          file, needed, new Problems(sink), (table, row) -> read(table, row, pools, query, sink));
    };
  }

  private static void read(
      ParquetTable table, int row, ParquetPools pools, PriceQuery query, PriceSink sink) {
    CapacityPool pool = pools.pool(table, row);
    long second = ParquetPools.epochSecond(table, row);
    long microUsd = table.column(Column.SPOT_PRICE).microUsd(row);
    if (second < query.window().toEpochSecond() && query.accepts(pool)) {
      sink.accept(pool, second, microUsd);
    }
  }
}
