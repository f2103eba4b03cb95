package dev.spotwise.data.format;

import dev.spotwise.data.Market;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the tables of a market as CSV. The same market gives the same bytes. */
final class CsvMarketWriter {

  private CsvMarketWriter() {}

  static void write(Market market, MarketTable table, Path file, Runnable eachRow)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      CsvRows rows = new CsvRows(out, table.columns());
      rows.writeHeader();
      table.write(
          market,
          row -> {
            rows.writeRow(row);
            eachRow.run();
          });
      rows.flush();
    }
  }
}
