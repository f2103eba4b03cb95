package dev.spotwise.cli.pipeline;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.AvailabilitySink;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.RowSink;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gathers interruptions and availability into series. */
final class EventCollector implements InterruptionSink, AvailabilitySink {

  private static final int SHOWN = 5;

  private final SortedMap<CapacityPool, List<Long>> interruptions = new TreeMap<>();
  private final SortedMap<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();
  private RowSink badRows = new RowSink() {};

  /** Has someone asked about the bad rows of what is read from now on. */
  void ask(RowSink about) {
    badRows = about;
  }

  @Override
  public boolean skips(String problem) {
    return badRows.skips(problem);
  }

  @Override
  public void watched(CapacityPool pool) {
    interruptions.computeIfAbsent(pool, unused -> new ArrayList<>());
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond) {
    interruptions.computeIfAbsent(pool, unused -> new ArrayList<>()).add(epochSecond);
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond, Availability state) {
    states
        .computeIfAbsent(pool, unused -> new AvailabilitySeries.Builder())
        .add(epochSecond, state);
  }

  /** Says which pools were passed over because a market does not have them. */
  List<String> outside(Market market) {
    SortedSet<String> names = new TreeSet<>();
    interruptions.keySet().forEach(pool -> names.add(pool.id()));
    states.keySet().forEach(pool -> names.add(pool.id()));
    market.pools().forEach(pool -> names.remove(pool.id()));
    if (names.isEmpty()) {
      return List.of();
    }
    String some = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return List.of(
        "interruptions or availability of "
            + names.size()
            + " pools without prices are passed over: "
            + some
            + (names.size() > SHOWN ? ", ..." : ""));
  }

  void addTo(Market.Builder market) {
    interruptions.forEach(
        (pool, times) ->
            market.interruptions(
                pool, InterruptionSeries.of(times.stream().mapToLong(Long::longValue).toArray())));
    states.forEach((pool, builder) -> market.availability(pool, builder.build()));
  }
}
