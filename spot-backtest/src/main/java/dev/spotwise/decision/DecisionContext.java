package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.models.Forecasts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that a policy may know: the market at one tick, the latest forecasts made at or before it,
 * and the workload's own state. Nothing in it lies in the future.
 *
 * <p>Immutable and thread-safe; making one costs O(pools).
 */
public final class DecisionContext {

  private final MarketView market;
  private final Knowledge knowledge;
  private final int origin;
  private final Workload workload;
  private final BillingRules billing;
  private final Trigger trigger;
  private final WorkloadState state;

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
    FALLBACK,
    /** A deadline job is asked at every tick, scheduled or not. */
    WATCH
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
   * @param market what there is now
   * @param knowledge what was learnt from the past
   * @param workload what runs
   * @param billing what is charged
   * @param trigger why a decision is asked for
   * @param state where the workload's instance stands
   */
  public DecisionContext(
      MarketView market,
      Knowledge knowledge,
      Workload workload,
      BillingRules billing,
      Trigger trigger,
      WorkloadState state) {
    this.market = requireNonNull(market, "market");
    this.knowledge = requireNonNull(knowledge, "knowledge");
    this.workload = requireNonNull(workload, "workload");
    this.billing = requireNonNull(billing, "billing");
    this.trigger = requireNonNull(trigger, "trigger");
    this.state = requireNonNull(state, "state");
    this.origin =
        knowledge.forecasts().map(view -> view.forecasts().originAt(market.index())).orElse(-1);
  }

  /** The instant of the decision. */
  public Instant now() {
    return Instant.ofEpochSecond(market.epochSecond());
  }

  /** The pools, by index. */
  public MarketShape shape() {
    return market.shape();
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
    return state.current();
  }

  /** Where the workload's instance stands. */
  public WorkloadState state() {
    return state;
  }

  /** What is charged. */
  public BillingRules billing() {
    return billing;
  }

  /** What the workload is charged here. O(1). */
  public Tariff tariff() {
    return new Tariff(shape(), workload, billing);
  }

  /** Index of the pool that the workload runs in, -1 if it runs in none. */
  public int currentPool() {
    return current()
        .filter(Placement.Spot.class::isInstance)
        .map(placement -> workload.pricingPool(shape(), placement))
        .orElse(-1);
  }

  /** Whether the workload can be launched in a pool now: it is not down, priced and eligible. */
  public boolean launchable(int pool) {
    return market.launchable(pool) && workload.eligible().admits(shape().type(pool));
  }

  /** The pools that the workload can be launched in now, ascending. O(pools). */
  public int[] launchable() {
    return IntStream.range(0, shape().poolCount()).filter(this::launchable).toArray();
  }

  /** Time between two ticks. */
  public Duration step() {
    return Duration.ofSeconds(shape().stepSeconds());
  }

  /** Price in effect, micro-USD per instance-hour, or {@link MicroUsd#UNKNOWN}. */
  public long microUsd(int pool) {
    return market.microUsd(pool);
  }

  /**
   * Share of the last 24 hours in which a pool was up, in [0, 1], of the ticks at which its state
   * was known; NaN if it never was.
   */
  public double availableShare(int pool) {
    return market.availableShare(pool);
  }

  /** Price in effect, USD per instance-hour; NaN if unknown. */
  public double usdPerHour(int pool) {
    return MicroUsd.toUsd(market.microUsd(pool));
  }

  /** Discount in effect, percent; NaN if the price is unknown. */
  public double discountPercent(int pool) {
    return MicroUsd.discountPercent(market.microUsd(pool), shape().onDemandMicroUsd(pool));
  }

  /** Mean discount of all pools, percent. */
  public double baselineDiscountPercent() {
    return market.baselineDiscountPercent();
  }

  /**
   * Expected price, USD per instance-hour: the forecast at the price horizon, or the price in
   * effect where there is none.
   */
  public double expectedUsdPerHour(int pool) {
    if (origin < 0) {
      return usdPerHour(pool);
    }
    ForecastView view = knowledge.forecasts().orElseThrow();
    int horizon = view.forecasts().priceHorizons().indexOf(view.priceHorizon());
    double expected = view.forecasts().usdPerHour(origin, pool, horizon);
    return Double.isNaN(expected) ? usdPerHour(pool) : expected;
  }

  /** Expected cost of one unit of capacity in a pool, USD per hour. */
  public double expectedUnitCost(int pool) {
    return expectedUsdPerHour(pool) / workload.costUnit().units(shape().type(pool));
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
    return current()
        .map(placement -> workload.pricingPool(shape(), placement))
        .filter(pool -> pool >= 0)
        .map(
            pool ->
                MicroUsd.toUsd(shape().onDemandMicroUsd(pool))
                    / workload.costUnit().units(shape().type(pool)))
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
    ForecastView view = knowledge.forecasts().orElseThrow();
    int horizon = view.forecasts().survivalHorizons().indexOf(view.stabilityWindow());
    return 100 * view.forecasts().survival(origin, pool, horizon);
  }

  /**
   * Probability that an instance in a pool lasts so long, in (0, 1], by all that is known: the mean
   * of what the models and its own recent record say; 1 where nobody watches.
   */
  public double expectedSurvival(int pool, Duration ahead) {
    return SurvivalCurve.of(this, pool).at(ahead.toSeconds() / 3600.0);
  }

  /** How pools came and went before decisions began; empty if nobody measured. */
  public Optional<PoolStatistics> statistics() {
    return knowledge.statistics();
  }

  /**
   * Probability that a pool is not interrupted for so many hours, by its own recent record alone:
   * what is known without a model; NaN if nobody watches the pool.
   */
  double survivalByRecord(int pool, double hours) {
    return market.survivalByRecord(pool, hours);
  }

  /**
   * Hours for which a pool could be launched in without a loss, or, if it can't be, for which it
   * could not; as far back as was observed.
   */
  double hoursInState(int pool) {
    return market.hoursInState(pool);
  }

  /** Horizons of {@link #survival}, ascending; empty where there are no forecasts. */
  public List<Duration> survivalHorizons() {
    return origin < 0
        ? List.of()
        : knowledge.forecasts().orElseThrow().forecasts().survivalHorizons();
  }

  /**
   * Probability that a pool is not interrupted within a horizon, in [0, 1], whether or not it can
   * be launched in; NaN if unknown.
   *
   * @param horizon place in {@link #survivalHorizons}
   */
  public double survival(int pool, int horizon) {
    return knowledge.forecasts().orElseThrow().forecasts().survival(origin, pool, horizon);
  }
}
