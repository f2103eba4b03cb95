package dev.spotwise.data.format;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import java.util.Locale;

/** Hands the entries of a price history over, whatever form they were printed in. */
final class AwsEntries {

  private final AwsZones zones;
  private final PriceQuery query;
  private final PriceSink sink;
  private final PoolNames pools = new PoolNames();
  private final long to;

  AwsEntries(AwsZones zones, PriceQuery query, PriceSink sink) {
    this.zones = zones;
    this.query = query;
    this.sink = sink;
    this.to = query.window().toEpochSecond();
  }

  /** One entry, its fields as they stand in the file; null where there is none. */
  static final class Entry {

    String zoneName;
    String zoneId;
    String type;
    String product;
    String price;
    String timestamp;

    /** Whether a field of an entry was there. */
    boolean hasAny() {
      return zoneName != null
          || zoneId != null
          || type != null
          || product != null
          || price != null
          || timestamp != null;
    }
  }

  /**
   * Hands an entry over if the query asks for it.
   *
   * @throws IllegalArgumentException if a field is missing or wrong
   */
  void accept(Entry entry) {
    String zone = zones.choose(entry.zoneName, entry.zoneId);
    if (zone == null || entry.type == null || entry.price == null || entry.timestamp == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "entry must have %s, InstanceType, SpotPrice and Timestamp but had %s, %s, %s and %s",
              zones == AwsZones.IDS ? "AvailabilityZoneId" : "AvailabilityZone",
              shown(zone),
              shown(entry.type),
              shown(entry.price),
              shown(entry.timestamp)));
    }
    CapacityPool pool = pools.pool(null, zone, entry.type, entry.product);
    long second = Timestamps.parse(entry.timestamp);
    long microUsd = price(entry.price, pool);
    if (second < to && query.accepts(pool)) {
      sink.accept(pool, second, microUsd);
    }
  }

  private static long price(String text, CapacityPool pool) {
    try {
      return MicroUsd.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + " for " + pool, e);
    }
  }

  private static String shown(String value) {
    return value == null ? "none" : Shown.of(value);
  }
}
