package dev.spotwise.data;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first pass over a market's availability and interruptions: which pools are {@link Siblings},
 * and all that happens to any of them in order of ticks, so that a cursor over some of the pools
 * knows how their siblings in other partitions fare. One entry per change. Immutable.
 */
final class SiblingGroups {

  static final int UP_BEGINS = 0;
  static final int UP_ENDS = 1;
  static final int DOWN_BEGINS = 2;
  static final int DOWN_ENDS = 3;
  static final int INTERRUPTION = 4;

  private static final int WHAT_BITS = 3;
  private static final int WHAT = (1 << WHAT_BITS) - 1;

  private final Map<Siblings, Grouping> groupings;
  private final long[] events;

  private SiblingGroups(Map<Siblings, Grouping> groupings, long[] events) {
    this.groupings = groupings;
    this.events = events;
  }

  static SiblingGroups of(
      TimeGrid grid,
      List<CapacityPool> pools,
      List<Optional<AvailabilitySeries>> availability,
      List<Optional<InterruptionSeries>> interruptions) {
    Map<Siblings, Grouping> groupings = new EnumMap<>(Siblings.class);
    for (Siblings kind : Siblings.values()) {
      groupings.put(kind, new Grouping(kind, pools, interruptions));
    }
    Events events = new Events(grid);
    for (int pool = 0; pool < pools.size(); pool++) {
      int index = pool;
      availability.get(pool).ifPresent(series -> events.addStates(index, series));
      interruptions.get(pool).ifPresent(series -> events.addInterruptions(index, series));
    }
    return new SiblingGroups(groupings, events.sorted());
  }

  Grouping grouping(Siblings kind) {
    return groupings.get(kind);
  }

  int events() {
    return events.length;
  }

  int tick(int event) {
    return (int) (events[event] >> Integer.SIZE);
  }

  int pool(int event) {
    return (int) events[event] >>> WHAT_BITS;
  }

  int what(int event) {
    return (int) events[event] & WHAT;
  }

  /** Which group of one kind every pool belongs to. */
  static final class Grouping {

    private final int[] groupOfPool;
    private final int[] watched;

    private Grouping(
        Siblings kind, List<CapacityPool> pools, List<Optional<InterruptionSeries>> interruptions) {
      groupOfPool = new int[pools.size()];
      Map<String, Integer> groups = new HashMap<>();
      for (int pool = 0; pool < groupOfPool.length; pool++) {
        String name = kind.group(pools.get(pool));
        groupOfPool[pool] = groups.computeIfAbsent(name, any -> groups.size());
      }
      watched = new int[groups.size()];
      for (int pool = 0; pool < groupOfPool.length; pool++) {
        watched[groupOfPool[pool]] += interruptions.get(pool).isPresent() ? 1 : 0;
      }
    }

    int group(int pool) {
      return groupOfPool[pool];
    }

    int groups() {
      return watched.length;
    }

    /** Pools of a group whose interruptions are known. */
    int watched(int group) {
      return watched[group];
    }
  }

  /** Tick, pool and what happened in one number each, so that they sort by tick. */
  private static final class Events {

    private final TimeGrid grid;
    private long[] codes = new long[64];
    private int size;

    Events(TimeGrid grid) {
      this.grid = grid;
    }

    void addStates(int pool, AvailabilitySeries series) {
      Availability before = Availability.UNKNOWN;
      for (int change = 0; change < series.size(); change++) {
        int tick = grid.indexAtOrAfter(series.epochSecond(change));
        boolean lasts =
            change + 1 == series.size()
                || grid.indexAtOrAfter(series.epochSecond(change + 1)) > tick;
        Availability now = series.state(change);
        if (lasts && tick < grid.length() && now != before) {
          add(tick, pool, before, UP_ENDS, DOWN_ENDS);
          add(tick, pool, now, UP_BEGINS, DOWN_BEGINS);
          before = now;
        }
      }
    }

    private void add(int tick, int pool, Availability state, int ifUp, int ifDown) {
      if (state != Availability.UNKNOWN) {
        add(tick, pool, state == Availability.UP ? ifUp : ifDown);
      }
    }

    void addInterruptions(int pool, InterruptionSeries series) {
      for (int event = 0; event < series.size(); event++) {
        long second = series.epochSecond(event);
        int tick = grid.indexAtOrAfter(second);
        if (second > grid.epochSecond(-1) && tick < grid.length()) {
          add(tick, pool, INTERRUPTION);
        }
      }
    }

    private void add(int tick, int pool, int what) {
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, 2 * size);
      }
      codes[size++] = ((long) tick << Integer.SIZE) | ((long) pool << WHAT_BITS) | what;
    }

    long[] sorted() {
      long[] sorted = Arrays.copyOf(codes, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
