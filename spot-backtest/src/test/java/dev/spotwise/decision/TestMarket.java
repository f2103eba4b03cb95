package dev.spotwise.decision;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Markets written by hand, a column per tick. A {@code large} has 2 vCPUs and costs 0.10 USD/h on
 * demand, an {@code xlarge} has 4 and costs 0.20.
 */
public final class TestMarket {

  public static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  public static final CapacityPool A = CapacityPool.of("us-east-1a", "m5.large");
  public static final CapacityPool B = CapacityPool.of("us-east-1b", "m5.large");
  public static final CapacityPool C = CapacityPool.of("us-east-1c", "m5.large");
  public static final CapacityPool BIG = CapacityPool.of("us-east-1a", "m5.xlarge");
  public static final InstanceType LARGE = new InstanceType("m5.large", 2, 8);
  public static final InstanceType XLARGE = new InstanceType("m5.xlarge", 4, 16);

  private final TimeGrid grid;
  private final Market.Builder builder;

  private TestMarket(TimeGrid grid) {
    this.grid = grid;
    this.builder = Market.over(grid);
  }

  /** A market of hourly ticks. */
  public static TestMarket hours(int length) {
    return every(Duration.ofHours(1), length);
  }

  /** A market of ticks a step apart. */
  public static TestMarket every(Duration step, int length) {
    return new TestMarket(new TimeGrid(START, step, length));
  }

  /** Adds a pool; prices in USD per hour, one per tick from the first on, the last one holds on. */
  public TestMarket pool(CapacityPool pool, double... usd) {
    boolean large = pool.instanceType().equals(LARGE.name());
    return priced(pool, large ? 0.10 : 0.20, usd);
  }

  /** Adds a pool at an on-demand price; NaN is a price that is unknown yet. */
  public TestMarket priced(CapacityPool pool, double onDemandUsd, double... usd) {
    InstanceType type = pool.instanceType().equals(LARGE.name()) ? LARGE : XLARGE;
    int[] known = IntStream.range(0, usd.length).filter(i -> !Double.isNaN(usd[i])).toArray();
    PriceSeries prices =
        PriceSeries.of(
            IntStream.of(known).mapToLong(grid::epochSecond).toArray(),
            IntStream.of(known).mapToLong(i -> MicroUsd.ofUsd(usd[i])).toArray());
    builder.pool(pool, type, MicroUsd.ofUsd(onDemandUsd), prices);
    return this;
  }

  /** Says which ticks a pool is up (U), down (D) or unknown (?) at. */
  public TestMarket states(CapacityPool pool, String states) {
    AvailabilitySeries.Builder series = new AvailabilitySeries.Builder();
    for (int i = 0; i < states.length(); i++) {
      series.add(
          grid.epochSecond(i),
          switch (states.charAt(i)) {
            case 'U' -> Availability.UP;
            case 'D' -> Availability.DOWN;
            default -> Availability.UNKNOWN;
          });
    }
    builder.availability(pool, series.build());
    return this;
  }

  /** Watches a pool and interrupts it at some times, in ticks since the first. */
  public TestMarket interrupted(CapacityPool pool, double... ticks) {
    long[] seconds = new long[ticks.length];
    for (int i = 0; i < ticks.length; i++) {
      seconds[i] = grid.start().getEpochSecond() + Math.round(ticks[i] * grid.stepSeconds());
    }
    builder.interruptions(pool, InterruptionSeries.of(seconds));
    return this;
  }

  public Market build() {
    return builder.build();
  }

  /**
   * Five pools of two sizes with random prices, states and interruptions. What happens up to a tick
   * depends on the seed, what happens after it on the other seed.
   *
   * @param factor that all prices are multiplied by
   */
  public static Market random(
      long seed, int ticks, int same, long otherSeed, int factor, boolean reversed) {
    return fill(hours(ticks), seed, same, otherSeed, factor, reversed);
  }

  /** The same pools over ticks a step apart. */
  public static Market random(long seed, Duration step, int ticks) {
    return fill(every(step, ticks), seed, ticks, seed, 1, false);
  }

  private static Market fill(
      TestMarket market, long seed, int same, long otherSeed, int factor, boolean reversed) {
    int ticks = market.grid.length();
    List<CapacityPool> pools = new ArrayList<>(List.of(A, B, C, BIG));
    pools.add(CapacityPool.of("us-east-1b", "m5.xlarge"));
    for (int i = 0; i < pools.size(); i++) {
      CapacityPool pool = pools.get(reversed ? pools.size() - 1 - i : i);
      int index = pools.indexOf(pool);
      double scale = factor * (index < 3 ? 0.1 : 0.2);
      double[] usd = new double[ticks];
      StringBuilder states = new StringBuilder();
      List<Double> events = new ArrayList<>();
      for (int tick = 0; tick < ticks; tick++) {
        long drawn = tick <= same ? seed : otherSeed;
        Random random = new Random(drawn * 1_000_003 + index * 10_007L + tick);
        random.nextInt();
        usd[tick] =
            tick == 0 && index == 2
                ? Double.NaN
                : Math.round(20 + 60 * random.nextDouble()) / 100.0 * scale;
        states.append(random.nextInt(100) < 25 ? 'D' : random.nextInt(100) < 10 ? '?' : 'U');
        if (random.nextInt(100) < 10) {
          events.add((double) tick);
        }
      }
      market.priced(pool, scale, usd);
      if (index != 4) {
        market.states(pool, states.toString());
      }
      if (index >= 3) {
        market.interrupted(pool, events.stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return market.build();
  }

  /** The window of the ticks {@code [from, to)}. */
  public static TimeWindow ticks(int from, int to) {
    return new TimeWindow(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
  }

  /** A workload that needs one large instance and starts in a pool. */
  public static Workload in(CapacityPool pool) {
    return Workload.filling(new Placement.Spot(pool), LARGE, CostUnit.VCPU);
  }

  /** The context of a decision at a tick. */
  public static DecisionContext context(
      Market market,
      int tick,
      Optional<ForecastView> forecasts,
      Workload workload,
      Trigger trigger,
      Optional<Placement> current) {
    return context(market, tick, forecasts, workload, trigger, WorkloadState.at(current));
  }

  /** The context of a decision at a tick, under EC2's billing. */
  public static DecisionContext context(
      Market market,
      int tick,
      Optional<ForecastView> forecasts,
      Workload workload,
      Trigger trigger,
      WorkloadState state) {
    return new DecisionContext(
        view(market, tick),
        new Knowledge(forecasts, Optional.empty()),
        workload,
        BillingRules.aws(),
        trigger,
        state);
  }

  /** What decisions see of a market at a tick. */
  public static MarketView view(Market market, int tick) {
    MarketCursor cursor = market.cursor();
    MarketObserver observer = new MarketObserver(market.shape());
    while (cursor.tick().index() < tick) {
      cursor.advance();
      observer.advance(cursor.tick());
    }
    return observer.view(cursor.tick());
  }

  public static Optional<Placement> spot(CapacityPool pool) {
    return Optional.of(new Placement.Spot(pool));
  }
}
