package dev.spotwise.data;

/**
 * A place that spot prices come from. Found by the scheme of its {@link PriceSourceProvider}.
 *
 * <p>A source may be read any number of times and gives the same observations each time.
 */
@FunctionalInterface
public interface PriceSource {

  /**
   * Hands the observations of a query to a sink, in any order: those within the window, and those
   * before it from which the price at its beginning follows (more than that does no harm). Each
   * observation is a price from its second on; unchanged prices may be repeated.
   *
   * @throws MarketDataException if the data can't be read as what it claims to be
   */
  void read(PriceQuery query, PriceSink sink);
}
