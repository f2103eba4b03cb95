package dev.spotwise.data.format;

import dev.spotwise.data.Market;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.parquet.hadoop.ParquetWriter;

/** Writes the tables of a market as Parquet. The same market gives the same bytes. */
final class ParquetMarketWriter {

  private ParquetMarketWriter() {}

  static void write(Market market, MarketTable table, Path file, Runnable eachRow)
      throws IOException {
    Set<Column> optional =
        table == MarketTable.INTERRUPTIONS
            ? Set.of(Column.SPOT_PRICE, Column.DISCOUNT_PERCENT)
            : Set.of();
    ParquetRows.Layout layout = new ParquetRows.Layout(table.label(), table.columns(), optional);
    try (ParquetWriter<MarketRow> writer = ParquetRows.open(file, layout)) {
      table.write(
          market,
          row -> {
            writer.write(row);
            eachRow.run();
          });
    }
  }
}
