package dev.spotwise.backtest;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Rationale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Answers every question in every way that is legal, one way after another: replaying it until it
 * has no {@link #next} tries all plans that there are.
 */
final class EveryPlan implements DecisionPolicy {

  private final List<Integer> answers = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private int asked;

  @Override
  public String id() {
    return "every-plan";
  }

  @Override
  public Decision decide(DecisionContext context) {
    List<Decision> legal = legal(context);
    if (asked == answers.size()) {
      answers.add(0);
      counts.add(legal.size());
    }
    return legal.get(answers.get(asked++));
  }

  /** Goes on to the next plan; false after the last. */
  boolean next() {
    asked = 0;
    while (!answers.isEmpty()) {
      int last = answers.size() - 1;
      if (answers.get(last) + 1 < counts.get(last)) {
        answers.set(last, answers.get(last) + 1);
        return true;
      }
      answers.remove(last);
      counts.remove(last);
    }
    return false;
  }

  /** All that can be decided: to stay, to run nothing, to go wherever an instance can be had. */
  static List<Decision> legal(DecisionContext context) {
    boolean runs = context.trigger() != Trigger.LOST && context.current().isPresent();
    Rationale why = Rationale.of("why not");
    List<Decision> decisions = new ArrayList<>();
    decisions.add(new Decision.Stay(why));
    if (runs) {
      decisions.add(new Decision.Wait(why));
    }
    Set<Placement> targets = new LinkedHashSet<>();
    for (int pool = 0; pool < context.shape().poolCount(); pool++) {
      CapacityPool at = context.shape().pools().get(pool);
      if (context.launchable(pool)) {
        targets.add(new Placement.Spot(at));
      }
      if (context.workload().eligible().admits(context.shape().type(pool))) {
        targets.add(new Placement.OnDemand(at.instanceType(), at.zone()));
      }
    }
    targets.add(context.workload().fallback());
    if (runs) {
      targets.remove(context.current().get());
    }
    targets.forEach(target -> decisions.add(new Decision.Move(target, why)));
    return decisions;
  }

  /** A policy that takes any of the legal ways. */
  static DecisionPolicy drawn(IntUnaryOperator draw) {
    return new DecisionPolicy() {
      @Override
      public String id() {
        return "drawn";
      }

      @Override
      public Decision decide(DecisionContext context) {
        List<Decision> legal = legal(context);
        return legal.get(draw.applyAsInt(legal.size()));
      }
    };
  }
}
