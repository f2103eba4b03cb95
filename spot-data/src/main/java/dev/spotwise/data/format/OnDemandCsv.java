package dev.spotwise.data.format;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.OnDemandPrice;
import dev.spotwise.data.RowSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * On-demand prices from a CSV file with the columns {@code instance_type,usd_per_hour} and perhaps
 * {@code effective_from}, {@code region} and {@code product_description}.
 *
 * <p>A price holds from {@code effective_from} on, a date (midnight UTC) or an instant, until the
 * next one of the same type, region and product; without it, it always held. Without region or
 * product it is that of all.
 */
public final class OnDemandCsv {

  private static final String TYPE = "instance_type";
  private static final String PRICE = "usd_per_hour";
  private static final String FROM = "effective_from";
  private static final String REGION = "region";
  private static final String PRODUCT = "product_description";
  private static final int DATE = "2024-01-01".length();

  private final OnDemandHistory.Builder prices = new OnDemandHistory.Builder();
  private final CsvTable.Header header;

  private OnDemandCsv(CsvTable.Header header) {
    this.header = header;
  }

  /**
   * Reads a file, plain or compressed; the columns may stand in any order, beside others. A row may
   * be there twice.
   *
   * @throws MarketDataException if there is no such file, it has another form, a price is not in
   *     [0.000001, 1000000] USD per hour, or one type, region, product and date has two prices
   */
  public static OnDemandHistory read(Path file) {
    return read(file, new RowSink() {});
  }

  /**
   * Reads a file as {@link #read(Path)} does, with someone asked about the rows that can't be read.
   *
   * @param badRows says which are left out
   */
  public static OnDemandHistory read(Path file, RowSink badRows) {
    OnDemandCsv[] reader = new OnDemandCsv[1];
    CsvTable.readSome(
        DataFile.require(file),
        TYPE + "," + PRICE + " (" + String.join(", ", FROM, REGION, PRODUCT) + " may follow)",
        new Problems(badRows),
        header -> {
          reader[0] = new OnDemandCsv(header);
          return isHeader(header) ? reader[0]::add : null;
        });
    return reader[0].prices.build();
  }

  /** Whether these are the columns of such a file. */
  static boolean isHeader(CsvTable.Header header) {
    return header.names().contains(TYPE) && header.names().contains(PRICE);
  }

  private void add(CsvRecord row) {
    String type = field(row, TYPE).orElse("");
    if (type.isEmpty()) {
      throw new IllegalArgumentException("instance_type must be given but was empty");
    }
    prices.add(
        new OnDemandPrice(
            type,
            field(row, REGION),
            field(row, PRODUCT),
            field(row, FROM).map(OnDemandCsv::instant),
            MicroUsd.parse(row.getField(header.names().indexOf(PRICE)))));
  }

  /** The value of a column; empty if there is none. */
  private Optional<String> field(CsvRecord row, String name) {
    int column = header.names().indexOf(name);
    return column < 0
        ? Optional.empty()
        : Optional.of(row.getField(column).strip()).filter(text -> !text.isEmpty());
  }

  private static Instant instant(String text) {
    try {
      boolean date = text.length() == DATE;
      return Instant.ofEpochSecond(Timestamps.parse(date ? text + "T00:00:00Z" : text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          FROM
              + " must be a date or an ISO-8601 instant with Z or an offset, of the years 1970 to"
              + " 2100, but was '"
              + Shown.of(text)
              + "'",
          e);
    }
  }
}
