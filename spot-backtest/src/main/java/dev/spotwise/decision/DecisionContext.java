package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.models.Forecasts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that a policy may know: the market at one tick, the latest forecasts made at or before it,
 * and the workload's own state. Nothing in it lies in the future.
 *
 * <p>Immutable and thread-safe; making one costs O(pools).
 */
public final class DecisionContext {

  private final MarketShape shape;
  private final TickCopy tick;
  private final Optional<ForecastView> forecasts;
  private final int origin;
  private final Workload workload;
  private final Trigger trigger;
  private final Optional<Placement> current;

  /** Why a decision is asked for. */
  public enum Trigger {
    /** The workload has not started, and can't start where it wanted to. */
    START,
    /** It is time for a decision. */
    SCHEDULED,
    /** The instance has been reclaimed. */
    LOST,
    /**
     * The workload runs on demand because it could not start, or lost, a spot instance. Asked at
     * every tick until it leaves.
     */
    FALLBACK
  }

  /**
   * Forecasts, and which of their horizons decisions go by.
   *
   * @param forecasts made once for all policies
   * @param priceHorizon span ahead at which expected prices are read; one of the forecasts'
   * @param stabilityWindow span of the stability score; one of the forecasts'
   */
  public record ForecastView(Forecasts forecasts, Duration priceHorizon, Duration stabilityWindow) {

    /** Checks that the forecasts have these horizons. */
    public ForecastView {
      requireOneOf("priceHorizon", priceHorizon, forecasts.priceHorizons());
      requireOneOf("stabilityWindow", stabilityWindow, forecasts.survivalHorizons());
    }

    private static void requireOneOf(String name, Duration wanted, List<Duration> horizons) {
      if (!horizons.contains(wanted)) {
        throw new IllegalArgumentException(
            name + " must be one of " + horizons + " but was " + wanted);
      }
    }
  }

  /**
   * The context of one decision.
   *
   * @param shape the pools of the tick
   * @param tick the market now; copied
   * @param forecasts what models say; empty where there are none
   * @param workload what runs
   * @param trigger why a decision is asked for
   * @param current where it runs; after a loss, where it ran; empty if it does not run
   * @throws IllegalArgumentException if the tick has other pools than the shape
   */
  public DecisionContext(
      MarketShape shape,
      MarketTick tick,
      Optional<ForecastView> forecasts,
      Workload workload,
      Trigger trigger,
      Optional<Placement> current) {
    this(requireSame(shape, tick), new TickCopy(tick), forecasts, workload, trigger, current);
  }

  DecisionContext(
      MarketShape shape,
      TickCopy tick,
      Optional<ForecastView> forecasts,
      Workload workload,
      Trigger trigger,
      Optional<Placement> current) {
    this.shape = shape;
    this.tick = tick;
    this.forecasts = requireNonNull(forecasts, "forecasts");
    this.workload = requireNonNull(workload, "workload");
    this.trigger = requireNonNull(trigger, "trigger");
    this.current = requireNonNull(current, "current");
    this.origin = forecasts.map(view -> view.forecasts().originAt(tick.index())).orElse(-1);
  }

  private static MarketShape requireSame(MarketShape shape, MarketTick tick) {
    if (shape.poolCount() != tick.poolCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tick must have %d pools but had %d",
              shape.poolCount(),
              tick.poolCount()));
    }
    return shape;
  }

  /** The instant of the decision. */
  public Instant now() {
    return Instant.ofEpochSecond(tick.epochSecond());
  }

  /** The pools, by index. */
  public MarketShape shape() {
    return shape;
  }

  /** The workload. */
  public Workload workload() {
    return workload;
  }

  /** Why a decision is asked for. */
  public Trigger trigger() {
    return trigger;
  }

  /** Where the workload runs; after a loss, where it ran; empty if it does not run. */
  public Optional<Placement> current() {
    return current;
  }

  /** Index of the pool that the workload runs in, -1 if it runs in none. */
  public int currentPool() {
    return current
        .filter(Placement.Spot.class::isInstance)
        .map(placement -> workload.pricingPool(shape, placement))
        .orElse(-1);
  }

  /** Whether a pool can be launched in now. */
  public boolean launchable(int pool) {
    return tick.launchable(pool);
  }

  /** Price in effect, USD per instance-hour; NaN if unknown. */
  public double usdPerHour(int pool) {
    return MicroUsd.toUsd(tick.microUsd(pool));
  }

  /** Discount in effect, percent; NaN if the price is unknown. */
  public double discountPercent(int pool) {
    return MicroUsd.discountPercent(tick.microUsd(pool), shape.onDemandMicroUsd(pool));
  }

  /** Mean discount of all pools, percent. */
  public double baselineDiscountPercent() {
    return tick.baselineDiscountPercent();
  }

  /**
   * Expected price, USD per instance-hour: the forecast at the price horizon, or the price in
   * effect where there is none.
   */
  public double expectedUsdPerHour(int pool) {
    if (origin < 0) {
      return usdPerHour(pool);
    }
    ForecastView view = forecasts.orElseThrow();
    int horizon = view.forecasts().priceHorizons().indexOf(view.priceHorizon());
    double expected = view.forecasts().usdPerHour(origin, pool, horizon);
    return Double.isNaN(expected) ? usdPerHour(pool) : expected;
  }

  /** Expected cost of one unit of capacity in a pool, USD per hour. */
  public double expectedUnitCost(int pool) {
    return expectedUsdPerHour(pool) / workload.costUnit().units(shape.type(pool));
  }

  /**
   * Expected cost of one unit of capacity where the workload runs, USD per hour: of its pool, or on
   * demand; NaN if it does not run or the market does not have its type.
   */
  public double currentUnitCost() {
    int held = currentPool();
    if (held >= 0) {
      return expectedUnitCost(held);
    }
    return current
        .map(placement -> workload.pricingPool(shape, placement))
        .filter(pool -> pool >= 0)
        .map(
            pool ->
                MicroUsd.toUsd(shape.onDemandMicroUsd(pool))
                    / workload.costUnit().units(shape.type(pool)))
        .orElse(Double.NaN);
  }

  /**
   * Stability score of a pool: 100 x probability of no interruption within the stability window, in
   * [0, 100]; NaN if unknown, or if the pool can't be launched in.
   */
  public double stability(int pool) {
    if (origin < 0 || !launchable(pool)) {
      return Double.NaN;
    }
    ForecastView view = forecasts.orElseThrow();
    int horizon = view.forecasts().survivalHorizons().indexOf(view.stabilityWindow());
    return 100 * view.forecasts().survival(origin, pool, horizon);
  }
}
