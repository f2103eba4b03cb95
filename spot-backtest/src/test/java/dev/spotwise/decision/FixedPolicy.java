package dev.spotwise.decision;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.decision.DecisionContext.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Does what it was told at each tick and trigger, stays otherwise, and writes down what it was
 * asked.
 */
public final class FixedPolicy implements DecisionPolicy {

  private final TreeMap<String, Function<DecisionContext, Decision>> script = new TreeMap<>();
  public final List<String> asked = new ArrayList<>();
  public final List<DecisionContext> contexts = new ArrayList<>();

  @Override
  public String id() {
    return "fixed";
  }

  public FixedPolicy on(Trigger trigger, int tick, Function<DecisionContext, Decision> answer) {
    script.put(key(trigger, tick), answer);
    return this;
  }

  public FixedPolicy move(Trigger trigger, int tick, Placement to) {
    return on(trigger, tick, context -> new Decision.Move(to, Rationale.of("told to")));
  }

  public FixedPolicy move(Trigger trigger, int tick, CapacityPool to) {
    return move(trigger, tick, new Placement.Spot(to));
  }

  public FixedPolicy pause(Trigger trigger, int tick) {
    return on(trigger, tick, context -> new Decision.Wait(Rationale.of("told to wait")));
  }

  private static String key(Trigger trigger, long tick) {
    return trigger + " " + tick;
  }

  @Override
  public Decision decide(DecisionContext context) {
    long since = context.now().getEpochSecond() - TestMarket.START.getEpochSecond();
    long tick = since / context.step().toSeconds();
    contexts.add(context);
    String key = key(context.trigger(), tick);
    asked.add(key + " " + context.current().map(Placement::id).orElse("-"));
    Function<DecisionContext, Decision> answer = script.get(key);
    return answer == null ? new Decision.Stay(Rationale.of("as told")) : answer.apply(context);
  }
}
