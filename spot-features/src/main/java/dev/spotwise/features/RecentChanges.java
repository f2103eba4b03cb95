package dev.spotwise.features;

/**
 * The newest changes of each pool, at most {@value #MOST}, none of them older than a span, and what
 * exponential smoothing makes of them.
 *
 * <p>A pool's changes lie in a ring whose cells are there twice, so that they can be read as one
 * run, oldest first. The smoothed values are made again only when a change came or was forgotten.
 */
final class RecentChanges {

  private static final int MOST = 32;
  private static final int CELLS = 2 * MOST;

  private final int longest;
  private final double fast;
  private final double slow;
  private final int[] sizes;
  private final int[] ticks;
  private final int[] next;
  private final int[] held;
  private final double[] smoothedFast;
  private final double[] smoothedSlow;
  private final boolean[] stale;
  private int now;

  /**
   * None yet.
   *
   * @param pools number of pools
   * @param longest a change this many ticks ago or more is forgotten
   * @param fast weight of a new change in the fast smoothing, in (0, 1)
   * @param slow the same in the slow one
   */
  RecentChanges(int pools, int longest, double fast, double slow) {
    this.longest = longest;
    this.fast = fast;
    this.slow = slow;
    sizes = new int[Math.multiplyExact(pools, CELLS)];
    ticks = new int[sizes.length];
    next = new int[pools];
    held = new int[pools];
    smoothedFast = new double[pools];
    smoothedSlow = new double[pools];
    stale = new boolean[pools];
  }

  /** Begins a tick. */
  void advance() {
    now++;
    for (int pool = 0; pool < held.length; pool++) {
      while (held[pool] > 0 && age(pool, held[pool] - 1) >= longest) {
        held[pool]--;
        stale[pool] = true;
      }
    }
  }

  /** A change at the current tick. */
  void add(int pool, int size) {
    int cell = pool * CELLS + next[pool];
    sizes[cell] = size;
    sizes[cell + MOST] = size;
    ticks[cell] = now;
    ticks[cell + MOST] = now;
    next[pool] = (next[pool] + 1) % MOST;
    held[pool] = Math.min(MOST, held[pool] + 1);
    stale[pool] = true;
  }

  /** The newest change's cell; older ones lie before it. */
  private int newest(int pool) {
    return pool * CELLS + next[pool] + MOST - 1;
  }

  /** How many changes are remembered. */
  int count(int pool) {
    return held[pool];
  }

  /** Size of a change, 0 being the newest. */
  int size(int pool, int change) {
    return sizes[newest(pool) - change];
  }

  /** Ticks since a change, 0 being the newest. */
  int age(int pool, int change) {
    return now - ticks[newest(pool) - change];
  }

  /** Where {@code e = (1 - fast) e + fast x size} ends, from 0 and the oldest change on. */
  double smoothedFast(int pool) {
    smooth(pool);
    return smoothedFast[pool];
  }

  /** The same with the slow weight. */
  double smoothedSlow(int pool) {
    smooth(pool);
    return smoothedSlow[pool];
  }

  private void smooth(int pool) {
    if (!stale[pool]) {
      return;
    }
    stale[pool] = false;
    double quickly = 0;
    double slowly = 0;
    int newest = newest(pool);
    for (int cell = newest + 1 - held[pool]; cell <= newest; cell++) {
      quickly = (1 - fast) * quickly + fast * sizes[cell];
      slowly = (1 - slow) * slowly + slow * sizes[cell];
    }
    smoothedFast[pool] = quickly;
    smoothedSlow[pool] = slowly;
  }
}
