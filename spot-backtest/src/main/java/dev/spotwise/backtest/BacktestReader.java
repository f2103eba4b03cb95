package dev.spotwise.backtest;

import dev.spotwise.backtest.DecisionRecord.Action;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.CostUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link BacktestJson} writes. */
final class BacktestReader {

  private BacktestReader() {}

  static BacktestResult read(JsonObject root) {
    int version = root.count("format_version");
    if (version != BacktestJson.FORMAT_VERSION) {
      throw root.wrong(
          String.format(
              Locale.ROOT,
              "format_version must be %d but was %d",
              BacktestJson.FORMAT_VERSION,
              version),
          null);
    }
    SortedMap<String, CostSummary> baselines = new TreeMap<>();
    JsonObject named = root.object("baselines");
    named.keys().forEach(name -> baselines.put(name, summary(named.object(name))));
    TimeWindow window = root.parsed("window", "a window FROM/TO", TimeWindow::parse);
    CostUnit unit = root.parsed("cost_unit", "vcpu, gib or instance", BacktestReader::costUnit);
    Duration stabilityWindow = root.parsed("stability_window", "a duration", Duration::parse);
    try {
      return new BacktestResult(
          window,
          root.text("policy"),
          unit,
          root.number("capacity"),
          stabilityWindow,
          root.flag("stability_known"),
          summary(root.object(BacktestResult.OUR_STRATEGY)),
          baselines,
          root.objects("decisions").stream().map(BacktestReader::decision).toList(),
          root.objects("restarts").stream().map(BacktestReader::restart).toList(),
          root.objects("cost_over_time").stream().map(BacktestReader::point).toList(),
          comparison(root));
    } catch (NullPointerException e) {
      throw root.wrong("baselines." + e.getMessage() + " must be given but is missing", e);
    }
  }

  private static CostComparison comparison(JsonObject root) {
    SortedMap<String, Interval> savings = new TreeMap<>();
    JsonObject named = root.object(BacktestJson.SAVINGS);
    named.keys().forEach(name -> savings.put(name, interval(named.object(name))));
    JsonObject regret = root.object(BacktestJson.REGRET);
    SortedMap<String, Interval> regrets = new TreeMap<>();
    JsonObject others = regret.object(BacktestJson.BASELINES);
    others.keys().forEach(name -> regrets.put(name, interval(others.object(name))));
    return new CostComparison(
        savings,
        interval(regret.object(BacktestJson.WITH_REFUND)),
        interval(regret.object(BacktestJson.WITHOUT_REFUND)),
        regrets);
  }

  private static Interval interval(JsonObject node) {
    double low = node.number(BacktestJson.LOW);
    double high = node.number(BacktestJson.HIGH);
    try {
      return new Interval(low, node.number(BacktestJson.VALUE), high);
    } catch (IllegalArgumentException e) {
      throw node.wrong(e.getMessage(), e);
    }
  }

  private static CostUnit costUnit(String id) {
    for (CostUnit unit : CostUnit.values()) {
      if (unit.id().equals(id)) {
        return unit;
      }
    }
    throw new MarketDataException("no such cost unit: " + id);
  }

  private static CostSummary summary(JsonObject node) {
    return new CostSummary(
        node.text("placement"),
        node.number("total_cost"),
        node.number("run_cost"),
        node.number("migration_cost"),
        node.number("restart_cost"),
        node.count("migration_count"),
        node.count("interruptions"),
        node.count("restarts_count"),
        node.number("hours"),
        node.number("on_demand_hours"),
        node.count("unknown_launches"),
        node.number("avg_price"),
        detail(node));
  }

  private static CostDetail detail(JsonObject node) {
    return new CostDetail(
        node.number("refunds"),
        node.number("data_cost"),
        node.number("idle_cost"),
        node.number("lost_work_cost"),
        node.number("useful_hours"),
        node.number("lost_hours"),
        node.number("makespan_hours"),
        node.flag("deadline_missed"),
        node.number("worst_share_lost"),
        node.number("mean_share_lost"));
  }

  private static DecisionRecord decision(JsonObject node) {
    return new DecisionRecord(
        instant(node),
        node.count("instance"),
        node.parsed("action", "stay, migrate or wait", BacktestReader::action),
        node.text("current_pool"),
        node.text("target_pool"),
        node.text("target_instance_type"),
        node.number("current_discount"),
        node.number("target_discount"),
        node.number("current_stability"),
        node.number("target_stability"),
        node.number("expected_savings_percent"),
        node.number("stability_improvement"),
        node.number("baseline_discount"),
        node.text("reason"));
  }

  private static Action action(String name) {
    return Action.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static RestartRecord restart(JsonObject node) {
    return new RestartRecord(
        instant(node),
        node.text("lost_pool"),
        node.text("restarted_in"),
        node.number("cost"),
        node.text("reason"));
  }

  private static CostPoint point(JsonObject node) {
    SortedMap<String, Double> costs = new TreeMap<>();
    JsonObject named = node.object("cumulative_cost");
    named.keys().forEach(name -> costs.put(name, named.number(name)));
    return new CostPoint(instant(node), costs);
  }

  private static Instant instant(JsonObject node) {
    return node.parsed("timestamp", "an instant in UTC", Instant::parse);
  }
}
