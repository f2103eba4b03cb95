package dev.spotwise.backtest;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Workload;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Policies beside their baselines, all under the same rules: interruptions, restarts and the way
 * through on-demand while a pool is down hit a baseline as they hit the policy.
 *
 * <p>Immutable and thread-safe.
 */
public final class BacktestStudy {

  private static final long DEFAULT_SEED = 42;

  private final Market market;
  private final Plan plan;
  private final StudySettings settings;
  private final Rivals rivals;

  /**
   * What to study.
   *
   * @param training the window that baselines may choose from; ends where the backtest begins or
   *     before
   * @param window the window to replay
   * @param workload what runs
   * @param billing what is charged
   * @param interval distance of scheduled decisions
   */
  public record Plan(
      TimeWindow training,
      TimeWindow window,
      Workload workload,
      BillingRules billing,
      Duration interval) {

    /** Checks the order of the windows. */
    public Plan {
      if (training.to().isAfter(window.from())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "training must end before the backtest begins at %s but ends at %s",
                window.from(),
                training.to()));
      }
    }

    /** The same study of another window. */
    public Plan over(TimeWindow other) {
      return new Plan(training, other, workload, billing, interval);
    }

    Plan withoutRefund() {
      return new Plan(training, window, workload, billing.withoutRefund(), interval);
    }

    boolean refunds() {
      return !billing.freeIfInterruptedWithin().isZero();
    }
  }

  /** A study of a market at the default settings, seed {@value #DEFAULT_SEED}. */
  public BacktestStudy(Market market, Plan plan) {
    this(market, plan, StudySettings.withDefaults(DEFAULT_SEED));
  }

  /** A study of a market. */
  public BacktestStudy(Market market, Plan plan, StudySettings settings) {
    this.market = requireNonNull(market, "market");
    this.plan = requireNonNull(plan, "plan");
    this.settings = requireNonNull(settings, "settings");
    this.rivals = new Rivals(market, plan);
  }

  /**
   * The eligible pool in which a service of the workload's size would have cost least over a
   * window, the earlier one of equals. Interruptions, restarts and time on demand count. O(pools x
   * ticks).
   *
   * @throws IllegalArgumentException if the window reaches beyond the market's grid, or no pool is
   *     eligible
   */
  public CapacityPool cheapestPool(TimeWindow over) {
    return rivals.cheapestPool(over, Rivals.service(plan.workload()));
  }

  /** Replays a policy and its baselines. */
  public BacktestResult run(DecisionPolicy policy, ForecastView forecasts) {
    return run(policy, Knowledge.of(forecasts));
  }

  /** Replays a policy and its baselines, among them the simple policies. */
  public BacktestResult run(DecisionPolicy policy, Knowledge knowledge) {
    SortedMap<String, Callable<Optional<Replay>>> others = rivals.baselines();
    others.putAll(rivals.simple(settings.baselines(), knowledge));
    Field field = replay(List.of(policy), others, knowledge);
    Replay ours = field.ours().get(0);
    SortedMap<String, Replay> all = new TreeMap<>(field.baselines());
    all.put(BacktestResult.OUR_STRATEGY, ours);
    return new BacktestResult(
        plan.window(),
        policy.id(),
        plan.workload().costUnit(),
        plan.workload().capacity(),
        knowledge.forecasts().map(ForecastView::stabilityWindow).orElse(Duration.ZERO),
        market.knowsInterruptions(),
        ours.costs(),
        costs(field.baselines()),
        ours.decisions(),
        ours.restarts(),
        costsOverTime(all),
        comparison(field, 0, regrets(field, knowledge)));
  }

  /** Regret of every baseline where no interrupted first hour is free. */
  private SortedMap<String, Interval> regrets(Field field, Knowledge knowledge) {
    SortedMap<String, Interval> regrets = new TreeMap<>();
    List<String> names =
        field.baselines().keySet().stream().filter(name -> !Rivals.isClairvoyant(name)).toList();
    List<Callable<Replay>> tasks = new ArrayList<>();
    for (String name : names) {
      Replay refunded = field.baselines().get(name);
      tasks.add(
          plan.refunds()
              ? () -> rivals.withoutRefund(name, refunded, settings.baselines(), knowledge)
              : () -> refunded);
    }
    List<Replay> replays;
    try (Workers workers = Workers.of(settings.threads(), settings.listener())) {
      replays = workers.all(tasks);
    }
    for (int i = 0; i < names.size(); i++) {
      regrets.put(
          names.get(i), regret(field, replays.get(i), BacktestResult.CLAIRVOYANT_WITHOUT_REFUND));
    }
    return regrets;
  }

  /**
   * Replays policies side by side, and the baselines once.
   *
   * @param policies at least one, of different ids
   * @param knowledge what all of them know from the past
   * @throws IllegalArgumentException if there is no policy, or two have the same id
   */
  public PolicyComparison compare(List<DecisionPolicy> policies, Knowledge knowledge) {
    List<String> ids = policies.stream().map(DecisionPolicy::id).toList();
    if (ids.isEmpty() || ids.stream().distinct().count() < ids.size()) {
      throw new IllegalArgumentException(
          "policies must be at least one, each once, but were " + ids);
    }
    Field field = replay(policies, rivals.baselines(), knowledge);
    List<PolicyComparison.Entry> entries = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      entries.add(
          new PolicyComparison.Entry(
              ids.get(i), field.ours().get(i).costs(), comparison(field, i, new TreeMap<>())));
    }
    return new PolicyComparison(
        plan.window(),
        plan.billing().id(),
        plan.interval(),
        plan.workload().costUnit(),
        plan.workload().capacity(),
        costs(field.baselines()),
        entries);
  }

  /**
   * All replays of a study.
   *
   * @param baselines by name
   * @param ours one per policy
   * @param unrefunded the same under rules without a refund
   */
  private record Field(
      SortedMap<String, Replay> baselines, List<Replay> ours, List<Replay> unrefunded) {}

  private Field replay(
      List<DecisionPolicy> policies,
      SortedMap<String, Callable<Optional<Replay>>> baselines,
      Knowledge knowledge) {
    List<Plan> rules = plan.refunds() ? List.of(plan, plan.withoutRefund()) : List.of(plan);
    List<Callable<Optional<Replay>>> tasks = new ArrayList<>();
    for (Plan under : rules) {
      for (DecisionPolicy policy : policies) {
        tasks.add(() -> Optional.of(rivals.replay(under, policy, knowledge)));
      }
    }
    tasks.addAll(baselines.values());
    List<Optional<Replay>> replays;
    try (Workers workers = Workers.of(settings.threads(), settings.listener())) {
      replays = workers.all(tasks);
    }
    int others = rules.size() * policies.size();
    List<Replay> ours = replays.subList(0, others).stream().map(Optional::orElseThrow).toList();
    SortedMap<String, Replay> named = new TreeMap<>();
    int next = others;
    for (String name : baselines.keySet()) {
      replays.get(next++).ifPresent(replay -> named.put(name, replay));
    }
    if (!plan.refunds() && named.containsKey(BacktestResult.CLAIRVOYANT)) {
      named.put(BacktestResult.CLAIRVOYANT_WITHOUT_REFUND, named.get(BacktestResult.CLAIRVOYANT));
    }
    return new Field(
        named, ours.subList(0, policies.size()), ours.subList(others - policies.size(), others));
  }

  private CostComparison comparison(Field field, int policy, SortedMap<String, Interval> regrets) {
    Replay ours = field.ours().get(policy);
    SortedMap<String, Interval> savings = new TreeMap<>();
    field
        .baselines()
        .forEach(
            (name, other) -> {
              if (!Rivals.isClairvoyant(name)) {
                savings.put(name, compared(ours, other, true));
              }
            });
    return new CostComparison(
        savings,
        regret(field, ours, BacktestResult.CLAIRVOYANT),
        regret(field, field.unrefunded().get(policy), BacktestResult.CLAIRVOYANT_WITHOUT_REFUND),
        regrets);
  }

  private Interval regret(Field field, Replay ours, String clairvoyant) {
    Replay best = field.baselines().get(clairvoyant);
    return best == null ? Interval.of(Double.NaN) : compared(ours, best, false);
  }

  private Interval compared(Replay ours, Replay other, boolean savings) {
    Duration interval = market.grid().step().multipliedBy(market.grid().steps(plan.interval()));
    StationaryBootstrap bootstrap = new StationaryBootstrap(settings.bootstrap(), interval);
    double[] mine = ours.intervalUsd();
    double[] theirs = other.intervalUsd();
    Interval found =
        savings ? bootstrap.savingsPercent(mine, theirs) : bootstrap.regretPercent(mine, theirs);
    return plan.workload().job().isPresent() ? Interval.of(found.value()) : found;
  }

  private static SortedMap<String, CostSummary> costs(SortedMap<String, Replay> replays) {
    SortedMap<String, CostSummary> costs = new TreeMap<>();
    replays.forEach((name, replay) -> costs.put(name, replay.costs()));
    return costs;
  }

  private List<CostPoint> costsOverTime(SortedMap<String, Replay> replays) {
    SortedMap<String, double[]> series = new TreeMap<>();
    replays.forEach((name, replay) -> series.put(name, replay.cumulativeUsd()));
    int every = market.grid().steps(plan.interval());
    int from = market.grid().indexAtOrAfter(plan.window().from());
    int to = market.grid().indexAtOrAfter(plan.window().to());
    List<CostPoint> points = new ArrayList<>();
    int size = series.get(BacktestResult.OUR_STRATEGY).length;
    for (int i = 0; i < size; i++) {
      SortedMap<String, Double> costs = new TreeMap<>();
      for (var entry : series.entrySet()) {
        costs.put(entry.getKey(), entry.getValue()[i]);
      }
      Instant at = market.grid().instant(Math.min(to, from + i * every));
      points.add(new CostPoint(at, costs));
    }
    return points;
  }
}
