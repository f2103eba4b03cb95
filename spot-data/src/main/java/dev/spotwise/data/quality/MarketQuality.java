package dev.spotwise.data.quality;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of each pool of a market, and for how much of its time. Immutable.
 *
 * @param pools one per pool, in the market's order
 */
public record MarketQuality(List<PoolQuality> pools) {

  /** Freezes. */
  public MarketQuality {
    pools = List.copyOf(pools);
  }

  /**
   * What is known of one pool. Shares are of the market's time, in [0, 1].
   *
   * @param pool the pool
   * @param priceChanges price changes, the first price among them
   * @param priceKnown share of the time from its first price on; 0 without a price
   * @param longestUnchanged longest time between two price changes, or from the last one to the
   *     end: of a quiet pool, or of a gap in the data; zero without a price
   * @param up share known to be up; NaN if no availability is known
   * @param down share known to be down; NaN if no availability is known
   * @param interruptions how many are known; empty if nobody watched
   */
  public record PoolQuality(
      CapacityPool pool,
      int priceChanges,
      double priceKnown,
      Duration longestUnchanged,
      double up,
      double down,
      OptionalInt interruptions) {}

  /** Looks at every pool of a market. O(changes). */
  public static MarketQuality of(Market market) {
    List<PoolQuality> pools = new ArrayList<>();
    for (int pool = 0; pool < market.pools().size(); pool++) {
      pools.add(quality(market, pool));
    }
    return new MarketQuality(pools);
  }

  private static PoolQuality quality(Market market, int pool) {
    TimeGrid grid = market.grid();
    long start = grid.start().getEpochSecond();
    long end = grid.end().getEpochSecond();
    PriceSeries prices = market.prices(pool);
    long longest = 0;
    for (int i = 0; i < prices.size(); i++) {
      long next = i + 1 < prices.size() ? prices.epochSecond(i + 1) : end;
      longest = Math.max(longest, Math.min(next, end) - Math.max(prices.epochSecond(i), start));
    }
    double known =
        prices.isEmpty() ? 0 : share(Math.max(prices.epochSecond(0), start), end, start, end);
    Optional<AvailabilitySeries> states = market.availability(pool);
    return new PoolQuality(
        market.pools().get(pool),
        prices.size(),
        known,
        Duration.ofSeconds(longest),
        states.map(series -> share(series, Availability.UP, start, end)).orElse(Double.NaN),
        states.map(series -> share(series, Availability.DOWN, start, end)).orElse(Double.NaN),
        market
            .interruptions(pool)
            .map(events -> OptionalInt.of(events.size()))
            .orElse(OptionalInt.empty()));
  }

  private static double share(AvailabilitySeries series, Availability state, long start, long end) {
    long seconds = 0;
    for (int i = 0; i < series.size(); i++) {
      if (series.state(i) == state) {
        long until = i + 1 < series.size() ? series.epochSecond(i + 1) : end;
        seconds += Math.max(0, Math.min(until, end) - Math.max(series.epochSecond(i), start));
      }
    }
    return (double) seconds / (end - start);
  }

  private static double share(long from, long to, long start, long end) {
    return (double) Math.max(0, to - from) / (end - start);
  }
}
