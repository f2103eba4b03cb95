package dev.spotwise.cli.pipeline;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.AvailabilitySink;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers interruptions and availability into series. */
final class EventCollector implements InterruptionSink, AvailabilitySink {

  private final SortedMap<CapacityPool, List<Long>> interruptions = new TreeMap<>();
  private final SortedMap<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();

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

  void addTo(Market.Builder market) {
    interruptions.forEach(
        (pool, times) ->
            market.interruptions(
                pool, InterruptionSeries.of(times.stream().mapToLong(Long::longValue).toArray())));
    states.forEach((pool, builder) -> market.availability(pool, builder.build()));
  }
}
