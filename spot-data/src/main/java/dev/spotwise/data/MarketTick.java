package dev.spotwise.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * The state of some pools at one instant: what a user could know then, nothing later.
 *
 * <p>A view that its cursor reuses from tick to tick: read it before the cursor moves on, never
 * keep it. Pools are numbered as in the {@link MarketShape} of the cursor. Not thread-safe.
 */
public final class MarketTick {

  final long[] microUsd;
  final Availability[] availability;
  final int[] interruptions;
  final boolean[] watched;
  int index = -1;
  long epochSecond;
  double baselineDiscountPercent = Double.NaN;
  Optional<SiblingCounts> siblings = Optional.empty();
  long advisorSecond = Long.MAX_VALUE;
  final double[] advisorShare;

  MarketTick(int poolCount) {
    advisorShare = new double[poolCount];
    Arrays.fill(advisorShare, Double.NaN);
    microUsd = new long[poolCount];
    Arrays.fill(microUsd, MicroUsd.UNKNOWN);
    availability = new Availability[poolCount];
    Arrays.fill(availability, Availability.UNKNOWN);
    interruptions = new int[poolCount];
    watched = new boolean[poolCount];
  }

  /** Number of pools in the tick. */
  public int poolCount() {
    return microUsd.length;
  }

  /** Index of the tick on its grid. */
  public int index() {
    return index;
  }

  /** The instant of the tick, epoch seconds UTC. */
  public long epochSecond() {
    return epochSecond;
  }

  /** Price in effect, micro-USD per instance-hour, or {@link MicroUsd#UNKNOWN}. */
  public long microUsd(int pool) {
    return microUsd[pool];
  }

  /** Availability of a pool. */
  public Availability availability(int pool) {
    return availability[pool];
  }

  /** Whether interruptions of a pool are known; if not, {@link #interruptions} says nothing. */
  public boolean watched(int pool) {
    return watched[pool];
  }

  /**
   * Pool events since the tick before, this tick's instant included; at the first tick of a grid
   * those of one step.
   */
  public int interruptions(int pool) {
    return interruptions[pool];
  }

  /** Siblings of a pool that are known to be up, whatever part of the market the tick holds. */
  public int siblingsUp(Siblings kind, int pool) {
    int own = availability[pool] == Availability.UP ? 1 : 0;
    return siblings.isEmpty() ? 0 : siblings.get().up(kind, pool) - own;
  }

  /** Siblings of a pool that are known to be down, whatever part of the market the tick holds. */
  public int siblingsDown(Siblings kind, int pool) {
    int own = availability[pool] == Availability.DOWN ? 1 : 0;
    return siblings.isEmpty() ? 0 : siblings.get().down(kind, pool) - own;
  }

  /**
   * Siblings of a pool whose interruptions are known, whatever part of the market the tick holds.
   */
  public int siblingsWatched(Siblings kind, int pool) {
    int own = watched[pool] ? 1 : 0;
    return siblings.isEmpty() ? 0 : siblings.get().watched(kind, pool) - own;
  }

  /** Pool events of a pool's siblings since the tick before, whatever part the tick holds. */
  public int siblingInterruptions(Siblings kind, int pool) {
    return siblings.isEmpty() ? 0 : siblings.get().interruptions(kind, pool) - interruptions[pool];
  }

  /**
   * Share of a pool's instances that the Spot Instance Advisor says are interrupted in a month, in
   * (0, 1]: see {@link AdvisorFeed#monthlyShares}. NaN where it has no rating, and before the day
   * of the feed.
   */
  public double advisorMonthlyShare(int pool) {
    return epochSecond < advisorSecond ? Double.NaN : advisorShare[pool];
  }

  /** Whether an instance can be launched: not DOWN, at a price that is known. */
  public boolean launchable(int pool) {
    return microUsd[pool] != MicroUsd.UNKNOWN && availability[pool] != Availability.DOWN;
  }

  /**
   * Mean discount over all pools of the market with a known price, in percent, whatever part of
   * them the tick holds; NaN if no price is known.
   */
  public double baselineDiscountPercent() {
    return baselineDiscountPercent;
  }
}
