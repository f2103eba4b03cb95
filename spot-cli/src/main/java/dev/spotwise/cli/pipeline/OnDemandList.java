package dev.spotwise.cli.pipeline;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * On-demand prices of a market's pools: those that the configuration names, before those of the
 * price list, before those of a world. Of the list, a market has the prices in effect at its first
 * instant throughout: later ones were not known then.
 *
 * @param named prices by type in the configuration
 * @param listed the price list
 * @param world prices by type of a generated world
 * @param span the market's time
 */
record OnDemandList(
    OnDemandPrices named, OnDemandHistory listed, OnDemandPrices world, TimeWindow span) {

  private static final int SHOWN = 5;

  /** The price of a pool, micro-USD per instance-hour; {@link MicroUsd#UNKNOWN} without one. */
  long microUsd(CapacityPool pool) {
    long own = named.microUsd(pool.instanceType());
    long price = own == MicroUsd.UNKNOWN ? listed.microUsdAt(pool, span.from()) : own;
    return price == MicroUsd.UNKNOWN ? world.microUsd(pool.instanceType()) : price;
  }

  /** From when on the list has a price of a pool that has none at the market's start. */
  Optional<Instant> begins(CapacityPool pool) {
    return listed.begins(pool).filter(first -> first.isAfter(span.from()));
  }

  /** What the list changes inside the market's time, which the market does not follow. */
  List<String> notes(Collection<CapacityPool> pools) {
    SortedSet<String> changes = new TreeSet<>();
    for (CapacityPool pool : pools) {
      if (named.microUsd(pool.instanceType()) == MicroUsd.UNKNOWN) {
        listed.changes(pool, span).forEach(change -> changes.add(describe(pool, change)));
      }
    }
    List<String> notes = new ArrayList<>(changes.stream().limit(SHOWN).toList());
    if (changes.size() > SHOWN) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d more changes of on-demand prices lie inside the market's time",
              changes.size() - SHOWN));
    }
    return notes;
  }

  private String describe(CapacityPool pool, OnDemandHistory.Change change) {
    return String.format(
        Locale.ROOT,
        "on-demand price of %s in %s changes from %s to %s USD at %s; %s, the price at the"
            + " market's start, is used throughout",
        pool.instanceType(),
        pool.region(),
        MicroUsd.format(change.fromMicroUsd()),
        MicroUsd.format(change.toMicroUsd()),
        change.at(),
        MicroUsd.format(microUsd(pool)));
  }
}
