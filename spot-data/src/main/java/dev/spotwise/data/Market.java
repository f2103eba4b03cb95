package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices, availability and interruptions of many pools over a {@link TimeGrid}.
 *
 * <p>Holds change events, not cells, so that memory follows what happened and not the length of the
 * grid. A {@link MarketCursor} turns it into ticks. Immutable and thread-safe.
 */
public final class Market {

  private final TimeGrid grid;
  private final MarketShape shape;
  private final List<PriceSeries> prices;
  private final List<Optional<AvailabilitySeries>> availability;
  private final List<Optional<InterruptionSeries>> interruptions;
  private final double[] baselineDiscount;
  private final Optional<SiblingGroups> siblings;
  private final Optional<AdvisorShares> advisor;

  private Market(
      TimeGrid grid,
      MarketShape shape,
      List<PriceSeries> prices,
      List<Optional<AvailabilitySeries>> availability,
      List<Optional<InterruptionSeries>> interruptions,
      Optional<AdvisorShares> advisor) {
    this.grid = grid;
    this.shape = shape;
    this.prices = List.copyOf(prices);
    this.availability = List.copyOf(availability);
    this.interruptions = List.copyOf(interruptions);
    this.baselineDiscount = BaselineDiscounts.over(grid, shape, this.prices);
    this.siblings =
        knowsInterruptions()
            ? Optional.of(SiblingGroups.of(grid, shape.pools(), availability, interruptions))
            : Optional.empty();
    this.advisor = advisor;
  }

  /** Puts a market together. Pools are added in any order. */
  public static final class Builder {

    private final TimeGrid grid;
    private final SortedMap<CapacityPool, Member> members = new TreeMap<>();

    private record Member(InstanceType type, long onDemandMicroUsd, PriceSeries prices) {}

    private final Map<CapacityPool, AvailabilitySeries> availability = new TreeMap<>();
    private final Map<CapacityPool, InterruptionSeries> interruptions = new TreeMap<>();
    private Optional<AdvisorShares> advisor = Optional.empty();

    private Builder(TimeGrid grid) {
      this.grid = requireNonNull(grid, "grid");
    }

    /**
     * Adds a pool.
     *
     * @param pool the pool
     * @param type its size; named as the pool's type is
     * @param onDemandMicroUsd what it costs on demand, micro-USD per instance-hour, &gt; 0
     * @param prices its spot price
     */
    public Builder pool(
        CapacityPool pool, InstanceType type, long onDemandMicroUsd, PriceSeries prices) {
      if (!type.name().equals(pool.instanceType())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "type must be %s but was %s (%s)",
                pool.instanceType(),
                type.name(),
                pool));
      }
      if (onDemandMicroUsd < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "on-demand price must be > 0 but was %d (%s)",
                onDemandMicroUsd,
                pool));
      }
      members.put(pool, new Member(type, onDemandMicroUsd, requireNonNull(prices, "prices")));
      return this;
    }

    /**
     * Adds what is known of a pool's availability; pools that are not in the market are ignored.
     */
    public Builder availability(CapacityPool pool, AvailabilitySeries series) {
      availability.put(pool, requireNonNull(series, "series"));
      return this;
    }

    /**
     * Adds the interruptions of a watched pool; pools that are not in the market are ignored. A
     * pool with availability alone has the interruptions that follow from it.
     */
    public Builder interruptions(CapacityPool pool, InterruptionSeries series) {
      interruptions.put(pool, requireNonNull(series, "series"));
      return this;
    }

    /**
     * Adds what the Spot Instance Advisor says; ticks before its day don't know of it.
     *
     * @param asOf when the feed was fetched
     * @param monthlyShare share of a pool's instances interrupted in a month, in (0, 1]; pools that
     *     are not in the market are ignored
     * @see AdvisorFeed#monthlyShares
     */
    public Builder advisor(Instant asOf, Map<CapacityPool, Double> monthlyShare) {
      advisor = Optional.of(new AdvisorShares(asOf, monthlyShare));
      return this;
    }

    /**
     * The market.
     *
     * @throws IllegalArgumentException if it has no pool
     */
    public Market build() {
      if (members.isEmpty()) {
        throw new IllegalArgumentException("a market must have at least one pool");
      }
      List<CapacityPool> pools = List.copyOf(members.keySet());
      List<InstanceType> types = new ArrayList<>();
      long[] onDemand = new long[pools.size()];
      List<PriceSeries> prices = new ArrayList<>();
      List<Optional<AvailabilitySeries>> states = new ArrayList<>();
      List<Optional<InterruptionSeries>> events = new ArrayList<>();
      for (CapacityPool pool : pools) {
        Member member = members.get(pool);
        onDemand[types.size()] = member.onDemandMicroUsd();
        types.add(member.type());
        prices.add(member.prices());
        Optional<AvailabilitySeries> state = Optional.ofNullable(availability.get(pool));
        states.add(state);
        events.add(
            Optional.ofNullable(interruptions.get(pool))
                .or(() -> state.map(AvailabilitySeries::interruptions)));
      }
      MarketShape shape = new MarketShape(pools, types, onDemand, grid.stepSeconds());
      return new Market(grid, shape, prices, states, events, advisor);
    }
  }

  /** A builder over a grid. */
  public static Builder over(TimeGrid grid) {
    return new Builder(grid);
  }

  /** The instants at which the market is looked at. */
  public TimeGrid grid() {
    return grid;
  }

  /** The pools and what does not change about them. */
  public MarketShape shape() {
    return shape;
  }

  /** The pools, sorted by id. */
  public List<CapacityPool> pools() {
    return shape.pools();
  }

  /** Price series of pool {@code pool}. */
  public PriceSeries prices(int pool) {
    return prices.get(pool);
  }

  /** Availability of pool {@code pool}; empty if nobody looked. */
  public Optional<AvailabilitySeries> availability(int pool) {
    return availability.get(pool);
  }

  /** Interruptions of pool {@code pool}; empty if it was not watched. */
  public Optional<InterruptionSeries> interruptions(int pool) {
    return interruptions.get(pool);
  }

  /** Whether the interruptions of at least one pool are known. */
  public boolean knowsInterruptions() {
    return interruptions.stream().anyMatch(Optional::isPresent);
  }

  /** Mean discount of all pools at tick {@code tick}, percent; NaN if no price is known. */
  public double baselineDiscountPercent(int tick) {
    return baselineDiscount[tick];
  }

  Optional<SiblingGroups> siblings() {
    return siblings;
  }

  /** What the Spot Instance Advisor says of the pools; empty if nobody asked. */
  public Optional<AdvisorShares> advisor() {
    return advisor;
  }

  /** A cursor before the first tick, over all pools. */
  public MarketCursor cursor() {
    return cursor(0, shape.poolCount());
  }

  /** A cursor before the first tick, over the pools {@code [first, first + count)}. */
  public MarketCursor cursor(int first, int count) {
    return new MarketCursor(this, first, count);
  }
}
