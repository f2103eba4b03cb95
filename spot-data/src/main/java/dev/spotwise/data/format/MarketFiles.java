package dev.spotwise.data.format;

import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.Market;
import dev.spotwise.data.WorkListener;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a market as files, each whole or not at all. Reading them back through {@link
 * dev.spotwise.data.Sources} gives the same ticks.
 *
 * <p>Prices have one row per pool and grid tick at which the price is known, interruptions one per
 * pool event with the price in effect then (empty if unknown), availability the state at the first
 * tick and each change. Pool by pool in order, times ascending; the same market gives the same
 * bytes. Which pools were watched without an interruption is not in the files.
 *
 * <p>Streams: memory does not grow with the rows. Every method replaces the file, makes its folder
 * if need be, and returns the path written.
 */
public final class MarketFiles {

  /** Name of the price table as CSV. */
  public static final String SPOT_PRICES_CSV = "spot_prices.csv";

  /** Name of the price table as Parquet. */
  public static final String SPOT_PRICES_PARQUET = "spot_prices.parquet";

  /** Name of the interruption table as CSV. */
  public static final String INTERRUPTIONS_CSV = "interruptions.csv";

  /** Name of the interruption table as Parquet. */
  public static final String INTERRUPTIONS_PARQUET = "interruptions.parquet";

  /** Name of the availability table as Parquet. */
  public static final String AVAILABILITY_PARQUET = "availability.parquet";

  private MarketFiles() {}

  /**
   * Writes all five files.
   *
   * @param folder where to; made if need be
   * @return the paths written
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  public static List<Path> writeAll(Market market, Path folder) {
    return writeAll(market, folder, WorkListener.none());
  }

  /**
   * As {@link #writeAll(Market, Path)}.
   *
   * @param listener is told how many rows of the two price tables, which are the long ones, are
   *     written
   */
  public static List<Path> writeAll(Market market, Path folder, WorkListener listener) {
    PriceRows rows = new PriceRows(market, listener);
    return List.of(
        csv(market, MarketTable.SPOT_PRICES, folder.resolve(SPOT_PRICES_CSV), rows),
        parquet(market, MarketTable.SPOT_PRICES, folder.resolve(SPOT_PRICES_PARQUET), rows),
        writeInterruptionsCsv(market, folder),
        writeInterruptionsParquet(market, folder),
        writeAvailabilityParquet(market, folder));
  }

  /** Writes {@value #SPOT_PRICES_CSV}. */
  public static Path writeSpotPricesCsv(Market market, Path folder) {
    return csv(market, MarketTable.SPOT_PRICES, folder.resolve(SPOT_PRICES_CSV));
  }

  /** Writes {@value #SPOT_PRICES_PARQUET}. */
  public static Path writeSpotPricesParquet(Market market, Path folder) {
    return parquet(market, MarketTable.SPOT_PRICES, folder.resolve(SPOT_PRICES_PARQUET));
  }

  /** Writes {@value #INTERRUPTIONS_CSV}. */
  public static Path writeInterruptionsCsv(Market market, Path folder) {
    return csv(market, MarketTable.INTERRUPTIONS, folder.resolve(INTERRUPTIONS_CSV));
  }

  /** Writes {@value #INTERRUPTIONS_PARQUET}. */
  public static Path writeInterruptionsParquet(Market market, Path folder) {
    return parquet(market, MarketTable.INTERRUPTIONS, folder.resolve(INTERRUPTIONS_PARQUET));
  }

  /** Writes {@value #AVAILABILITY_PARQUET}: of the pools whose availability is known. */
  public static Path writeAvailabilityParquet(Market market, Path folder) {
    return parquet(market, MarketTable.AVAILABILITY, folder.resolve(AVAILABILITY_PARQUET));
  }

  /** Counts the rows of two tables of prices. */
  private static final class PriceRows implements Runnable {

    private static final int TOLD = 1 << 13;

    private final WorkListener listener;
    private final long of;
    private long written;

    PriceRows(Market market, WorkListener listener) {
      this.listener = listener;
      this.of = 2L * market.pools().size() * market.grid().length();
      listener.done(0, of);
    }

    @Override
    public void run() {
      if (++written % TOLD == 0) {
        listener.done(written, of);
      }
    }
  }

  private static Path csv(Market market, MarketTable table, Path file) {
    return csv(market, table, file, () -> {});
  }

  private static Path parquet(Market market, MarketTable table, Path file) {
    return parquet(market, table, file, () -> {});
  }

  private static Path csv(Market market, MarketTable table, Path file, Runnable eachRow) {
    AtomicFile.write(file, temporary -> CsvMarketWriter.write(market, table, temporary, eachRow));
    return file;
  }

  private static Path parquet(Market market, MarketTable table, Path file, Runnable eachRow) {
    AtomicFile.write(
        file, temporary -> ParquetMarketWriter.write(market, table, temporary, eachRow));
    return file;
  }
}
