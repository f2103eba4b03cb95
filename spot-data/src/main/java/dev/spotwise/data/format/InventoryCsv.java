package dev.spotwise.data.format;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.InstanceLife;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.RowSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An inventory of instances from a CSV file with the columns {@code
 * instance_id,instance_type,availability_zone,launched_at,ended_at}, and {@code
 * product_description} if there is more than Linux. One row is one life of an instance; {@code
 * ended_at} is empty while it runs.
 *
 * @see InstanceInventory
 */
public final class InventoryCsv {

  static final String EXPECTED =
      "instance_id,instance_type,availability_zone,launched_at,ended_at"
          + " (product_description may follow)";

  private static final List<String> NEEDED =
      List.of("instance_id", "instance_type", "availability_zone", "launched_at", "ended_at");
  private static final String PRODUCT = "product_description";

  private final PoolNames pools = new PoolNames();
  private final InstanceInventory.Builder inventory = new InstanceInventory.Builder();
  private final List<Integer> columns;
  private final int product;

  private InventoryCsv(CsvTable.Header header) {
    this.columns = NEEDED.stream().map(header.names()::indexOf).toList();
    this.product = header.names().indexOf(PRODUCT);
  }

  /**
   * Reads a file, plain or compressed; the columns may stand in any order, beside others.
   *
   * @throws MarketDataException if there is no such file, it has another form or no row, a row
   *     can't be read, or two lives of an instance overlap
   */
  public static InstanceInventory read(Path file) {
    return read(file, new RowSink() {});
  }

  /**
   * Reads a file as {@link #read(Path)} does, with someone asked about the rows that can't be read.
   *
   * @param badRows says which are left out
   */
  public static InstanceInventory read(Path file, RowSink badRows) {
    InventoryCsv[] reader = new InventoryCsv[1];
    CsvTable.readSome(
        DataFile.require(file),
        EXPECTED,
        new Problems(badRows),
        header -> {
          reader[0] = new InventoryCsv(header);
          return reader[0].columns.contains(-1) ? null : reader[0]::add;
        });
    return reader[0].inventory.build();
  }

  private void add(CsvRecord row) {
    String ended = field(row, 4);
    String named = product < 0 ? "" : row.getField(product).strip();
    inventory.add(
        new InstanceLife(
            field(row, 0),
            pools.pool(null, field(row, 2), field(row, 1), named.isEmpty() ? null : named),
            instant("launched_at", field(row, 3)),
            ended.isEmpty() ? Optional.empty() : Optional.of(instant("ended_at", ended))));
  }

  private String field(CsvRecord row, int column) {
    return row.getField(columns.get(column)).strip();
  }

  private static Instant instant(String name, String text) {
    try {
      return Instant.ofEpochSecond(Timestamps.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage().replaceFirst("timestamp", name), e);
    }
  }
}
