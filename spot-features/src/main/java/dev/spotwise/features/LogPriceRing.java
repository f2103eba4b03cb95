package dev.spotwise.features;

import java.util.Arrays;

/**
 * The logs of the prices of some pools over the newest ticks, pools side by side. Unknown only
 * before a pool's first known price.
 */
final class LogPriceRing {

  static final int UNKNOWN = Integer.MIN_VALUE;

  private final int slots;
  private final int pools;
  private final int[] logs;
  private final int[] known;
  private int slot;

  LogPriceRing(int slots, int pools) {
    this.slots = slots;
    this.pools = pools;
    logs = new int[Math.multiplyExact(slots, pools)];
    Arrays.fill(logs, UNKNOWN);
    known = new int[pools];
  }

  /** Makes room for a tick; each pool must be set then. */
  void advance() {
    slot = slot + 1 == slots ? 0 : slot + 1;
  }

  void set(int pool, int log) {
    logs[slot * pools + pool] = log;
    if (log != UNKNOWN && known[pool] < slots) {
      known[pool]++;
    }
  }

  int pools() {
    return pools;
  }

  /** Ticks in the ring at which a price of the pool is known: the newest ones. */
  int knownTicks(int pool) {
    return known[pool];
  }

  /** Where the cells of some ticks ago begin, fewer than there are slots. */
  int stripe(int ticksAgo) {
    int back = slot - ticksAgo;
    return (back < 0 ? back + slots : back) * pools;
  }

  int at(int cell) {
    return logs[cell];
  }

  int ago(int pool, int ticks) {
    return logs[stripe(ticks) + pool];
  }
}
