package dev.spotwise.data.format;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;

/**
 * Prices from a CSV file, plain or compressed: scheme {@code csv}, no options.
 *
 * <p>The header names the columns, in any order: {@code
 * timestamp,pool_id,instance_type,az,spot_price,on_demand_price,discount_percent} or {@code
 * timestamp,availability_zone,instance_type,spot_price}, each with {@code product_description} if
 * there is more than Linux. Columns beside these are passed over. Rows come in any order; a time is
 * ISO-8601 with {@code Z} or an offset, a price is USD per instance-hour.
 *
 * <p>Streams; memory follows the number of pools. Immutable and thread-safe.
 */
public final class CsvPrices implements PriceSourceProvider {

  private static final Column[] AWS = {
    Column.TIMESTAMP, Column.AVAILABILITY_ZONE, Column.INSTANCE_TYPE, Column.SPOT_PRICE
  };
  private static final String EXPECTED =
      "timestamp,pool_id,instance_type,az,spot_price,on_demand_price,discount_percent"
          + " or timestamp,availability_zone,instance_type,spot_price";

  /** For {@link java.util.ServiceLoader}. */
  public CsvPrices() {}

  @Override
  public String scheme() {
    return "csv";
  }

  @Override
  public String summary() {
    return "CSV with timestamp, zone, instance type and spot price, plain or gzip";
  }

  @Override
  public boolean recognises(Path path, String head) {
    return isPriceHeader(CsvTable.Header.ofHead(head));
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    Path file = DataFile.require(at);
    return (query, sink) ->
        CsvTable.readSome(
            file,
            EXPECTED,
            new Problems(sink),
            header -> isPriceHeader(header) ? new Rows(header, query, sink)::read : null);
  }

  /** Whether these are the columns of a price file in one of its two forms. */
  static boolean isPriceHeader(CsvTable.Header header) {
    boolean guide =
        header.has(MarketTable.SPOT_PRICES.columns().toArray(new Column[0]))
            && !header.has(Column.AVAILABILITY_ZONE);
    return guide || (header.has(AWS) && !header.has(Column.AZ));
  }

  private static final class Rows {

    private final CsvPools pools;
    private final int price;
    private final PriceQuery query;
    private final PriceSink sink;
    private final long to;

    Rows(CsvTable.Header header, PriceQuery query, PriceSink sink) {
      this.pools = new CsvPools(header);
      this.price = header.find(Column.SPOT_PRICE);
      this.query = query;
      this.sink = sink;
      this.to = query.window().toEpochSecond();
    }

    void read(CsvRecord row) {
      CapacityPool pool = pools.pool(row);
      long second = pools.epochSecond(row);
      long microUsd = price(row, pool);
      if (second < to && query.accepts(pool)) {
        sink.accept(pool, second, microUsd);
      }
    }

    private long price(CsvRecord row, CapacityPool pool) {
      try {
        return MicroUsd.parse(row.getField(price));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(e.getMessage() + " for " + pool, e);
      }
    }
  }
}
