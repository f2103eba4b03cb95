package dev.spotwise.models;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Forecasts as they would have been made by somebody who trains anew as time goes: models of the
 * instants t0 &lt; t1 &lt; ..., an equal distance apart, each used for the origins in {@code [ti,
 * ti+1)} and trained on labels that end at ti or before, so that it knows nothing at or after ti.
 *
 * <p>At an instant before which too little is known nothing is trained; before the first that
 * suffices there are no forecasts, and {@link Forecasts#originAt} finds none. The same arguments
 * give the same forecasts for any number of threads. O(trainings x ticks x pools) for the features
 * alone.
 */
public final class WalkForwardForecasts {

  private final Market market;
  private final FeatureExtractor extractor;
  private final LearningSettings learning;
  private final Plan plan;

  /** What is trained on. */
  public enum Scheme {
    /** All that is known. */
    EXPANDING,
    /** The newest of it, for as long as the least that suffices. */
    SLIDING
  }

  /** Who forecasts prices. */
  public enum Prices {
    /** A forest, trained anew every time. */
    TRAINED,
    /** Nobody: a price stays what it is. Saves most of the training. */
    PERSISTENCE
  }

  /**
   * When to train, and on what.
   *
   * @param known beginning of what may be learnt from
   * @param window origins forecast for lie in it; its beginning is the first instant to train at
   * @param every time between two trainings, &gt; 0
   * @param least time that must be known to train at all, &gt; 0
   * @param interval distance between the origins learnt from, &gt; 0
   * @param scheme what is trained on
   * @param prices who forecasts prices
   */
  public record Plan(
      Instant known,
      TimeWindow window,
      Duration every,
      Duration least,
      Duration interval,
      Scheme scheme,
      Prices prices) {

    /** Checks the ranges. */
    public Plan {
      requireNonNull(known, "known");
      requireNonNull(window, "window");
      requirePositive("every", every);
      requirePositive("least", least);
      requirePositive("interval", interval);
      requireNonNull(scheme, "scheme");
      requireNonNull(prices, "prices");
    }

    private static void requirePositive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(name + " must be > 0 but was " + value);
      }
    }
  }

  /**
   * Walk-forward forecasts of a market.
   *
   * @param market what happened
   * @param extractor makes the features
   * @param learning what to train and how
   * @param plan when to train, and on what
   */
  public WalkForwardForecasts(
      Market market, FeatureExtractor extractor, LearningSettings learning, Plan plan) {
    this.market = requireNonNull(market, "market");
    this.extractor = requireNonNull(extractor, "extractor");
    this.learning = requireNonNull(learning, "learning");
    this.plan = requireNonNull(plan, "plan");
  }

  /** The instants at which models are trained, oldest first; may be empty. */
  public List<Instant> instants() {
    List<Instant> instants = new ArrayList<>();
    Duration least = plan.least();
    Duration longest = learning.horizons().get(learning.horizons().size() - 1);
    Instant at = plan.window().from();
    while (at.isBefore(plan.window().to())) {
      Duration known = Duration.between(plan.known(), at);
      if (known.compareTo(least) >= 0 && known.compareTo(longest) > 0) {
        instants.add(at);
      }
      at = at.plus(plan.every());
    }
    return instants;
  }

  /**
   * Trains and forecasts.
   *
   * @param originTicks ticks of the market's grid within the plan's window, strictly ascending
   * @param workers run the training
   * @throws IllegalArgumentException if an origin lies outside the window, or an instant has
   *     nothing to learn from; says which it is
   */
  public Forecasts at(int[] originTicks, Workers workers) {
    TimeGrid grid = market.grid();
    int from = grid.indexAtOrAfter(plan.window().from());
    int to = grid.indexAtOrAfter(plan.window().to());
    for (int tick : originTicks) {
      if (tick < from || tick >= to) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "origins must lie within %s but one was tick %d of [%d, %d)",
                plan.window(),
                tick,
                from,
                to));
      }
    }
    List<Instant> instants = instants();
    List<Forecasts> parts = new ArrayList<>();
    parts.add(
        Forecasts.none(
            market.shape().poolCount(), learning.priceHorizons(), learning.stabilityHorizons()));
    for (int i = 0; i < instants.size(); i++) {
      int begin = grid.indexAtOrAfter(instants.get(i));
      int end = i + 1 < instants.size() ? grid.indexAtOrAfter(instants.get(i + 1)) : to;
      int[] origins =
          Arrays.stream(originTicks).filter(tick -> tick >= begin && tick < end).toArray();
      if (origins.length > 0) {
        Instant next = i + 1 < instants.size() ? instants.get(i + 1) : plan.window().to();
        ModelBundle bundle = train(new TimeWindow(instants.get(i), next), workers);
        parts.add(Forecasts.of(market, extractor, bundle, origins));
      }
    }
    return Forecasts.joined(parts);
  }

  /** The models of an instant, scored on the time in which they are used. */
  private ModelBundle train(TimeWindow used, Workers workers) {
    Instant at = used.from();
    boolean sliding = plan.scheme() == Scheme.SLIDING;
    Instant begin = sliding ? at.minus(plan.least()) : plan.known();
    LearningSet.Windows windows =
        new LearningSet.Windows(new TimeWindow(begin, at), used, Duration.ZERO, plan.interval());
    try {
      LearningSet set = LearningSet.of(market, extractor, windows, learning.horizons());
      return plan.prices() == Prices.TRAINED
          ? ModelBundle.train(set, learning, workers)
          : ModelBundle.trainStability(set, learning, workers);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "models of %s, trained on %s: %s", at, windows.train(), e.getMessage()),
          e);
    }
  }
}
