package dev.spotwise.charts;

import dev.spotwise.backtest.ReplayEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where one instance of the workload ran and when, read from the events of a replay.
 *
 * @param stays what it held, oldest first
 */
record HeldPath(List<Stay> stays) {

  private static final String ON_DEMAND = "on-demand ";

  /** How a stay began. */
  enum Begin {
    START,
    MIGRATION,
    RESTART
  }

  /**
   * A time in one place.
   *
   * @param place the pool's id or {@code on-demand TYPE}
   * @param from when it began
   * @param to when it ended
   * @param begin how it began
   * @param lost whether it ended by an interruption
   */
  record Stay(String place, Instant from, Instant to, Begin begin, boolean lost) {

    boolean onDemand() {
      return place.startsWith(ON_DEMAND);
    }

    long seconds() {
      return to.getEpochSecond() - from.getEpochSecond();
    }
  }

  /** Freezes. */
  HeldPath {
    stays = List.copyOf(stays);
  }

  /** The paths of all instances, by number; what still ran at the end ran until {@code end}. */
  static SortedMap<Integer, HeldPath> of(List<ReplayEvent> events, Instant end) {
    SortedMap<Integer, List<Stay>> paths = new TreeMap<>();
    Map<Integer, Stay> open = new TreeMap<>();
    for (ReplayEvent event : events) {
      int instance = event.instance();
      switch (event.kind()) {
        case START, MIGRATION, RESTART -> {
          close(paths, open, instance, event.at(), false);
          Begin begin = Begin.valueOf(event.kind().name());
          open.put(instance, new Stay(event.placement(), event.at(), end, begin, false));
        }
        case INTERRUPTION -> close(paths, open, instance, event.at(), true);
        case STOP, DONE -> close(paths, open, instance, event.at(), false);
        default -> {
          // Costs nothing but money.
        }
      }
    }
    for (int instance : List.copyOf(open.keySet())) {
      close(paths, open, instance, end, false);
    }
    SortedMap<Integer, HeldPath> all = new TreeMap<>();
    paths.forEach((instance, stays) -> all.put(instance, new HeldPath(stays)));
    return all;
  }

  private static void close(
      SortedMap<Integer, List<Stay>> paths,
      Map<Integer, Stay> open,
      int instance,
      Instant at,
      boolean lost) {
    Stay stay = open.remove(instance);
    if (stay != null) {
      Instant to = at.isBefore(stay.from()) ? stay.from() : at;
      paths
          .computeIfAbsent(instance, number -> new ArrayList<>())
          .add(new Stay(stay.place(), stay.from(), to, stay.begin(), lost));
    }
  }

  /** How often a stay began in a way. */
  long count(Begin begin) {
    return stays.stream().filter(stay -> stay.begin() == begin).count();
  }

  /** Seconds by place. */
  SortedMap<String, Long> seconds() {
    SortedMap<String, Long> seconds = new TreeMap<>();
    stays.forEach(stay -> seconds.merge(stay.place(), stay.seconds(), Long::sum));
    return seconds;
  }
}
