package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostComparison;
import dev.spotwise.backtest.CostPoint;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.sweep.SweepRecord;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.evaluation.ForecastReview;
import dev.spotwise.models.evaluation.ReliabilityTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** All that a run can hand to the figures, made by hand. */
final class Runs {

  static final CapacityPool POOL = CapacityPool.of("us-east-1a", "m5.large");

  private Runs() {}

  /** A run in which everything was made. */
  static ReportData whole() {
    BacktestResult result = Fakes.compared(Fakes.busy(), true);
    return with(
        Fakes.data(Fakes.price(1, 24), Fakes.stability(1, 24), result),
        events(result.window(), 12),
        Optional.of(review(result.window(), 400, 1, 6, 24)),
        Optional.of(grid(List.of("margin", "planning-window"), 4)));
  }

  static ReportData with(
      ReportData data,
      List<ReplayEvent> events,
      Optional<ForecastReview> review,
      Optional<SweepRecord> sweep) {
    return new ReportData(
        data.price(),
        data.stability(),
        data.result(),
        data.criteria(),
        events,
        review,
        data.evaluation(),
        sweep,
        data.quality(),
        data.notes(),
        data.origin());
  }

  static ReplayEvent event(Instant at, ReplayEvent.Kind kind, String place) {
    return new ReplayEvent(at, 0, kind, place, 0, "");
  }

  /** A move, then a loss and a restart, some times over; at last on demand. */
  static List<ReplayEvent> events(TimeWindow window, int times) {
    List<String> pools = List.of("us-east-1a_m5.large", "us-east-1b_c5.large");
    List<ReplayEvent> events = new ArrayList<>();
    events.add(event(window.from(), ReplayEvent.Kind.START, pools.get(0)));
    Duration part = window.length().dividedBy(2L * times + 2);
    Instant at = window.from();
    for (int i = 0; i < times; i++) {
      at = at.plus(part);
      events.add(event(at, ReplayEvent.Kind.MIGRATION, pools.get(1)));
      events.add(event(at, ReplayEvent.Kind.RUN, pools.get(0)));
      at = at.plus(part);
      events.add(event(at, ReplayEvent.Kind.INTERRUPTION, pools.get(1)));
      events.add(event(at, ReplayEvent.Kind.RESTART, pools.get(0)));
    }
    events.add(event(at.plus(part), ReplayEvent.Kind.RESTART, "on-demand m5.large"));
    return events;
  }

  /** Hourly origins; forecasts a little off. */
  static ForecastReview review(TimeWindow window, int origins, int... hours) {
    SplittableRandom random = new SplittableRandom(3);
    List<ForecastReview.Reliability> stability = new ArrayList<>();
    List<ForecastReview.Fan> price = new ArrayList<>();
    for (int h : hours) {
      double[] forecast = new double[12 * origins];
      boolean[] came = new boolean[12 * origins];
      double squares = 0;
      for (int i = 0; i < forecast.length; i++) {
        forecast[i] = Math.min(1, 0.02 * h * random.nextDouble() * 1.5);
        came[i] = random.nextDouble() < 0.8 * forecast[i];
        squares += Math.pow(forecast[i] - (came[i] ? 1 : 0), 2);
      }
      Duration horizon = Duration.ofHours(h);
      stability.add(
          new ForecastReview.Reliability(
              horizon,
              ReliabilityTable.of(forecast, came, ForecastReview.BINS),
              squares / Math.max(1, forecast.length)));
      List<ForecastReview.Point> points = new ArrayList<>();
      for (int i = 0; i < origins; i++) {
        double now = 0.03 + 0.002 * StrictMath.sin(i / 9.0);
        double then = 0.03 + 0.002 * StrictMath.sin((i + h) / 9.0);
        double half = 0.0008 * Math.sqrt(h);
        points.add(
            new ForecastReview.Point(
                window.from().plus(Duration.ofHours(i)), now - half, now, now + half, then));
      }
      price.add(new ForecastReview.Fan(horizon, 0.912, 12L * origins, points));
    }
    return new ForecastReview(window, POOL, stability, price);
  }

  /** All combinations of so many values of each parameter; the second try is the best. */
  static SweepRecord grid(List<String> parameters, int values) {
    List<SortedMap<String, Double>> tries = List.of(new TreeMap<>());
    for (String parameter : parameters) {
      List<SortedMap<String, Double>> longer = new ArrayList<>();
      for (SortedMap<String, Double> so : tries) {
        for (int i = 0; i < values; i++) {
          SortedMap<String, Double> with = new TreeMap<>(so);
          with.put(parameter, 0.5 * i);
          longer.add(with);
        }
      }
      tries = longer;
    }
    return sweep(tries);
  }

  static SweepRecord sweep(List<SortedMap<String, Double>> values) {
    List<SweepRecord.Try> tries = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      tries.add(
          new SweepRecord.Try(values.get(i), 20 + 0.05 * Math.abs(i - 1), i == values.size() - 1));
    }
    SortedMap<String, Double> defaults = new TreeMap<>(values.get(0));
    defaults.replaceAll((name, value) -> value + 0.5);
    TimeWindow search = TimeWindow.parse("2025-01-01/2025-01-20");
    return new SweepRecord(
        "expected-cost",
        search,
        TimeWindow.parse("2025-01-20/2025-02-01"),
        tries,
        Math.min(1, tries.size() - 1),
        defaults,
        20.4,
        9.1,
        9.2,
        new Interval(-0.4, 1.1, 2.5));
  }

  /** A result with many policies, some far away and one of unknown cost. */
  static BacktestResult policies(int count) {
    BacktestResult busy = Fakes.busy();
    SortedMap<String, Interval> regrets = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      regrets.put("policy-" + i, new Interval(i * 0.1, 0.2 + i * 0.1, 0.5 + i * 0.1));
    }
    regrets.put("on_demand", Interval.of(312.4));
    regrets.put("unknown", Interval.of(Double.NaN));
    List<CostPoint> costs = new ArrayList<>();
    for (CostPoint point : busy.costs()) {
      SortedMap<String, Double> all = new TreeMap<>(point.cumulativeUsd());
      for (int i = 0; i < count; i++) {
        all.put("policy-" + i, all.get("stay") * (1 + 0.001 * i));
      }
      all.put("unknown", Double.NaN);
      costs.add(new CostPoint(point.timestamp(), all));
    }
    return new BacktestResult(
        busy.window(),
        busy.policy(),
        busy.costUnit(),
        busy.capacity(),
        busy.stabilityWindow(),
        busy.stabilityKnown(),
        busy.ourStrategy(),
        busy.baselines(),
        busy.decisions(),
        busy.restarts(),
        costs,
        new CostComparison(
            new TreeMap<>(Map.of()), new Interval(1, 2, 3), new Interval(0.4, 0.55, 0.9), regrets));
  }
}
