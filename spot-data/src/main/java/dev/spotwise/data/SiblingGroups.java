package dev.spotwise.data;

import java.util.Arrays;
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

  private final int[][] groupOfPool;
  private final int[][] watched;
  private final long[] events;

  private SiblingGroups(int[][] groupOfPool, int[][] watched, long[] events) {
    this.groupOfPool = groupOfPool;
    this.watched = watched;
    this.events = events;
  }

  static SiblingGroups of(
      TimeGrid grid,
      List<CapacityPool> pools,
      List<Optional<AvailabilitySeries>> availability,
      List<Optional<InterruptionSeries>> interruptions) {
    Siblings[] kinds = Siblings.values();
    int[][] groupOfPool = new int[kinds.length][pools.size()];
    int[][] watched = new int[kinds.length][];
    for (Siblings kind : kinds) {
      Map<String, Integer> groups = new HashMap<>();
      for (int pool = 0; pool < pools.size(); pool++) {
        String name = kind.group(pools.get(pool));
        groupOfPool[kind.ordinal()][pool] = groups.computeIfAbsent(name, any -> groups.size());
      }
      watched[kind.ordinal()] = new int[groups.size()];
      for (int pool = 0; pool < pools.size(); pool++) {
        int known = interruptions.get(pool).isPresent() ? 1 : 0;
        watched[kind.ordinal()][groupOfPool[kind.ordinal()][pool]] += known;
      }
    }
    Events events = new Events(grid);
    for (int pool = 0; pool < pools.size(); pool++) {
      int index = pool;
      availability.get(pool).ifPresent(series -> events.addStates(index, series));
      interruptions.get(pool).ifPresent(series -> events.addInterruptions(index, series));
    }
    return new SiblingGroups(groupOfPool, watched, events.sorted());
  }

  int group(Siblings kind, int pool) {
    return groupOfPool[kind.ordinal()][pool];
  }

  int groups(Siblings kind) {
    return watched[kind.ordinal()].length;
  }

  /** Pools of a group whose interruptions are known. */
  int watched(Siblings kind, int group) {
    return watched[kind.ordinal()][group];
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
