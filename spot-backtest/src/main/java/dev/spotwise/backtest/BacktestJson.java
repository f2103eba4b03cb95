package dev.spotwise.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.MarketDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Backtest results as JSON, {@code backtest_results.json}.
 *
 * <p>The guide's keys are kept ({@code our_strategy}, {@code baselines}, {@code savings_vs_*},
 * {@code decisions}); all others stand beside them: {@code savings} by baseline and {@code regret},
 * each {@code low}, {@code value} and {@code high}. Costs are USD, savings and discounts percent.
 * NaN is null. Doubles are written in the shortest form that reads back exactly, the same bytes on
 * every JDK and platform.
 */
public final class BacktestJson {

  /** The version of the format that this library writes. */
  static final int FORMAT_VERSION = 3;

  static final String POOL = "pool";
  static final String HOURLY_PRICE = "hourly_price";
  static final String SAVINGS = "savings";
  static final String REGRET = "regret";
  static final String WITH_REFUND = "with_refund";
  static final String WITHOUT_REFUND = "without_refund";
  static final String BASELINES = "baselines";
  static final String LOW = "low";
  static final String VALUE = "value";
  static final String HIGH = "high";

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BacktestJson() {}

  /**
   * Writes a result, whole or not at all. The same result gives the same bytes.
   *
   * @throws java.io.UncheckedIOException if the file can't be written
   * @throws IllegalArgumentException if a number of the result is infinite
   */
  public static void write(Path file, BacktestResult result) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    ObjectWriter writer =
        JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
    ObjectNode root = tree(result);
    AtomicFile.write(
        file,
        temporary -> {
          byte[] bytes = writer.writeValueAsBytes(root);
          Files.write(temporary, bytes);
        });
  }

  /**
   * Reads a result as {@link #write} wrote it, equal to what was written.
   *
   * @throws MarketDataException if the file is missing, no JSON, of a newer format, or a field is
   *     missing or malformed
   */
  public static BacktestResult read(Path file) {
    String name = String.valueOf(file.getFileName());
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "file must be readable JSON but was not (%s): %s %s",
              name,
              e.getClass().getSimpleName(),
              e.getMessage()),
          e);
    }
    return BacktestReader.read(new JsonObject(name, "", root));
  }

  private static ObjectNode tree(BacktestResult result) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format_version", FORMAT_VERSION);
    root.put("window", result.window().toString());
    root.put("policy", result.policy());
    root.put("cost_unit", result.costUnit().id());
    number(root, "capacity", result.capacity());
    root.put("stability_window", result.stabilityWindow().toString());
    root.put("stability_known", result.stabilityKnown());
    ObjectNode ours = root.putObject(BacktestResult.OUR_STRATEGY);
    summary(ours, result.ourStrategy());
    ObjectNode baselines = root.putObject(BASELINES);
    result.baselines().forEach((name, costs) -> baseline(name, baselines.putObject(name), costs));
    derived(root, "savings_vs_single_spot", savings(result, BacktestResult.SINGLE_SPOT));
    derived(
        root,
        "savings_vs_single_spot_hindsight",
        savings(result, BacktestResult.SINGLE_SPOT_HINDSIGHT));
    derived(root, "savings_vs_stay", savings(result, BacktestResult.STAY));
    derived(root, "savings_vs_on_demand", savings(result, BacktestResult.ON_DEMAND));
    comparison(root, result.comparison());
    ArrayNode decisions = root.putArray("decisions");
    result.decisions().forEach(decision -> decision(decisions.addObject(), decision));
    ArrayNode restarts = root.putArray("restarts");
    result.restarts().forEach(restart -> restart(restarts.addObject(), restart));
    ArrayNode costs = root.putArray("cost_over_time");
    result.costs().forEach(point -> point(costs.addObject(), point));
    return root;
  }

  private static void comparison(ObjectNode root, CostComparison comparison) {
    ObjectNode savings = root.putObject(SAVINGS);
    comparison.savings().forEach((name, found) -> interval(savings.putObject(name), found));
    ObjectNode regret = root.putObject(REGRET);
    interval(regret.putObject(WITH_REFUND), comparison.regret());
    interval(regret.putObject(WITHOUT_REFUND), comparison.regretWithoutRefund());
    ObjectNode others = regret.putObject(BASELINES);
    comparison.regrets().forEach((name, found) -> interval(others.putObject(name), found));
  }

  private static void interval(ObjectNode node, Interval interval) {
    number(node, LOW, interval.low());
    number(node, VALUE, interval.value());
    number(node, HIGH, interval.high());
  }

  private static double savings(BacktestResult result, String baseline) {
    return result.savingsPercentAgainst(baseline);
  }

  private static void baseline(String name, ObjectNode node, CostSummary costs) {
    summary(node, costs);
    if (name.equals(BacktestResult.ON_DEMAND)) {
      number(node, HOURLY_PRICE, costs.averageUsdPerHour());
    } else {
      node.put(POOL, costs.placement());
    }
  }

  private static void summary(ObjectNode node, CostSummary costs) {
    number(node, "total_cost", costs.totalUsd());
    number(node, "migration_cost", costs.migrationUsd());
    node.put("migration_count", costs.migrations());
    derived(node, "cost_excluding_migrations", costs.totalUsd() - costs.migrationUsd());
    node.put("placement", costs.placement());
    number(node, "avg_price", costs.averageUsdPerHour());
    number(node, "run_cost", costs.runUsd());
    number(node, "restart_cost", costs.restartUsd());
    node.put("interruptions", costs.interruptions());
    node.put("restarts_count", costs.restarts());
    number(node, "hours", costs.hours());
    number(node, "on_demand_hours", costs.onDemandHours());
    node.put("unknown_launches", costs.unknownLaunches());
    detail(node, costs.detail());
    derived(node, "billed_cost", costs.billedUsd());
    derived(node, "usd_per_useful_hour", costs.usdPerUsefulHour());
    derived(node, "on_demand_share", costs.onDemandShare());
  }

  private static void detail(ObjectNode node, CostDetail detail) {
    number(node, "refunds", detail.refundUsd());
    number(node, "data_cost", detail.dataUsd());
    number(node, "idle_cost", detail.idleUsd());
    number(node, "lost_work_cost", detail.lostWorkUsd());
    number(node, "useful_hours", detail.usefulHours());
    number(node, "lost_hours", detail.lostHours());
    number(node, "makespan_hours", detail.makespanHours());
    node.put("deadline_missed", detail.deadlineMissed());
    number(node, "worst_share_lost", detail.worstShareLost());
    number(node, "mean_share_lost", detail.meanShareLost());
  }

  private static void decision(ObjectNode node, DecisionRecord decision) {
    node.put("action", decision.action().name().toLowerCase(Locale.ROOT));
    node.put("timestamp", decision.timestamp().toString());
    node.put("instance", decision.instance());
    node.put("current_pool", decision.currentPool());
    node.put("target_pool", decision.targetPool());
    node.put("target_instance_type", decision.targetInstanceType());
    number(node, "current_discount", decision.currentDiscount());
    number(node, "target_discount", decision.targetDiscount());
    number(node, "current_stability", decision.currentStability());
    number(node, "target_stability", decision.targetStability());
    number(node, "expected_savings_percent", decision.expectedSavingsPercent());
    number(node, "stability_improvement", decision.stabilityImprovement());
    number(node, "baseline_discount", decision.baselineDiscount());
    node.put("reason", decision.reason());
  }

  private static void restart(ObjectNode node, RestartRecord restart) {
    node.put("timestamp", restart.timestamp().toString());
    node.put("lost_pool", restart.lostPool());
    node.put("restarted_in", restart.restartedIn());
    number(node, "cost", restart.costUsd());
    node.put("reason", restart.reason());
  }

  private static void point(ObjectNode node, CostPoint point) {
    node.put("timestamp", point.timestamp().toString());
    ObjectNode costs = node.putObject("cumulative_cost");
    point.cumulativeUsd().forEach((name, usd) -> number(costs, name, usd));
  }

  private static void number(ObjectNode node, String key, double value) {
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException(key + " must be finite or NaN but was " + value);
    }
    derived(node, key, value);
  }

  private static void derived(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }
}
