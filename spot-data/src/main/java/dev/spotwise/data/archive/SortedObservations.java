package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The content of a buffer by partition, pool and time; of one pool and second in the order in which
 * it came. Valid until the buffer changes.
 */
final class SortedObservations {

  private final ObservationBuffer buffer;
  private final CapacityPool[] pools;
  private final int[] order;
  private final int[] starts;
  private final SortedSet<PartitionKey> partitions = new TreeSet<>();
  private final Map<String, List<Integer>> ranksByRegion = new TreeMap<>();

  SortedObservations(ObservationBuffer buffer) {
    this.buffer = buffer;
    this.pools = buffer.pools().toArray(new CapacityPool[0]);
    Integer[] byId = new Integer[pools.length];
    Arrays.setAll(byId, i -> i);
    Arrays.sort(byId, (a, b) -> buffer.pools().get(a).compareTo(buffer.pools().get(b)));
    int[] ranks = new int[pools.length];
    for (int rank = 0; rank < pools.length; rank++) {
      ranks[byId[rank]] = rank;
      pools[rank] = buffer.pools().get(byId[rank]);
    }
    this.starts = new int[pools.length + 1];
    this.order = new int[buffer.size()];
    groupByPool(ranks);
    for (int rank = 0; rank < pools.length; rank++) {
      if (starts[rank] < starts[rank + 1]) {
        sortByTime(starts[rank], starts[rank + 1]);
        findPartitions(rank);
      }
    }
  }

  private void groupByPool(int[] ranks) {
    for (int row = 0; row < buffer.size(); row++) {
      starts[ranks[buffer.poolIndex(row)] + 1]++;
    }
    for (int rank = 0; rank < pools.length; rank++) {
      starts[rank + 1] += starts[rank];
    }
    int[] next = Arrays.copyOf(starts, pools.length);
    for (int row = 0; row < buffer.size(); row++) {
      order[next[ranks[buffer.poolIndex(row)]]++] = row;
    }
  }

  private void sortByTime(int from, int to) {
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = buffer.timeKey(order[i]);
    }
    Arrays.sort(keys);
    for (int i = from; i < to; i++) {
      order[i] = (int) keys[i - from];
    }
  }

  private void findPartitions(int rank) {
    ranksByRegion.computeIfAbsent(pools[rank].region(), unused -> new ArrayList<>()).add(rank);
    long monthEnd = Long.MIN_VALUE;
    for (int i = starts[rank]; i < starts[rank + 1]; i++) {
      long second = buffer.epochSecond(order[i]);
      if (second >= monthEnd) {
        PartitionKey key = PartitionKey.of(pools[rank], second);
        partitions.add(key);
        monthEnd = key.to();
      }
    }
  }

  /** The partitions that have a row here. */
  SortedSet<PartitionKey> partitions() {
    return partitions;
  }

  /**
   * Where a pool stands among those here: twice its rank plus one, or between its neighbours if
   * there are no rows of it.
   */
  int place(CapacityPool pool) {
    int at = Arrays.binarySearch(pools, pool);
    return at >= 0 ? 2 * at + 1 : 2 * (-at - 1);
  }

  /** The rows of a partition. */
  Rows rows(PartitionKey key) {
    return new Rows(key);
  }

  /** Walks over the rows of one partition; stands at the first to begin with. */
  final class Rows {

    private final PartitionKey key;
    private final List<Integer> ranks;
    private int nextRank;
    private int rank;
    private int at;
    private int end;

    private Rows(PartitionKey key) {
      this.key = key;
      this.ranks = ranksByRegion.get(key.region());
      findRow();
    }

    private void findRow() {
      while (at == end && nextRank < ranks.size()) {
        rank = ranks.get(nextRank++);
        at = firstAtOrAfter(key.from());
        end = firstAtOrAfter(key.to());
      }
    }

    private int firstAtOrAfter(long second) {
      int low = starts[rank];
      int high = starts[rank + 1];
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (buffer.epochSecond(order[middle]) < second) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    boolean isDone() {
      return at == end;
    }

    /** {@link #place} of the row's pool. */
    int place() {
      return 2 * rank + 1;
    }

    CapacityPool pool() {
      return pools[rank];
    }

    long epochSecond() {
      return buffer.epochSecond(order[at]);
    }

    long microUsd() {
      return buffer.microUsd(order[at]);
    }

    void advance() {
      at++;
      findRow();
    }
  }
}
