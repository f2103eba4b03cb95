package dev.spotwise.cli;

import static dev.spotwise.cli.DecisionJson.put;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.PolicyComparison;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.sweep.PolicyParameter;
import dev.spotwise.backtest.sweep.SweepResult;
import java.util.SortedMap;

/** Comparisons and sweeps as JSON; what is not known is null. */
final class ComparisonJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ComparisonJson() {}

  static String of(PolicyComparison comparison) {
    ObjectNode node = JSON.createObjectNode();
    node.put("window", comparison.window().toString());
    node.put("billing", comparison.billing());
    node.put("interval", comparison.interval().toString());
    node.put("cost_unit", comparison.costUnit().id());
    put(node, "capacity", comparison.capacity());
    ArrayNode policies = node.putArray("policies");
    for (PolicyComparison.Entry entry : comparison.policies()) {
      ObjectNode policy = policies.addObject();
      policy.put("policy", entry.policy());
      policy.set("costs", node(entry.costs()));
      ObjectNode savings = policy.putObject("savings_percent");
      entry.comparison().savings().forEach((name, found) -> savings.set(name, node(found)));
      policy.set("regret_percent", node(entry.comparison().regret()));
      policy.set("regret_without_refund_percent", node(entry.comparison().regretWithoutRefund()));
    }
    ObjectNode baselines = node.putObject("baselines");
    comparison.baselines().forEach((name, costs) -> baselines.set(name, node(costs)));
    return node.toPrettyString();
  }

  static String of(SweepResult result) {
    ObjectNode node = JSON.createObjectNode();
    node.put("policy", result.policy());
    node.put("search", result.search().toString());
    node.put("holdout", result.holdout().toString());
    ArrayNode tries = node.putArray("tries");
    for (SweepResult.Try tried : result.tries()) {
      ObjectNode entry = tries.addObject();
      entry.set("values", node(tried.values()));
      entry.set("costs", node(tried.costs()));
    }
    node.put("best", result.best());
    node.set("search_default", node(result.searchDefault()));
    put(node, "search_savings_percent", result.searchSavingsPercent());
    node.set("holdout_best", node(result.holdoutBest()));
    node.set("holdout_default", node(result.holdoutDefault()));
    node.set("holdout_savings_percent", node(result.holdoutSavings()));
    node.put("warning", result.warning());
    return node.toPrettyString();
  }

  private static ObjectNode node(SortedMap<PolicyParameter, Double> values) {
    ObjectNode node = JSON.createObjectNode();
    values.forEach((parameter, value) -> put(node, parameter.id(), value));
    return node;
  }

  static ObjectNode node(Interval found) {
    ObjectNode node = JSON.createObjectNode();
    put(node, "low", found.low());
    put(node, "value", found.value());
    put(node, "high", found.high());
    return node;
  }

  static ObjectNode node(CostSummary costs) {
    ObjectNode node = JSON.createObjectNode();
    node.put("placement", costs.placement());
    put(node, "total_usd", costs.totalUsd());
    put(node, "billed_usd", costs.billedUsd());
    put(node, "usd_per_useful_hour", costs.usdPerUsefulHour());
    node.put("interruptions", costs.interruptions());
    node.put("migrations", costs.migrations());
    node.put("restarts", costs.restarts());
    put(node, "hours", costs.hours());
    put(node, "on_demand_hours", costs.onDemandHours());
    put(node, "on_demand_share", costs.onDemandShare());
    put(node, "useful_hours", costs.detail().usefulHours());
    put(node, "lost_hours", costs.detail().lostHours());
    put(node, "refund_usd", costs.detail().refundUsd());
    put(node, "data_usd", costs.detail().dataUsd());
    put(node, "worst_share_lost", costs.detail().worstShareLost());
    put(node, "mean_share_lost", costs.detail().meanShareLost());
    put(node, "makespan_hours", costs.detail().makespanHours());
    node.put("deadline_missed", costs.detail().deadlineMissed());
    return node;
  }
}
