package dev.spotwise.cli.pipeline;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Market;
import java.util.List;
import java.util.SortedMap;

/**
 * A market and where it came from.
 *
 * @param market the market
 * @param origin what it takes to open it again, as text by name: locations and options
 * @param notes what the user should know about it
 */
record LoadedMarket(Market market, SortedMap<String, String> origin, List<String> notes) {

  LoadedMarket {
    requireNonNull(market, "market");
    notes = List.copyOf(notes);
  }
}
