package dev.spotwise.data.format;

import dev.spotwise.data.CapacityPool;
import java.util.List;

/** The columns that tell time and pool of a row, and what they say. */
final class ParquetPools {

  static final List<Column> NEEDED =
      List.of(Column.TIMESTAMP, Column.POOL_ID, Column.INSTANCE_TYPE, Column.AZ);

  private final PoolNames names = new PoolNames();

  CapacityPool pool(ParquetTable table, int row) {
    return names.pool(
        table.text(Column.POOL_ID, row),
        required(table, Column.AZ, row),
        required(table, Column.INSTANCE_TYPE, row),
        null);
  }

  static long epochSecond(ParquetTable table, int row) {
    return table.column(Column.TIMESTAMP).epochSecond(row);
  }

  private static String required(ParquetTable table, Column column, int row) {
    String text = table.text(column, row);
    if (text == null) {
      throw new IllegalArgumentException(column.label() + " must be given but was null");
    }
    return text;
  }
}
