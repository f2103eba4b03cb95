package dev.spotwise.data.format;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.spotwise.data.CapacityPool;

/** Finds the time and the pool of CSV rows. */
final class CsvPools {

  private final PoolNames pools = new PoolNames();
  private final int timestamp;
  private final int id;
  private final int zone;
  private final int type;
  private final int product;

  CsvPools(CsvTable.Header header) {
    timestamp = header.find(Column.TIMESTAMP);
    id = header.find(Column.POOL_ID);
    zone = zone(header);
    type = header.find(Column.INSTANCE_TYPE);
    product = header.find(Column.PRODUCT_DESCRIPTION);
  }

  /** Whether a header tells the pool of a row, in one way or more that must agree. */
  static boolean canTell(CsvTable.Header header) {
    boolean parts = header.has(Column.INSTANCE_TYPE) && zone(header) >= 0;
    boolean oneZone = !header.has(Column.AZ, Column.AVAILABILITY_ZONE);
    return oneZone && (parts || header.has(Column.POOL_ID));
  }

  /** The column that tells the zone, a name if there is one or else an id; -1 if there is none. */
  private static int zone(CsvTable.Header header) {
    int name = Math.max(header.find(Column.AZ), header.find(Column.AVAILABILITY_ZONE));
    return name >= 0 ? name : header.find(Column.AVAILABILITY_ZONE_ID);
  }

  long epochSecond(CsvRecord row) {
    return Timestamps.parse(row.getField(timestamp));
  }

  CapacityPool pool(CsvRecord row) {
    boolean parts = zone >= 0 && type >= 0;
    return pools.pool(
        id < 0 ? null : row.getField(id),
        parts ? row.getField(zone) : null,
        parts ? row.getField(type) : null,
        product < 0 ? null : row.getField(product));
  }
}
