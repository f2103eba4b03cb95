package dev.spotwise.data.synthetic;

import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.SourceOptions;

/**
 * A generated market. The same options give the same prices and events; what one pool does never
 * depends on which others are read.
 *
 * <p>Immutable and thread-safe.
 */
public interface SyntheticWorld extends PriceSource, InterruptionSource {

  /** Which pools it has, and when. */
  WorldPools pools();

  /** Its settings as options; every one is written, so that they open the same world again. */
  SourceOptions toOptions();

  /** What the world knows and no user can. */
  WorldTruth truth();

  /** What it shows of its availability; nothing by default. */
  default AvailabilitySource availability() {
    return (query, sink) -> {};
  }

  /**
   * All of it as a market at the world's own step: every pool with its prices, interruptions and,
   * where the world shows it, availability. Memory follows price changes.
   *
   * @throws IllegalArgumentException if the catalogue does not know the size of a type
   */
  default Market market() {
    return WorldMarket.of(this);
  }
}
