package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.ReplayEvent.Kind;
import dev.spotwise.backtest.SuccessCriteria;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.sweep.SweepRecord;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.quality.MarketQuality;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.ReliabilityTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Material for whole reports, made by hand. */
final class Reports {

  static final String HOSTILE =
      "<script>alert(1)</script> & \"quoted\" 'too' ]]> \u0007\u202Ereversed \u05D0\u05D1";

  private static final String LONG = "a-word-of-forty-characters-without-space".substring(0, 40);

  private Reports() {}

  /** A month with moves, restarts and all that a report can hold. */
  static ReportData full() {
    return full(Fakes.compared(Fakes.busy(), true), "us-east-1a_m5.large");
  }

  /** The same with hostile text wherever text comes from data. */
  static ReportData hostile() {
    BacktestResult busy = Fakes.compared(Fakes.busy(), true);
    List<DecisionRecord> decisions =
        busy.decisions().stream().map(decision -> renamed(decision)).toList();
    return full(
        new BacktestResult(
            busy.window(),
            HOSTILE,
            busy.costUnit(),
            busy.capacity(),
            busy.stabilityWindow(),
            true,
            busy.ourStrategy(),
            busy.baselines(),
            decisions,
            busy.restarts(),
            busy.costs(),
            busy.comparison()),
        HOSTILE);
  }

  private static DecisionRecord renamed(DecisionRecord d) {
    return new DecisionRecord(
        d.timestamp(),
        d.instance(),
        d.action(),
        HOSTILE,
        HOSTILE + "2",
        HOSTILE,
        d.currentDiscount(),
        d.targetDiscount(),
        d.currentStability(),
        d.targetStability(),
        d.expectedSavingsPercent(),
        d.stabilityImprovement(),
        d.baselineDiscount(),
        HOSTILE);
  }

  private static ReportData full(BacktestResult result, String text) {
    ModelCard price = Fakes.price(1, 24);
    ModelCard stability = Fakes.stability(1, 24);
    return new ReportData(
        price,
        stability,
        result,
        SuccessCriteria.of(price, stability, result),
        events(result),
        Optional.of(review()),
        Optional.of(EvaluationSectionTest.report(text, true)),
        Optional.of(sweep()),
        MarketQuality.of(Markets.usual()),
        List.of("a note", LONG + " " + text),
        new ReportData.Origin(
            "./spot run --out out --types '" + text + "'",
            "# settings\ntypes: [" + text + "]\n",
            new TreeMap<>(Map.of("Seed", "42", "Digest", "0f".repeat(32), text, text))));
  }

  /** Eleven years of 100,000 decisions, a move at every third, over 10,000 pools. */
  static ReportData huge() {
    TimeWindow window = TimeWindow.parse("2014-01-01/2025-06-01");
    BacktestResult result = Fakes.result(window, 100_000, 3, 2, true);
    MarketQuality.PoolQuality one = MarketQuality.of(Markets.usual()).pools().get(0);
    List<MarketQuality.PoolQuality> pools = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      CapacityPool pool = CapacityPool.of("us-east-1a", "m" + i + ".large");
      pools.add(
          new MarketQuality.PoolQuality(
              pool,
              i,
              i % 100 / 100.0,
              one.longestUnchanged(),
              Double.NaN,
              Double.NaN,
              one.interruptions()));
    }
    return new ReportData(
        Fakes.price(1),
        Fakes.stability(1),
        result,
        List.of(),
        events(result),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new MarketQuality(pools),
        List.of(),
        new ReportData.Origin("", "", new TreeMap<>()));
  }

  static List<ReplayEvent> events(BacktestResult result) {
    List<ReplayEvent> events = new ArrayList<>();
    Instant first = result.window().from();
    events.add(new ReplayEvent(first, 0, Kind.START, held(result, 0), 0, ""));
    for (DecisionRecord decision : result.decisions()) {
      Instant at = decision.timestamp();
      events.add(new ReplayEvent(at, 0, Kind.DECISION, decision.currentPool(), 0, ""));
      if (decision.action() == DecisionRecord.Action.MIGRATE) {
        events.add(new ReplayEvent(at, 0, Kind.MIGRATION, decision.targetPool(), 0.02, ""));
      }
      if (Duration.between(first, at).toHours() % 50 == 25) {
        Instant lost = at.plusSeconds(600);
        String pool = decision.currentPool();
        events.add(new ReplayEvent(lost, 0, Kind.INTERRUPTION, pool, 0, ""));
        events.add(new ReplayEvent(lost.plusSeconds(300), 0, Kind.RESTART, pool, 0.01, ""));
      }
    }
    return events;
  }

  private static String held(BacktestResult result, int decision) {
    return result.decisions().isEmpty()
        ? "us-east-1a_m5.large"
        : result.decisions().get(decision).currentPool();
  }

  static ForecastReview review() {
    ReliabilityTable table =
        ReliabilityTable.of(new double[] {0.15, 0.9}, new boolean[] {false, true}, 10);
    return new ForecastReview(
        Fakes.JANUARY,
        CapacityPool.of("us-east-1a", "m5.large"),
        List.of(new ForecastReview.Reliability(Duration.ofHours(24), table, 0.0163)),
        List.of(
            new ForecastReview.Fan(
                Duration.ofHours(6),
                0.912,
                1234,
                List.of(
                    new ForecastReview.Point(Fakes.JANUARY.from(), 0.030, 0.031, 0.033, 0.0315)))));
  }

  static SweepRecord sweep() {
    List<SweepRecord.Try> tries = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tries.add(
          new SweepRecord.Try(
              new TreeMap<>(Map.of("margin", i / 4.0, "window-hours", 6.0)), 20 - i, i == 11));
    }
    return new SweepRecord(
        "expected-cost",
        TimeWindow.parse("2025-01-01/2025-01-21"),
        TimeWindow.parse("2025-01-21/2025-02-01"),
        tries,
        10,
        new TreeMap<>(Map.of("margin", 1.0, "window-hours", 6.0)),
        15,
        8.1,
        8.3,
        new Interval(-0.5, 2.4, 4));
  }
}
