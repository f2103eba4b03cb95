package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostComparison;
import dev.spotwise.backtest.CostDetail;
import dev.spotwise.backtest.CostPoint;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.DecisionRecord.Action;
import dev.spotwise.backtest.RestartRecord;
import dev.spotwise.backtest.SuccessCriteria;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.quality.MarketQuality;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Plausible model cards and backtest results, made by hand. */
final class Fakes {

  static final TimeWindow JANUARY = TimeWindow.parse("2025-01-01/2025-02-01");

  private Fakes() {}

  static ModelCard card(String model, List<Duration> horizons, List<Score> scores) {
    return new ModelCard(
        model,
        "0.1.0",
        new FeatureSchema("test", List.of("x"), 300),
        horizons,
        TimeWindow.parse("2024-01-01/2025-01-01"),
        42,
        "0".repeat(64),
        new TreeMap<>(Map.of("trees", "100")),
        scores);
  }

  static ModelCard price(int... hours) {
    List<Duration> horizons = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (int h : hours) {
      Duration horizon = Duration.ofHours(h);
      horizons.add(horizon);
      double size = 0.0021 * Math.sqrt(h);
      scores.add(priceScore("forest", horizon, Split.TRAIN, 0.8 * size));
      scores.add(priceScore("forest", horizon, Split.TEST, size));
      scores.add(priceScore("persistence", horizon, Split.TRAIN, 1.3 * size));
      scores.add(priceScore("persistence", horizon, Split.TEST, 1.35 * size));
      scores.add(priceScore("momentum", horizon, Split.TEST, 1.1 * size));
    }
    return card("forest", horizons, scores);
  }

  private static Score priceScore(String model, Duration horizon, Split split, double mae) {
    return new Score(
        model,
        horizon,
        split,
        8928,
        new TreeMap<>(
            Map.of("mae", mae, "rmse", 1.6 * mae, "r2", 1 - 50 * mae, "r2_within_pool", 0.25)));
  }

  static ModelCard stability(int... hours) {
    List<Duration> horizons = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (int h : hours) {
      Duration horizon = Duration.ofHours(h);
      horizons.add(horizon);
      scores.add(stabilityScore("boosting", horizon, Split.TRAIN, 0.78));
      scores.add(stabilityScore("boosting", horizon, Split.TEST, 0.73));
      scores.add(stabilityScore("base-rate", horizon, Split.TRAIN, 0.5));
      scores.add(stabilityScore("base-rate", horizon, Split.TEST, 0.5));
    }
    return card("boosting", horizons, scores);
  }

  private static Score stabilityScore(String model, Duration horizon, Split split, double auc) {
    double brier = 0.02 - (auc - 0.5) / 100;
    return new Score(
        model,
        horizon,
        split,
        8928,
        new TreeMap<>(
            Map.of("auc", auc, "auc_within_pool", 0.5, "brier", brier, "positive_share", 0.02)));
  }

  /** What the ranker says where no interruptions are known. */
  static ModelCard unknownStability() {
    return card("unknown", List.of(Duration.ofHours(24)), List.of());
  }

  static CostSummary cost(String placement, double run, int migrations, int restarts) {
    double migration = 0.02 * migrations;
    double restart = 0.01 * restarts;
    return new CostSummary(
        placement,
        run + migration + restart,
        run,
        migration,
        restart,
        migrations,
        restarts,
        restarts,
        744,
        0,
        0,
        run / 744,
        CostDetail.undisturbed(744));
  }

  /** A month of hourly decisions with a migration now and then, and restarts. */
  static BacktestResult busy() {
    return result(JANUARY, 744, 36, 50, true);
  }

  /** A month in which nothing was worth a move. */
  static BacktestResult calm(boolean stabilityKnown) {
    return result(JANUARY, 744, 0, 0, stabilityKnown);
  }

