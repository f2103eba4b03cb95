package dev.spotwise.data;

/**
 * How the groups of siblings fare at one tick: pools up, pools down, pool events since the tick
 * before. A fold over {@link SiblingGroups}. Not thread-safe.
 */
final class SiblingCounts {

  private static final Siblings[] KINDS = Siblings.values();

  private final SiblingGroups groups;
  private final int firstPool;
  private final int[][] up = new int[KINDS.length][];
  private final int[][] down = new int[KINDS.length][];
  private final int[][] interruptions = new int[KINDS.length][];
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
    for (Siblings kind : KINDS) {
      up[kind.ordinal()] = new int[groups.groups(kind)];
      down[kind.ordinal()] = new int[groups.groups(kind)];
      interruptions[kind.ordinal()] = new int[groups.groups(kind)];
    }
  }

  void advance(int tick) {
    for (int event = firstOfTick; event < next; event++) {
      if (groups.what(event) == SiblingGroups.INTERRUPTION) {
        add(interruptions, event, -1);
      }
    }
    firstOfTick = next;
    while (next < groups.events() && groups.tick(next) <= tick) {
      switch (groups.what(next)) {
        case SiblingGroups.UP_BEGINS -> add(up, next, 1);
        case SiblingGroups.UP_ENDS -> add(up, next, -1);
        case SiblingGroups.DOWN_BEGINS -> add(down, next, 1);
        case SiblingGroups.DOWN_ENDS -> add(down, next, -1);
        default -> add(interruptions, next, 1);
      }
      next++;
    }
  }

  private void add(int[][] counts, int event, int number) {
    for (Siblings kind : KINDS) {
      counts[kind.ordinal()][groups.group(kind, groups.pool(event))] += number;
    }
  }

  /** Pools of a pool's group that are up, itself included. */
  int up(Siblings kind, int pool) {
    return up[kind.ordinal()][groups.group(kind, firstPool + pool)];
  }

  /** Pools of a pool's group that are down, itself included. */
  int down(Siblings kind, int pool) {
    return down[kind.ordinal()][groups.group(kind, firstPool + pool)];
  }

  /** Pool events in a pool's group since the tick before, its own included. */
  int interruptions(Siblings kind, int pool) {
    return interruptions[kind.ordinal()][groups.group(kind, firstPool + pool)];
  }

  /** Pools of a pool's group whose interruptions are known, itself included. */
  int watched(Siblings kind, int pool) {
    return groups.watched(kind, groups.group(kind, firstPool + pool));
  }
}
