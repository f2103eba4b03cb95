package dev.spotwise.data.format;

import dev.spotwise.data.Market;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the tables of a market as CSV: UTF-8, {@code \n}, a header line. */
final class CsvMarketWriter {

  private final List<Column> columns;
  private final CsvLine line;
  private MarketRow last;
  private byte[] id;
  private byte[] type;
  private byte[] zone;

  private CsvMarketWriter(List<Column> columns, OutputStream out) {
    this.columns = columns;
    this.line = new CsvLine(out);
  }

  static void write(Market market, MarketTable table, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      CsvMarketWriter writer = new CsvMarketWriter(table.columns(), out);
      writer.writeHeader();
      table.write(market, writer::writeRow);
      writer.line.flush();
    }
  }

  private void writeHeader() throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      separate(i);
      line.text(CsvLine.quoted(columns.get(i).label()));
    }
    line.end();
  }

  private void writeRow(MarketRow row) throws IOException {
    if (row != last) {
      last = row;
      id = CsvLine.quoted(row.pool.id());
      type = CsvLine.quoted(row.pool.instanceType());
      zone = CsvLine.quoted(row.pool.zone());
    }
    for (int i = 0; i < columns.size(); i++) {
      separate(i);
      writeField(columns.get(i), row);
    }
    line.end();
  }

  private void separate(int column) {
    if (column > 0) {
      line.comma();
    }
  }

  private void writeField(Column column, MarketRow row) {
    switch (column) {
      case TIMESTAMP -> line.instant(row.epochSecond);
      case POOL_ID -> line.text(id);
      case INSTANCE_TYPE -> line.text(type);
      case AZ -> line.text(zone);
      case SPOT_PRICE -> {
        if (row.hasPrice()) {
          line.price(row.spotMicroUsd);
        }
      }
      case ON_DEMAND_PRICE -> line.price(row.onDemandMicroUsd);
      case DISCOUNT_PERCENT -> {
        if (row.hasPrice()) {
          line.fourDecimals(row.discountTenThousandths());
        }
      }
      case AVAILABILITY -> line.text(CsvLine.quoted(row.availability.name()));
      default -> throw new IllegalStateException("column is never written: " + column);
    }
  }
}
