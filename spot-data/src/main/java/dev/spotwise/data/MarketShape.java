package dev.spotwise.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What stays the same from tick to tick: the pools, in order, and what they cost on demand.
 * Immutable.
 */
public final class MarketShape {

  private final List<CapacityPool> pools;
  private final List<InstanceType> types;
  private final long[] onDemandMicroUsd;
  private final long stepSeconds;

  MarketShape(
      List<CapacityPool> pools,
      List<InstanceType> types,
      long[] onDemandMicroUsd,
      long stepSeconds) {
    this.pools = List.copyOf(pools);
    this.types = List.copyOf(types);
    this.onDemandMicroUsd = onDemandMicroUsd;
    this.stepSeconds = stepSeconds;
  }

  /** The pools, sorted by id; a pool's place in this list is its index everywhere. */
  public List<CapacityPool> pools() {
    return pools;
  }

  /** Number of pools. */
  public int poolCount() {
    return pools.size();
  }

  /** Size of pool {@code pool}. */
  public InstanceType type(int pool) {
    return types.get(pool);
  }

  /** On-demand price of pool {@code pool}, micro-USD per instance-hour. */
  public long onDemandMicroUsd(int pool) {
    return onDemandMicroUsd[pool];
  }

  /** Seconds between ticks. */
  public long stepSeconds() {
    return stepSeconds;
  }

  /** The index of a pool, -1 if it is not one of these. */
  public int indexOf(CapacityPool pool) {
    return Math.max(-1, Collections.binarySearch(pools, pool));
  }

  /** The shape of the pools {@code [first, first + count)} alone. */
  public MarketShape partition(int first, int count) {
    return new MarketShape(
        pools.subList(first, first + count),
        types.subList(first, first + count),
        Arrays.copyOfRange(onDemandMicroUsd, first, first + count),
        stepSeconds);
  }
}
