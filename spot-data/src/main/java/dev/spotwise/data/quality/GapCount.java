package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the times in which a pool was not observed for longer than a limit. */
final class GapCount {

  private final long limit;
  private final Map<CapacityPool, Long> lastSeen = new HashMap<>();
  private long count;
  private long silentPools;
  private long longest;
  private CapacityPool longestPool;

  /** Counts gaps longer than some seconds. */
  GapCount(long limit) {
    this.limit = limit;
  }

  /** Takes an observation; those of one pool come oldest first. */
  void observe(CapacityPool pool, long second) {
    Long before = lastSeen.put(pool, second);
    if (before != null) {
      count += measure(pool, second - before);
    }
  }

  /** Takes the end of all observations. */
  void end(long second) {
    for (Map.Entry<CapacityPool, Long> seen : new TreeMap<>(lastSeen).entrySet()) {
      silentPools += measure(seen.getKey(), second - seen.getValue());
    }
  }

  private int measure(CapacityPool pool, long seconds) {
    if (seconds > longest) {
      longest = seconds;
      longestPool = pool;
    }
    return seconds > limit ? 1 : 0;
  }

  /** Gaps between two observations of a pool. */
  long count() {
    return count;
  }

  /** Pools whose last observation lies longer before the end of all. */
  long silentPools() {
    return silentPools;
  }

  /** The longest time in which a pool was not observed, a gap or not. */
  Duration longest() {
    return Duration.ofSeconds(longest);
  }

  /** The pool of the longest, or the first of those as long; empty if there is none. */
  String longestPool() {
    return longestPool == null ? "" : longestPool.id();
  }
}
