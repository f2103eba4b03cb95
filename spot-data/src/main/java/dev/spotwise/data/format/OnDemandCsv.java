package dev.spotwise.data.format;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.OnDemandPrices;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** On-demand prices from a CSV file with the columns {@code instance_type,usd_per_hour}. */
public final class OnDemandCsv {

  private static final String TYPE = "instance_type";
  private static final String PRICE = "usd_per_hour";

  private OnDemandCsv() {}

  /**
   * Reads a file, plain or compressed; the two columns may stand in any order, beside others.
   *
   * @throws MarketDataException if there is no such file, it has another form, a price is not in
   *     [0.000001, 1000000] USD per hour, or one type has two prices
   */
  public static OnDemandPrices read(Path file) {
    SortedMap<String, Long> prices = new TreeMap<>();
    CsvTable.readSome(
        DataFile.require(file),
        TYPE + "," + PRICE,
        Problems.strict(),
        header -> {
          int type = header.names().indexOf(TYPE);
          int price = header.names().indexOf(PRICE);
          return type < 0 || price < 0 ? null : row -> put(row, type, price, prices);
        });
    return new OnDemandPrices(prices);
  }

  private static void put(
      CsvRecord row, int typeColumn, int priceColumn, SortedMap<String, Long> prices) {
    String type = row.getField(typeColumn).strip();
    if (type.isEmpty()) {
      throw new IllegalArgumentException("instance_type must be given but was empty");
    }
    long price = MicroUsd.parse(row.getField(priceColumn));
    Long before = prices.putIfAbsent(type, price);
    if (before != null && before != price) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have one price but had %s and %s",
              Shown.of(type),
              MicroUsd.format(before),
              MicroUsd.format(price)));
    }
  }
}
