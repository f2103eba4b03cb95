package dev.spotwise.cli.pipeline;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Market;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A market and where it came from.
 *
 * @param market the market
 * @param origin what it takes to open it again, as text by name: locations and options
 * @param notes what the user should know about it
 * @param known first instant of the market of which nothing is known, or its end: prices that end
 *     up to two days before it count as known to the end, because AWS repeats them daily
 */
record LoadedMarket(
    Market market, SortedMap<String, String> origin, List<String> notes, Instant known) {

  LoadedMarket {
    requireNonNull(market, "market");
    requireNonNull(known, "known");
    notes = List.copyOf(notes);
  }
}