  /**
   * A result.
   *
   * @param every a migration at every so manieth decision, 0 for none
   * @param restartEvery a restart after every so manieth decision, 0 for none
   */
  static BacktestResult result(
      TimeWindow window, int count, int every, int restartEvery, boolean known) {
    SplittableRandom random = new SplittableRandom(7);
    List<DecisionRecord> decisions = new ArrayList<>();
    List<RestartRecord> restarts = new ArrayList<>();
    List<CostPoint> costs = new ArrayList<>();
    List<String> pools =
        List.of("us-east-1a_m5.large", "us-east-1b_c5.large", "us-east-1c_t3.large");
    int held = 0;
    int migrations = 0;
    for (int i = 0; i < count; i++) {
      Instant at = window.from().plus(Duration.ofHours(i));
      boolean move = every > 0 && i % every == every - 1;
      String target = pools.get((held + 1) % pools.size());
      double current = known ? 97 - 4 * held + random.nextDouble() : Double.NaN;
      double gain = known ? random.nextDouble() * 5 - 1.5 + (move ? 4 : 0) : Double.NaN;
      decisions.add(
          decision(
              at, move ? Action.MIGRATE : Action.STAY, pools.get(held), target, current, gain));
      if (restartEvery > 0 && i % restartEvery == restartEvery / 2) {
        restarts.add(
            new RestartRecord(
                at.plusSeconds(900), pools.get(held), pools.get(held), 0.01, "reclaimed"));
      }
      migrations += move ? 1 : 0;
      held = move ? (held + 1) % pools.size() : held;
      costs.add(point(at, i, migrations));
    }
    costs.add(point(window.to(), count, migrations));
    CostSummary ours = cost("various", 0.0342 * count, migrations, restarts.size());
    return new BacktestResult(
        window,
        "stability-first",
        CostUnit.VCPU,
        2,
        Duration.ofHours(24),
        known,
        ours,
        new TreeMap<>(
            Map.of(
                "single_spot", cost("us-east-1b_t3.large", 0.0349 * count, 0, 9),
                "single_spot_hindsight", cost("us-east-1b_c5.large", 0.0339 * count, 0, 4),
                "stay", cost("us-east-1a_m5.large", 0.0402 * count, 0, 2),
                "on_demand", cost("m5.large", 0.096 * count, 0, 0),
                "clairvoyant", cost("various", 0.0322 * count, 12, 0))),
        decisions,
        restarts,
        costs);
  }

  /** The same held against simple policies and the clairvoyants too. */
  static BacktestResult compared(BacktestResult result, boolean intervals) {
    TreeMap<String, CostSummary> baselines = new TreeMap<>(result.baselines());
    baselines.put("sticky-cheapest", cost("various", 25, 0, 7));
    baselines.put("clairvoyant_without_refund", cost("clairvoyant", 24.5, 12, 0));
    TreeMap<String, Interval> savings = new TreeMap<>();
    for (String name : List.of("single_spot", "stay", "on_demand", "sticky-cheapest")) {
      double value = result.ourStrategy().savingsPercentAgainst(baselines.get(name));
      savings.put(
          name, intervals ? new Interval(value - 1, value, value + 1.25) : Interval.of(value));
    }
    SortedMap<String, Interval> regrets = new TreeMap<>();
    savings
        .keySet()
        .forEach(name -> regrets.put(name, intervals ? new Interval(2, 3, 4.5) : Interval.of(3)));
    Interval regret = intervals ? new Interval(1.25, 2.5, 3.75) : Interval.of(2.5);
    return new BacktestResult(
        result.window(),
        result.policy(),
        result.costUnit(),
        result.capacity(),
        result.stabilityWindow(),
        result.stabilityKnown(),
        result.ourStrategy(),
        baselines,
        result.decisions(),
        result.restarts(),
        result.costs(),
        new CostComparison(savings, regret, Interval.of(0.625), regrets));
  }

  /** What a run without events, review, evaluation and sweep hands to figures and report. */
  static ReportData data(ModelCard price, ModelCard stability, BacktestResult result) {
    return data(
        price,
        stability,
        result,
        SuccessCriteria.of(price, stability, result),
        new TreeMap<>(),
        List.of());
  }

  /** The same with some texts. */
  static ReportData data(
      ModelCard price,
      ModelCard stability,
      BacktestResult result,
      List<SuccessCriteria.Criterion> criteria,
      SortedMap<String, String> provenance,
      List<String> notes) {
    return new ReportData(
        price,
        stability,
        result,
        criteria,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new MarketQuality(List.of()),
        notes,
        new ReportData.Origin("", "", provenance));
  }

  static DecisionRecord decision(
      Instant at, Action action, String held, String target, double stability, double gain) {
    double savings = StrictMath.sin(at.getEpochSecond() / 40000.0) * 6 - 2;
    return new DecisionRecord(
        at,
        0,
        action,
        held,
        target,
        target.substring(target.indexOf('_') + 1),
        61.2,
        64.1,
        stability,
        stability + gain,
        savings,
        gain,
        60.4,
        String.format(Locale.ROOT, "stability %+.2f points, cost %+.1f %%", gain, -savings));
  }

  private static CostPoint point(Instant at, int hours, int migrations) {
    return new CostPoint(
        at,
        new TreeMap<>(
            Map.of(
                "our_strategy", 0.0342 * hours + 0.02 * migrations,
                "single_spot", 0.0349 * hours,
                "single_spot_hindsight", 0.0339 * hours,
                "stay", 0.0402 * hours,
                "on_demand", 0.096 * hours,
                "clairvoyant", 0.0322 * hours)));
  }
}
