package dev.spotwise.benchmarks;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.MarketFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes a price table of any length and reads it back into a sink that counts, or one that keeps
 * every row. Run with a small heap it shows whether memory grows with the rows.
 *
 * <p>Arguments: {@code parquet} or {@code csv}, pools, ticks, folder, and {@code count} or {@code
 * keep}. The last says what the sink does; {@code keep} is there to fail.
 */
public final class BoundedHeap {

  private static final double MIB = 1 << 20;

  private BoundedHeap() {}

  /** Writes, reads and prints rows, seconds and heap. */
  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      throw new IllegalArgumentException("arguments must be FORMAT POOLS TICKS FOLDER count|keep");
    }
    Market market = DenseMarket.of(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Path folder = Path.of(args[3]);
    long begun = System.nanoTime();
    Path file =
        args[0].equals("csv")
            ? MarketFiles.writeSpotPricesCsv(market, folder)
            : MarketFiles.writeSpotPricesParquet(market, folder);
    double written = seconds(begun);
    begun = System.nanoTime();
    Rows rows = args[4].equals("keep") ? new Kept() : new Rows();
    TimeWindow window = new TimeWindow(market.grid().start(), market.grid().end());
    Sources.load()
        .openPrices(args[0] + ":" + file, SourceOptions.none())
        .read(PriceQuery.linux(window), rows);
    double read = seconds(begun);
    long expected = (long) market.pools().size() * market.grid().length();
    if (rows.count != expected || rows.sum != sum(market)) {
      throw new IllegalStateException("rows must be " + expected + " but were " + rows.count);
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d rows, %.1f MiB, written in %.1f s, read in %.1f s, heap at most %.0f of %.0f MiB%n",
        args[0],
        rows.count,
        Files.size(file) / MIB,
        written,
        read,
        peakHeap() / MIB,
        Runtime.getRuntime().maxMemory() / MIB);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** The most that was in use, garbage included. */
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static long sum(Market market) {
    long sum = 0;
    for (int pool = 0; pool < market.pools().size(); pool++) {
      for (int tick = 0; tick < market.grid().length(); tick++) {
        sum += market.prices(pool).microUsdAt(market.grid().epochSecond(tick));
      }
    }
    return sum;
  }

  private static class Rows implements PriceSink {

    long count;
    long sum;

    @Override
    public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      count++;
      sum += microUsdPerHour;
    }
  }

  /** What a reader that is no stream does at the least. */
  private static final class Kept extends Rows {

    private long[] kept = new long[1 << 16];

    @Override
    public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      int at = 2 * Math.toIntExact(count);
      if (at == kept.length) {
        kept = Arrays.copyOf(kept, 2 * at);
      }
      kept[at] = epochSecond;
      kept[at + 1] = microUsdPerHour;
      super.accept(pool, epochSecond, microUsdPerHour);
    }
  }
}
