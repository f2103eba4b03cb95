package dev.spotwise.data;

/** A place that availability comes from; read as a {@link PriceSource} is. */
@FunctionalInterface
public interface AvailabilitySource {

  /**
   * Hands the availability of a query's pools to a sink, oldest first within a pool.
   *
   * @throws MarketDataException if the data can't be read as what it claims to be
   */
  void read(PriceQuery query, AvailabilitySink sink);
}
