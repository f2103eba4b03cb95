package dev.spotwise.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.cli.pipeline.Pipeline;
import java.util.Locale;

/** The summary at the end of a run as JSON, by the keys of comparisons; unknown is null. */
final class SummaryJson {

  private SummaryJson() {}

  /** What a policy cost beside its baselines. */
  static String of(BacktestResult result) {
    return QualityJson.text(node(result));
  }

  /** The same with the success criteria and what to note. */
  static String of(Pipeline.Outcome outcome) {
    ObjectNode node = node(outcome.result());
    ArrayNode criteria = node.putArray("criteria");
    for (Criterion criterion : outcome.criteria()) {
      ObjectNode entry = criteria.addObject();
      entry.put("name", criterion.name());
      entry.put("target", criterion.target());
      QualityJson.putNumber(entry, "value", criterion.value());
      entry.put("verdict", criterion.verdict().name().toLowerCase(Locale.ROOT));
      entry.put("beside", criterion.beside());
    }
    ArrayNode notes = node.putArray("notes");
    outcome.notes().forEach(notes::add);
    return QualityJson.text(node);
  }

  private static ObjectNode node(BacktestResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("window", result.window().toString());
    node.put("policy", result.policy());
    node.put("cost_unit", result.costUnit().id());
    QualityJson.putNumber(node, "capacity", result.capacity());
    node.put("stability_known", result.stabilityKnown());
    node.put("decisions", result.decisions().size());
    node.set("costs", ComparisonJson.node(result.ourStrategy()));
    ObjectNode savings = node.putObject("savings_percent");
    result
        .comparison()
        .savings()
        .forEach((name, found) -> savings.set(name, ComparisonJson.node(found)));
    node.set("regret_percent", ComparisonJson.node(result.comparison().regret()));
    node.set(
        "regret_without_refund_percent",
        ComparisonJson.node(result.comparison().regretWithoutRefund()));
    ObjectNode baselines = node.putObject("baselines");
    result.baselines().forEach((name, costs) -> baselines.set(name, ComparisonJson.node(costs)));
    return node;
  }
}
