package dev.spotwise.cli;

import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.cli.config.Durations;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decisions as text. What isn't known is -. */
final class DecisionText {

  private DecisionText() {}

  static List<String> lines(Answer answer, Terminal terminal) {
    Page page = new Page(terminal);
    page.head("Decision at " + answer.at() + ", policy " + answer.policy());
    decision(answer.trigger(), answer.state(), answer.decision(), page);
    answer.warnings().forEach(warning -> page.line("Warning: " + warning));
    return page.lines();
  }

  static List<String> lines(Explanation explanation, Terminal terminal) {
    Page page = new Page(terminal);
    page.head("Backtest at " + explanation.at() + ", policy " + explanation.policy());
    page.gap().head("  What was known");
    page.table(known(explanation.decisions().get(0).context()));
    for (Made made : explanation.decisions()) {
      page.gap();
      decision(made.context().trigger(), made.context().state(), made.decision(), page);
    }
    page.gap().head("  What was charged in the hour before and after, USD");
    TextTable charged = new TextTable(4).left("").right("").left("", "").right("").left("");
    for (ReplayEvent event : explanation.around()) {
      charged.row(
          event.at().toString(),
          Integer.toString(event.instance()),
          event.kind().id(),
          event.placement(),
          Numbers.usd(event.usd()),
          event.detail());
    }
    return page.table(charged).lines();
  }

  /** One word for what a decision asks for. */
  static String action(Decision decision) {
    if (decision instanceof Decision.Move) {
      return "move";
    }
    return decision instanceof Decision.Stay ? "stay" : "wait";
  }

  private static void decision(Trigger trigger, WorkloadState state, Decision decision, Page page) {
    page.line("  " + standing(trigger, state));
    state.job().ifPresent(job -> page.line("  " + progress(job)));
    if (!state.siblings().isEmpty()) {
      page.line(
          "  siblings in "
              + String.join(", ", state.siblings().stream().map(Placement::id).toList()));
    }
    Rationale why = decision.rationale();
    page.head("  " + asked(decision, state) + ": " + why.reason());
    Optional<String> here = state.current().map(Placement::id);
    if (why.target().isPresent() && !why.target().map(CapacityPool::id).equals(here)) {
      page.line("  " + weighed(why));
    }
    OptionTable.add(why, page);
  }

  private static String standing(Trigger trigger, WorkloadState state) {
    String where = state.current().map(Placement::id).orElse("nowhere");
    return switch (trigger) {
      case START -> "to be started";
      case LOST -> "lost in " + where + " after " + hours(state.held());
      case FALLBACK -> "runs in " + where + " for want of spot capacity";
      case SCHEDULED, WATCH ->
          state.current().isEmpty()
              ? "runs nowhere"
              : "runs in " + where + " for " + hours(state.held());
    };
  }

  private static String progress(JobProgress job) {
    return String.format(
        Locale.ROOT,
        "%s of work left, %s of work done but not yet saved, %s to the deadline",
        hours(job.workLeft()),
        hours(job.unsaved()),
        hours(job.timeLeft()));
  }

  private static String asked(Decision decision, WorkloadState state) {
    if (decision instanceof Decision.Move move) {
      return (state.current().isEmpty() ? "START in " : "MOVE to ") + move.to().id();
    }
    return decision instanceof Decision.Stay ? "STAY" : "WAIT";
  }

  private static String weighed(Rationale why) {
    return String.format(
        Locale.ROOT,
        "weighed: %s, stability %s there and %s here, expected to be %s %% %s",
        why.target().map(CapacityPool::id).orElseThrow(),
        one(why.targetStability()),
        one(why.currentStability()),
        one(Math.abs(why.expectedSavingsPercent())),
        why.expectedSavingsPercent() < 0 ? "dearer" : "cheaper");
  }

  private static TextTable known(DecisionContext context) {
    List<Duration> horizons = context.survivalHorizons();
    TextTable table = new TextTable(4).left("pool");
    table.right("USD/h", "expected", "discount %", "up 24 h %");
    horizons.forEach(horizon -> table.right("P(" + Durations.show(horizon) + ") %"));
    table.right("stability").left("");
    for (int pool = 0; pool < context.shape().poolCount(); pool++) {
      List<String> row = new ArrayList<>(List.of(context.shape().pools().get(pool).id()));
      row.add(Numbers.usd(context.usdPerHour(pool)));
      row.add(Numbers.usd(context.expectedUsdPerHour(pool)));
      row.add(one(context.discountPercent(pool)));
      row.add(one(100 * context.availableShare(pool)));
      for (Duration horizon : horizons) {
        row.add(one(100 * context.expectedSurvival(pool, horizon)));
      }
      row.add(one(context.stability(pool)));
      row.add(context.launchable(pool) ? "" : "can't be launched in");
      table.row(row);
    }
    return table;
  }

  private static String hours(Duration span) {
    return String.format(Locale.ROOT, "%.1f h", span.toSeconds() / 3600.0);
  }

  private static String one(double value) {
    return Numbers.fixed(value, 1);
  }
}
