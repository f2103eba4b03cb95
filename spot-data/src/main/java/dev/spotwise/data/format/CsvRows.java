package dev.spotwise.data.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes rows as CSV: UTF-8, {@code \n}, a header line. */
final class CsvRows {

  private final List<Column> columns;
  private final CsvLine line;
  private MarketRow last;
  private byte[] id;
  private byte[] type;
  private byte[] zone;
  private byte[] product;

  CsvRows(OutputStream out, List<Column> columns) {
    this.columns = columns;
    this.line = new CsvLine(out);
  }

  /** Writes the names of the columns. */
  void writeHeader() throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      separate(i);
      line.text(CsvLine.quoted(columns.get(i).label()));
    }
    line.end();
  }

  /** Writes one row, which may be reused for the next of its pool. */
  void writeRow(MarketRow row) throws IOException {
    if (row != last) {
      last = row;
      id = CsvLine.quoted(row.pool.id());
      type = CsvLine.quoted(row.pool.instanceType());
      zone = CsvLine.quoted(row.pool.zone());
      product = CsvLine.quoted(row.pool.product());
    }
    for (int i = 0; i < columns.size(); i++) {
      separate(i);
      writeField(columns.get(i), row);
    }
    line.end();
  }

  /** Hands what is buffered to the stream. */
  void flush() throws IOException {
    line.flush();
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
      case AZ, AVAILABILITY_ZONE -> line.text(zone);
      case PRODUCT_DESCRIPTION -> line.text(product);
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
