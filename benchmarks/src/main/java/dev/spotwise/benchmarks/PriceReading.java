package dev.spotwise.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.MarketFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reads the price table of 13 months, 1,372,032 rows, into the series of its pools. Beside it the
 * same CSV file by FastCSV alone, every field of every record looked at, and by lines; and the same
 * Parquet file by parquet-hadoop alone, column by column.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PriceReading {

  private static final int ROWS = 1_372_032;

  /** Number of pools that the rows are of. */
  @Param({"12", "1200"})
  int pools;

  private Path folder;
  private Path csv;
  private Path parquet;
  private PriceQuery query;

  /** Writes the files. */
  @Setup
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("spot-benchmark");
    Market market = DenseMarket.of(pools, ROWS / pools);
    csv = MarketFiles.writeSpotPricesCsv(market, folder);
    parquet = MarketFiles.writeSpotPricesParquet(market, folder);
    query = PriceQuery.linux(new TimeWindow(market.grid().start(), market.grid().end()));
  }

  /** Removes the files. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(csv);
    Files.delete(parquet);
    Files.delete(folder);
  }

  /** From Parquet into series. */
  @Benchmark
  public PriceHistory parquet() {
    return history("parquet:" + parquet);
  }

  /** From CSV into series. */
  @Benchmark
  public PriceHistory csv() {
    return history("csv:" + csv);
  }

  /** From Parquet into a sum. */
  @Benchmark
  public long parquetRows() {
    return sum("parquet:" + parquet);
  }

  /** From CSV into a sum. */
  @Benchmark
  public long csvRows() {
    return sum("csv:" + csv);
  }

  /** FastCSV alone. */
  @Benchmark
  public long fastCsvAlone() throws IOException {
    long length = 0;
    try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv)) {
      for (CsvRecord row : records) {
        for (int field = 0; field < row.getFieldCount(); field++) {
          length += row.getField(field).length();
        }
      }
    }
    return length;
  }

  /** parquet-hadoop alone, the columns that we read too. */
  @Benchmark
  public long parquetAlone() throws IOException {
    return PlainParquet.sum(parquet, "timestamp", "pool_id", "instance_type", "az", "spot_price");
  }

  /** The JDK's lines alone. */
  @Benchmark
  public long linesAlone() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(csv);
        Stream<String> lines = reader.lines()) {
      return lines.mapToLong(String::length).sum();
    }
  }

  private PriceHistory history(String location) {
    return PriceHistory.read(Sources.load().openPrices(location, SourceOptions.none()), query);
  }

  private long sum(String location) {
    Sum sum = new Sum();
    Sources.load().openPrices(location, SourceOptions.none()).read(query, sum);
    return sum.price;
  }

  private static final class Sum implements PriceSink {

    private long price;

    @Override
    public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      price += microUsdPerHour;
    }
  }
}
