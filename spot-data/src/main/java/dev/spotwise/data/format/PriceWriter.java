package dev.spotwise.data.format;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSink;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes observations to a price file, one after another; opened by {@link PriceFiles}. The file is
 * whole once this is closed. Memory does not grow with the observations. Not thread-safe.
 */
public final class PriceWriter implements PriceSink, AutoCloseable {

  private final Rows rows;
  private MarketRow row = new MarketRow();

  PriceWriter(Rows rows) {
    this.rows = rows;
  }

  /** Where rows go. */
  interface Rows {

    /** Writes one row, which is reused for the next of its pool. */
    void write(MarketRow row) throws IOException;

    /** Ends the file. */
    void close() throws IOException;
  }

  /**
   * Writes one observation.
   *
   * @throws UncheckedIOException if it can't be written
   */
  @Override
  public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
    if (!pool.equals(row.pool)) {
      row = new MarketRow();
      row.pool = pool;
    }
    row.epochSecond = epochSecond;
    row.spotMicroUsd = microUsdPerHour;
    try {
      rows.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    rows.close();
  }
}
