package dev.spotwise.features;

/** The newest changes of each pool, at most {@value #MOST}, none of them older than a span. */
final class RecentChanges {

  private static final int MOST = 32;

  private final int longest;
  private final int[] sizes;
  private final int[] ticks;
  private final int[] next;
  private final int[] held;
  private int now;

  /**
   * None yet.
   *
   * @param pools number of pools
   * @param longest a change this many ticks ago or more is forgotten
   */
  RecentChanges(int pools, int longest) {
    this.longest = longest;
    sizes = new int[Math.multiplyExact(pools, MOST)];
    ticks = new int[sizes.length];
    next = new int[pools];
    held = new int[pools];
  }

  /** Begins a tick. */
  void advance() {
    now++;
  }

  /** A change at the current tick. */
  void add(int pool, int size) {
    sizes[pool * MOST + next[pool]] = size;
    ticks[pool * MOST + next[pool]] = now;
    next[pool] = (next[pool] + 1) % MOST;
    held[pool] = Math.min(MOST, held[pool] + 1);
  }

  private int place(int pool, int change) {
    return pool * MOST + Math.floorMod(next[pool] - 1 - change, MOST);
  }

  /** How many changes are remembered. */
  int count(int pool) {
    int count = 0;
    while (count < held[pool] && age(pool, count) < longest) {
      count++;
    }
    return count;
  }

  /** Size of a change, 0 being the newest. */
  int size(int pool, int change) {
    return sizes[place(pool, change)];
  }

  /** Ticks since a change, 0 being the newest. */
  int age(int pool, int change) {
    return now - ticks[place(pool, change)];
  }

  /** Where {@code e = (1 - share) e + share x size} ends, from 0 and the oldest change on. */
  double smoothed(int pool, double share) {
    double smoothed = 0;
    for (int change = count(pool) - 1; change >= 0; change--) {
      smoothed = (1 - share) * smoothed + share * size(pool, change);
    }
    return smoothed;
  }
}
