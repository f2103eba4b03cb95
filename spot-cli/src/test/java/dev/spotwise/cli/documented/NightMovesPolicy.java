package dev.spotwise.cli.documented;

import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import java.time.ZoneOffset;

/**
 * Leaves a running instance by choice only from 22:00 to 06:00 UTC; otherwise as another policy.
 */
public record NightMovesPolicy(DecisionPolicy other) implements DecisionPolicy {

  @Override
  public String id() {
    return "night-moves";
  }

  @Override
  public Decision decide(DecisionContext context) {
    Decision decision = other.decide(context);
    int hour = context.now().atOffset(ZoneOffset.UTC).getHour();
    boolean day = hour >= 6 && hour < 22;
    return day && context.trigger() == Trigger.SCHEDULED && decision instanceof Decision.Move
        ? new Decision.Stay(decision.rationale())
        : decision;
  }
}
