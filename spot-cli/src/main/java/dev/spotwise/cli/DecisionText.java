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

  static List<String> lines(Answer answer) {
    List<String> lines = new ArrayList<>();
    lines.add("Decision at " + answer.at() + ", policy " + answer.policy());
    lines.addAll(decision(answer.trigger(), answer.state(), answer.decision()));
    answer.warnings().forEach(warning -> lines.add("Warning: " + warning));
    return lines;
  }

  static List<String> lines(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    lines.add("Backtest at " + explanation.at() + ", policy " + explanation.policy());
    lines.add("");
    lines.add("  What was known");
    known(explanation.decisions().get(0).context()).forEach(line -> lines.add("    " + line));
    for (Made made : explanation.decisions()) {
      lines.add("");
      lines.addAll(decision(made.context().trigger(), made.context().state(), made.decision()));
    }
    lines.add("");
    lines.add("  What was charged in the hour before and after, USD");
    for (ReplayEvent event : explanation.around()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "    %s  %d  %-15s %-24s %10s  %s",
                  event.at(),
                  event.instance(),
                  event.kind().id(),
                  event.placement(),
                  OptionTable.usd(event.usd()),
                  event.detail())
              .stripTrailing());
    }
    return lines;
  }

  /** One word for what a decision asks for. */
  static String action(Decision decision) {
    if (decision instanceof Decision.Move) {
      return "move";
    }
    return decision instanceof Decision.Stay ? "stay" : "wait";
  }

  private static List<String> decision(Trigger trigger, WorkloadState state, Decision decision) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + standing(trigger, state));
    state.job().ifPresent(job -> lines.add("  " + progress(job)));
    if (!state.siblings().isEmpty()) {
      lines.add(
          "  siblings in "
              + String.join(", ", state.siblings().stream().map(Placement::id).toList()));
    }
    Rationale why = decision.rationale();
    lines.add("  " + asked(decision, state) + ": " + why.reason());
    Optional<String> here = state.current().map(Placement::id);
    if (why.target().isPresent() && !why.target().map(CapacityPool::id).equals(here)) {
      lines.add("  " + weighed(why));
    }
    OptionTable.lines(why).forEach(line -> lines.add("    " + line));
    return lines;
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

  private static List<String> known(DecisionContext context) {
    List<String> lines = new ArrayList<>();
    List<Duration> horizons = context.survivalHorizons();
    int name =
        context.shape().pools().stream().mapToInt(pool -> pool.id().length()).max().orElse(4);
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-" + name + "s", "pool"));
    head.append("     USD/h  expected  discount %  up 24 h %");
    for (Duration horizon : horizons) {
      head.append(String.format(Locale.ROOT, "  P(%3s) %%", Durations.show(horizon)));
    }
    lines.add(head.append("  stability").toString());
    for (int pool = 0; pool < context.shape().poolCount(); pool++) {
      StringBuilder row =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "%-" + name + "s  %8s  %8s  %10s  %9s",
                  context.shape().pools().get(pool).id(),
                  OptionTable.usd(context.usdPerHour(pool)),
                  OptionTable.usd(context.expectedUsdPerHour(pool)),
                  one(context.discountPercent(pool)),
                  one(100 * context.availableShare(pool))));
      for (int i = 0; i < horizons.size(); i++) {
        row.append(
            String.format(
                Locale.ROOT, "  %8s", one(100 * context.expectedSurvival(pool, horizons.get(i)))));
      }
      row.append(String.format(Locale.ROOT, "  %9s", one(context.stability(pool))));
      lines.add(row.append(context.launchable(pool) ? "" : "  can't be launched in").toString());
    }
    return lines;
  }

  private static String hours(Duration span) {
    return String.format(Locale.ROOT, "%.1f h", span.toSeconds() / 3600.0);
  }

  private static String one(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "-";
  }
}
