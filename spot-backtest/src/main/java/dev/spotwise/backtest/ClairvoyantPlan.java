package dev.spotwise.backtest;

import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Rationale;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a clairvoyant does at every tick of a window, and what that costs. Immutable and
 * thread-safe.
 */
public final class ClairvoyantPlan {

  /** Leaves things as they are. */
  static final int STAY = -2;

  /** Runs nothing. */
  static final int NOTHING = -1;

  private final double usd;
  private final long beginSecond;
  private final long stepSeconds;
  private final List<Placement> placements;
  private final int[] forced;
  private final int[] chosen;
  private final int[] where;

  /** The answers of a plan while it is made. Not thread-safe. */
  static final class Answers {

    private final int[] forced;
    private final int[] chosen;
    private final int[] where;

    Answers(int ticks) {
      forced = new int[ticks];
      chosen = new int[ticks];
      where = new int[ticks];
      Arrays.fill(forced, STAY);
      Arrays.fill(chosen, STAY);
      Arrays.fill(where, NOTHING);
    }

    /** Per tick, what to do at the start, after a loss, or while stranded on demand. */
    int[] forced() {
      return forced;
    }

    /** Per tick, what to do after that. */
    int[] chosen() {
      return chosen;
    }

    /** Per tick, the placement that runs after that. */
    int[] where() {
      return where;
    }
  }

  /** Takes ownership of the answers; {@code usd} is for all instances. */
  ClairvoyantPlan(ClairvoyantMarket market, double usd, Answers answers) {
    this.usd = usd;
    this.beginSecond = market.beginSecond();
    this.stepSeconds = market.stepSeconds();
    this.placements = market.placements();
    this.forced = answers.forced();
    this.chosen = answers.chosen();
    this.where = answers.where();
  }

  /** The least cost of all the workload's instances together, USD. */
  public double usd() {
    return usd;
  }

  /** Number of ticks in the window. */
  public int ticks() {
    return chosen.length;
  }

  /**
   * Where each instance runs in the step that begins at a tick; empty if nothing runs.
   *
   * @param tick in [0, {@link #ticks})
   */
  public Optional<Placement> at(int tick) {
    return where[tick] == NOTHING ? Optional.empty() : Optional.of(placements.get(where[tick]));
  }

  /** The policy that follows this plan; it must be asked at every tick. */
  DecisionPolicy policy() {
    return new Follower();
  }

  private final class Follower implements DecisionPolicy {

    @Override
    public String id() {
      return Clairvoyant.ID;
    }

    @Override
    public Decision decide(DecisionContext context) {
      int tick = (int) ((context.now().getEpochSecond() - beginSecond) / stepSeconds);
      boolean byChoice =
          context.trigger() == Trigger.SCHEDULED || context.trigger() == Trigger.WATCH;
      int code = byChoice ? chosen[tick] : forced[tick];
      return switch (code) {
        case STAY -> new Decision.Stay(Rationale.of("nothing else costs less in the end"));
        case NOTHING -> new Decision.Wait(Rationale.of("running later costs less in the end"));
        default ->
            new Decision.Move(
                placements.get(code), Rationale.of("running there costs least in the end"));
      };
    }
  }
}
