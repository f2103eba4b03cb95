package dev.spotwise.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.cli.pipeline.Decider.Answer;
import dev.spotwise.cli.pipeline.Explainer.Explanation;
import dev.spotwise.cli.pipeline.Explainer.Made;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.JobProgress;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Rationale;
import dev.spotwise.decision.WorkloadState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Decisions as JSON; what is not known is null. */
final class DecisionJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DecisionJson() {}

  static String of(Answer answer) {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", answer.at().toString());
    node.put("policy", answer.policy());
    write(answer.trigger(), answer.state(), node);
    write(answer.decision(), node);
    node.put("warm", answer.warm());
    answer.warnings().forEach(node.putArray("warnings")::add);
    return node.toPrettyString();
  }

  static String of(Explanation explanation) {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", explanation.at().toString());
    node.put("policy", explanation.policy());
    ArrayNode decisions = node.putArray("decisions");
    for (Made made : explanation.decisions()) {
      ObjectNode entry = decisions.addObject();
      write(made.context().trigger(), made.context().state(), entry);
      write(made.decision(), entry);
      known(made.context(), entry.putArray("known"));
    }
    ArrayNode around = node.putArray("around");
    for (ReplayEvent event : explanation.around()) {
      ObjectNode entry = around.addObject();
      entry.put("at", event.at().toString());
      entry.put("instance", event.instance());
      entry.put("kind", event.kind().id());
      entry.put("placement", event.placement());
      put(entry, "usd", event.usd());
      entry.put("detail", event.detail());
    }
    return node.toPrettyString();
  }

  private static void write(Trigger trigger, WorkloadState state, ObjectNode node) {
    node.put("trigger", trigger.name().toLowerCase(Locale.ROOT));
    node.put("current", state.current().map(Placement::id).orElse(null));
    node.put("held", state.held().toString());
    state.siblings().stream().map(Placement::id).forEach(node.putArray("siblings")::add);
    node.set("job", state.job().map(DecisionJson::node).orElse(null));
  }

  private static ObjectNode node(JobProgress job) {
    ObjectNode node = JSON.createObjectNode();
    node.put("work_left", job.workLeft().toString());
    node.put("unsaved", job.unsaved().toString());
    node.put("starting_left", job.startingLeft().toString());
    node.put("time_left", job.timeLeft().toString());
    return node;
  }

  private static void write(Decision decision, ObjectNode node) {
    Rationale why = decision.rationale();
    node.put("action", DecisionText.action(decision));
    node.put("to", decision instanceof Decision.Move move ? move.to().id() : null);
    node.put("reason", why.reason());
    node.put("target", why.target().map(CapacityPool::id).orElse(null));
    put(node, "current_stability", why.currentStability());
    put(node, "target_stability", why.targetStability());
    put(node, "expected_savings_percent", why.expectedSavingsPercent());
    ArrayNode options = node.putArray("options");
    for (Rationale.Option option : why.options()) {
      ObjectNode entry = options.addObject();
      entry.put("placement", option.placement());
      put(entry, "usd", option.usd());
      ObjectNode terms = entry.putObject("terms");
      option.terms().forEach(term -> put(terms, term.name(), term.usd()));
    }
  }

  private static void known(DecisionContext context, ArrayNode pools) {
    List<Duration> horizons = context.survivalHorizons();
    for (int pool = 0; pool < context.shape().poolCount(); pool++) {
      ObjectNode entry = pools.addObject();
      entry.put("pool", context.shape().pools().get(pool).id());
      entry.put("launchable", context.launchable(pool));
      put(entry, "usd_per_hour", context.usdPerHour(pool));
      put(entry, "expected_usd_per_hour", context.expectedUsdPerHour(pool));
      put(entry, "discount_percent", context.discountPercent(pool));
      put(entry, "available_share", context.availableShare(pool));
      put(entry, "stability", context.stability(pool));
      ObjectNode survival = entry.putObject("survival");
      for (int i = 0; i < horizons.size(); i++) {
        put(survival, horizons.get(i).toString(), context.survival(pool, i));
      }
    }
  }

  static void put(ObjectNode node, String name, double value) {
    node.put(name, Double.isFinite(value) ? (Double) value : null);
  }
}
