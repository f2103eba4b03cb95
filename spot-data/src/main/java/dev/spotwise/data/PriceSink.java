package dev.spotwise.data;

/** Takes the observations that a {@link PriceSource} reads, one after another. */
@FunctionalInterface
public interface PriceSink extends RowSink {

  /**
   * Takes one observation.
   *
   * @param pool whose price
   * @param epochSecond since when, UTC
   * @param microUsdPerHour the price, in [1, {@link MicroUsd#MAX}]
   */
  void accept(CapacityPool pool, long epochSecond, long microUsdPerHour);
}
