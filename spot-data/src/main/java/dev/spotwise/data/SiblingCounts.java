package dev.spotwise.data;

import java.util.EnumMap;
import java.util.Map;

/**
 * How the groups of siblings fare at one tick: pools up, pools down, pool events since the tick
 * before. A fold over {@link SiblingGroups}. Not thread-safe.
 */
final class SiblingCounts {

  private final SiblingGroups groups;
  private final int firstPool;
  private final Map<Siblings, Counts> byKind = new EnumMap<>(Siblings.class);
  private final Counts[] counts;
  private int firstOfTick;
  private int next;

  /**
   * Counts before the first tick.
   *
   * @param groups of all pools of the market
   * @param firstPool the market's index of the first pool that is asked for
   */
  SiblingCounts(SiblingGroups groups, int firstPool) {
    this.groups = groups;
    this.firstPool = firstPool;
    for (Siblings kind : Siblings.values()) {
      byKind.put(kind, new Counts(groups.grouping(kind)));
    }
    counts = byKind.values().toArray(Counts[]::new);
  }

  void advance(int tick) {
    for (int event = firstOfTick; event < next; event++) {
      if (groups.what(event) == SiblingGroups.INTERRUPTION) {
        add(event, -1);
      }
    }
    firstOfTick = next;
    while (next < groups.events() && groups.tick(next) <= tick) {
      add(next, 1);
      next++;
    }
  }

  private void add(int event, int number) {
    for (Counts one : counts) {
      one.add(groups.pool(event), groups.what(event), number);
    }
  }

  /** Pools of a pool's group that are up, itself included. */
  int up(Siblings kind, int pool) {
    Counts of = byKind.get(kind);
    return of.up[of.grouping.group(firstPool + pool)];
  }

  /** Pools of a pool's group that are down, itself included. */
  int down(Siblings kind, int pool) {
    Counts of = byKind.get(kind);
    return of.down[of.grouping.group(firstPool + pool)];
  }

  /** Pool events in a pool's group since the tick before, its own included. */
  int interruptions(Siblings kind, int pool) {
    Counts of = byKind.get(kind);
    return of.interruptions[of.grouping.group(firstPool + pool)];
  }

  /** Pools of a pool's group whose interruptions are known, itself included. */
  int watched(Siblings kind, int pool) {
    SiblingGroups.Grouping grouping = byKind.get(kind).grouping;
    return grouping.watched(grouping.group(firstPool + pool));
  }

  /** Counts by group of one kind. */
  private static final class Counts {

    final SiblingGroups.Grouping grouping;
    final int[] up;
    final int[] down;
    final int[] interruptions;

    Counts(SiblingGroups.Grouping grouping) {
      this.grouping = grouping;
      up = new int[grouping.groups()];
      down = new int[grouping.groups()];
      interruptions = new int[grouping.groups()];
    }

    void add(int pool, int what, int number) {
      int group = grouping.group(pool);
      switch (what) {
        case SiblingGroups.UP_BEGINS -> up[group] += number;
        case SiblingGroups.UP_ENDS -> up[group] -= number;
        case SiblingGroups.DOWN_BEGINS -> down[group] += number;
        case SiblingGroups.DOWN_ENDS -> down[group] -= number;
        default -> interruptions[group] += number;
      }
    }
  }
}
