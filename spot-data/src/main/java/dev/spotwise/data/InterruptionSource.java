package dev.spotwise.data;

/** A place that interruptions come from; read as a {@link PriceSource} is. */
@FunctionalInterface
public interface InterruptionSource {

  /**
   * Hands the interruptions of a query's window to a sink, in any order. The sink also accepts
   * pools outside the query, which are passed over.
   *
   * @throws MarketDataException if the data can't be read as what it claims to be
   */
  void read(PriceQuery query, InterruptionSink sink);
}
