package dev.spotwise.backtest.sweep;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.BacktestStudy.Plan;
import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.Replay;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.backtest.sweep.SweepResult.Try;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.models.tree.Workers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Searches for a policy's parameters: replays each try over the older part of a window, and the
 * cheapest of them, once, over the newer part that the search has not seen, beside the default
 * settings.
 *
 * <p>The best of many tries owes some of its lead to chance, the more the more there were (Bailey
 * et al. 2014, "Pseudo-Mathematics and Financial Charlatanism", Notices of the AMS 61(5), doi
 * 10.1090/noti1105): only what it did in the holdout says what it is worth. Whoever looks at the
 * holdout and searches again has searched there too.
 *
 * <p>The same arguments give the same result for any number of threads. Immutable and thread-safe.
 */
public final class PolicySweep {

  private final Market market;
  private final Plan plan;
  private final SweepSettings settings;
  private final Backtester backtester;

  /**
   * A sweep.
   *
   * @param market what happened
   * @param plan its window is searched and held out from; its training window is not read
   * @param settings how to search
   */
  public PolicySweep(Market market, Plan plan, SweepSettings settings) {
    this.market = requireNonNull(market, "market");
    this.plan = requireNonNull(plan, "plan");
    this.settings = requireNonNull(settings, "settings");
    this.backtester = new Backtester(market, plan.billing(), plan.interval());
  }

  /**
   * The older part of the window: all but the newest share of its scheduled decisions, rounded.
   *
   * @throws IllegalArgumentException if either part would hold no decision
   */
  public TimeWindow searchWindow() {
    return new TimeWindow(plan.window().from(), split());
  }

  /**
   * The newest part of the window.
   *
   * @throws IllegalArgumentException if either part would hold no decision
   */
  public TimeWindow holdoutWindow() {
    return new TimeWindow(split(), plan.window().to());
  }

  private Instant split() {
    TimeGrid grid = market.grid();
    int from = grid.indexAtOrAfter(plan.window().from());
    int to = grid.indexAtOrAfter(plan.window().to());
    int every = grid.steps(plan.interval());
    int decisions = (to - from + every - 1) / every;
    int searched = (int) Math.round((1 - settings.holdoutShare()) * decisions);
    if (searched < 1 || searched >= decisions) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "window must hold decisions to search by and others to hold out but holds %d (%s)",
              decisions,
              plan.window()));
    }
    return grid.instant(from + searched * every);
  }

  /**
   * Searches for the parameters of a policy of this library.
   *
   * @param policy its id
   * @param space what to try
   * @param knowledge what every try knows from the past
   * @throws IllegalArgumentException if the policy does not read a parameter of the space, or a
   *     value is out of its range; before anything is replayed
   */
  public SweepResult run(String policy, SearchSpace space, Knowledge knowledge) {
    for (PolicyParameter parameter : space.parameters()) {
      if (!parameter.policy().equals(policy)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s must be a parameter of %s but is one of %s",
                parameter.id(),
                policy,
                parameter.policy()));
      }
    }
    return run(policy, space, knowledge, some -> Policies.byId(policy, some));
  }

  /** As above, with policies made by hand. */
  SweepResult run(
      String policy,
      SearchSpace space,
      Knowledge knowledge,
      Function<PolicySettings, DecisionPolicy> make) {
    List<SortedMap<PolicyParameter, Double>> values = space.tries();
    List<PolicySettings> tried = values.stream().map(this::settings).toList();
    TimeWindow search = searchWindow();
    TimeWindow holdout = holdoutWindow();
    List<Callable<CostSummary>> tasks = new ArrayList<>();
    tasks.add(() -> replay(search, make.apply(settings.defaults()), knowledge).costs());
    tried.forEach(some -> tasks.add(() -> replay(search, make.apply(some), knowledge).costs()));
    try (Workers workers = Workers.of(settings.threads(), settings.listener())) {
      List<CostSummary> costs = workers.all(tasks);
      List<Try> tries = new ArrayList<>();
      for (int i = 0; i < tried.size(); i++) {
        tries.add(new Try(values.get(i), tried.get(i), costs.get(i + 1)));
      }
      int best = best(tries);
      List<Replay> held =
          workers.all(
              List.of(
                  () -> replay(holdout, make.apply(tried.get(best)), knowledge),
                  () -> replay(holdout, make.apply(settings.defaults()), knowledge)));
      return new SweepResult(
          policy,
          search,
          holdout,
          tries,
          best,
          costs.get(0),
          held.get(0).costs(),
          held.get(1).costs(),
          savings(held.get(0), held.get(1)));
    }
  }

  /** Zeros come last: two weights must not both be 0 on the way either. */
  private PolicySettings settings(SortedMap<PolicyParameter, Double> values) {
    PolicySettings some = settings.defaults();
    for (boolean zero : new boolean[] {false, true}) {
      for (var entry : values.entrySet()) {
        if ((entry.getValue() == 0) == zero) {
          some = entry.getKey().with(some, entry.getValue());
        }
      }
    }
    return some;
  }

  private Replay replay(TimeWindow window, DecisionPolicy policy, Knowledge knowledge) {
    return backtester.replay(window, policy, plan.workload(), knowledge);
  }

  private static int best(List<Try> tries) {
    int best = 0;
    for (int i = 1; i < tries.size(); i++) {
      CostSummary costs = tries.get(i).costs();
      CostSummary least = tries.get(best).costs();
      boolean late = costs.detail().deadlineMissed();
      boolean cheaper = costs.totalUsd() < least.totalUsd();
      if (late == least.detail().deadlineMissed() ? cheaper : !late) {
        best = i;
      }
    }
    return best;
  }

  private Interval savings(Replay ours, Replay other) {
    StationaryBootstrap bootstrap =
        new StationaryBootstrap(
            settings.bootstrap(),
            market.grid().step().multipliedBy(market.grid().steps(plan.interval())));
    Interval found = bootstrap.savingsPercent(ours.intervalUsd(), other.intervalUsd());
    return plan.workload().job().isPresent() ? Interval.of(found.value()) : found;
  }
}
