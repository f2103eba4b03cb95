package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.MarketShape;
import dev.spotwise.data.MarketTick;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureStream;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.ModelBundle;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides live: is handed one tick after another, as a replay is, and says at any of them what to
 * do now. Having seen the same ticks it decides as a backtest does, bit for bit.
 *
 * <p>Features reach back by their {@link FeatureExtractor#lookback}. An engine that has seen less
 * decides too, as well as it can; {@link #isWarm} tells.
 *
 * <p>Thread-safe by a lock: one thread may feed it while others ask. A tick is copied, so that its
 * cursor may move on.
 */
public final class DecisionEngine {

  private final MarketShape shape;
  private final FeatureExtractor extractor;
  private final ModelBundle bundle;
  private final DecisionPolicy policy;
  private final Work work;
  private final Horizons horizons;
  private final FeatureStream stream;
  private final MarketObserver observer;
  private final Object lock = new Object();
  private long firstSecond;
  private MarketView tick;
  private ForecastView view;

  /**
   * The horizons that decisions go by.
   *
   * @param price span ahead at which expected prices are read; one of the price predictor's
   * @param stability span of the stability score; one of the stability ranker's
   */
  public record Horizons(Duration price, Duration stability) {}

  /**
   * What is decided about.
   *
   * @param workload what runs
   * @param billing what is charged
   * @param statistics how pools came and went in the past; empty if nobody measured
   */
  public record Work(Workload workload, BillingRules billing, Optional<PoolStatistics> statistics) {

    /** Checks that both are given. */
    public Work {
      requireNonNull(workload, "workload");
      requireNonNull(billing, "billing");
      requireNonNull(statistics, "statistics");
    }

    /** Without statistics. */
    public Work(Workload workload, BillingRules billing) {
      this(workload, billing, Optional.empty());
    }
  }

  /**
   * An engine that has seen nothing yet.
   *
   * @param shape the pools, what they cost on demand and the step of the ticks to come
   * @param extractor makes the features that the bundle was trained on
   * @param bundle forecasts
   * @param policy decides
   * @param work what runs, and what is charged for it
   * @param horizons which forecasts to go by
   * @throws IllegalArgumentException if the bundle has other features or no such horizons
   */
  public DecisionEngine(
      MarketShape shape,
      FeatureExtractor extractor,
      ModelBundle bundle,
      DecisionPolicy policy,
      Work work,
      Horizons horizons) {
    this.shape = requireNonNull(shape, "shape");
    this.extractor = requireNonNull(extractor, "extractor");
    this.bundle = requireNonNull(bundle, "bundle");
    this.policy = requireNonNull(policy, "policy");
    this.work = requireNonNull(work, "work");
    this.horizons = requireNonNull(horizons, "horizons");
    this.stream = extractor.open(shape);
    this.observer = new MarketObserver(shape);
    FeatureMatrix none = FeatureMatrix.allocate(extractor.schema(step()), shape.pools(), 0);
    view(Forecasts.of(none, bundle, new int[0]));
  }

  /**
   * An engine that has seen nothing yet, as {@code spot} has it unless told otherwise: all {@link
   * StandardFeatures}, EC2's billing, prices an hour ahead and stability over a day.
   *
   * @param shape the pools, what they cost on demand and the step of the ticks to come
   * @param bundle forecasts
   * @param policy decides
   * @param workload what runs
   * @throws IllegalArgumentException if the bundle has other features or lacks a horizon
   */
  public static DecisionEngine withDefaults(
      MarketShape shape, ModelBundle bundle, DecisionPolicy policy, Workload workload) {
    return new DecisionEngine(
        shape,
        StandardFeatures.all(),
        bundle,
        policy,
        new Work(workload, BillingRules.aws()),
        new Horizons(Duration.ofHours(1), Duration.ofHours(24)));
  }

  /**
   * Takes the ticks of a market that lie after the last one taken, oldest first: all of them at
   * first, and of a market that has grown since those that are new. O(pools) for each.
   *
   * @param market the same pools at the same step
   * @throws IllegalArgumentException if it has another number of pools, or ticks are missing
   */
  public void show(Market market) {
    synchronized (lock) {
      MarketCursor ticks = market.cursor();
      while (ticks.advance()) {
        if (tick == null || ticks.tick().epochSecond() > tick.epochSecond()) {
          advance(ticks.tick());
        }
      }
    }
  }

  /**
   * Takes the next tick. O(pools).
   *
   * @param next a tick of these pools, a step after the one before
   * @throws IllegalArgumentException if it has another number of pools or does not follow
   */
  public void advance(MarketTick next) {
    synchronized (lock) {
      stream.advance(next);
      observer.advance(next);
      MarketView copy = observer.view(next);
      firstSecond = tick == null ? copy.epochSecond() : firstSecond;
      tick = copy;
      view = null;
    }
  }

  /**
   * Whether the ticks seen span the lookback, so that no feature would change with more of them.
   * The rate at which all pools together are lost, towards which each pool's own record is drawn,
   * counts from the first tick: to decide as a replay does, bit for bit, an engine must have begun
   * where its market does.
   */
  public boolean isWarm() {
    synchronized (lock) {
      return tick != null && tick.epochSecond() - firstSecond >= extractor.lookback().toSeconds();
    }
  }

  /**
   * Decides at the last tick for a service of one instance that has run for long. Changes nothing:
   * asked again, it says the same.
   *
   * @param current where the workload runs; after a loss, where it ran; empty if it does not run
   * @param trigger why a decision is needed
   * @throws IllegalStateException before the first tick
   */
  public Decision decide(Optional<Placement> current, Trigger trigger) {
    return decide(WorkloadState.at(current), trigger);
  }

  /**
   * Decides at the last tick. Changes nothing: asked again, it says the same.
   *
   * @param state where the instance stands that is decided about
   * @param trigger why a decision is needed
   * @throws IllegalStateException before the first tick
   * @throws IllegalArgumentException if the workload is a deadline job and the state has no
   *     progress
   */
  public Decision decide(WorkloadState state, Trigger trigger) {
    if (work.workload().job().isPresent() && state.job().isEmpty()) {
      throw new IllegalArgumentException("state must say how far the job has come but did not");
    }
    DecisionContext context;
    synchronized (lock) {
      if (tick == null) {
        throw new IllegalStateException("advance must be called before decide");
      }
      if (view == null) {
        view = view(forecast());
      }
      context =
          new DecisionContext(
              tick,
              new Knowledge(Optional.of(view), work.statistics()),
              work.workload(),
              work.billing(),
              trigger,
              state);
    }
    return policy.decide(context);
  }

  private Forecasts forecast() {
    int pools = shape.poolCount();
    FeatureMatrix rows = FeatureMatrix.allocate(extractor.schema(step()), shape.pools(), pools);
    stream.write(0, pools, rows, 0);
    for (int pool = 0; pool < pools; pool++) {
      rows.describe(
          pool, pool, tick.epochSecond(), tick.microUsd(pool), shape.onDemandMicroUsd(pool));
    }
    return Forecasts.of(rows, bundle, new int[] {tick.index()});
  }

  private ForecastView view(Forecasts forecasts) {
    return new ForecastView(forecasts, horizons.price(), horizons.stability());
  }

  private Duration step() {
    return Duration.ofSeconds(shape.stepSeconds());
  }
}
