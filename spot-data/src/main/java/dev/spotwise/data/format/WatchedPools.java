package dev.spotwise.data.format;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The pools of the option {@code watched}: comma-separated pool ids that were watched even if the
 * file says nothing of them.
 *
 * @param pools sorted by id
 */
record WatchedPools(SortedSet<CapacityPool> pools) {

  static final String OPTION = "watched";

  /** The option as it is listed. */
  static final SourceOption DESCRIBED =
      SourceOption.optional(
          OPTION,
          "comma-separated ids of pools that were watched though the file has no row of them");

  WatchedPools {
    pools = Collections.unmodifiableSortedSet(new TreeSet<>(pools));
  }

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException if an id is none
   */
  static WatchedPools of(SourceOptions options) {
    SortedSet<CapacityPool> pools = new TreeSet<>();
    for (String id : options.find(OPTION).orElse("").split(",", -1)) {
      if (!id.isBlank()) {
        pools.add(CapacityPool.parse(id.strip()));
      }
    }
    return new WatchedPools(pools);
  }

  /** Tells a sink about those that a query asks for. */
  void announce(PriceQuery query, InterruptionSink sink) {
    pools.stream().filter(query::accepts).forEach(sink::watched);
  }

  /** Hands an interruption over if the query asks for it; its pool was watched in any case. */
  static void accept(CapacityPool pool, long second, PriceQuery query, InterruptionSink sink) {
    if (query.accepts(pool)) {
      if (query.window().contains(Instant.ofEpochSecond(second))) {
        sink.accept(pool, second);
      } else {
        sink.watched(pool);
      }
    }
  }
}
