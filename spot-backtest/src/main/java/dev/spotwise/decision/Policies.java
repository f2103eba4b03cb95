package dev.spotwise.decision;

import java.util.List;
import java.util.Locale;

/**
 * The policies of this library, without Guice. Each keeps the deadline of a job that has one: it is
 * run on demand from the last moment at which that suffices.
 */
public final class Policies {

  private Policies() {}

  /**
   * {@code expected-cost}: compares staying and every move in expected dollars over a planning
   * window, and a deadline job's ways to its end.
   */
  public static DecisionPolicy expectedCost(ExpectedCostSettings settings) {
    return new SafetyNet(new ExpectedCostPolicy(settings));
  }

  /** The ids of the policies, sorted. */
  public static List<String> ids() {
    return List.of(
        CheapestPolicy.ID,
        ExpectedCostPolicy.ID,
        GreedyPolicy.ID,
        HysteresisPolicy.ID,
        OnDemandPolicy.ID,
        StabilityFirstPolicy.ID,
        StayPolicy.ID,
        StickyPolicy.AVAILABLE_ID,
        StickyPolicy.CHEAPEST_ID,
        UniformProgressPolicy.ID);
  }

  /**
   * A policy by its id.
   *
   * @param id one of {@link #ids}
   * @param settings the numbers of those that have some
   * @throws IllegalArgumentException if there is no such policy
   */
  public static DecisionPolicy byId(String id, PolicySettings settings) {
    return switch (id) {
      case ExpectedCostPolicy.ID -> expectedCost(settings.expectedCost());
      case CheapestPolicy.ID -> cheapest();
      case GreedyPolicy.ID -> greedy();
      case HysteresisPolicy.ID -> hysteresis(settings.hysteresisPercent());
      case OnDemandPolicy.ID -> onDemand();
      case StabilityFirstPolicy.ID -> stabilityFirst(settings.stabilityFirst());
      case StayPolicy.ID -> stay();
      case StickyPolicy.AVAILABLE_ID -> stickyAvailable();
      case StickyPolicy.CHEAPEST_ID -> stickyCheapest();
      case UniformProgressPolicy.ID -> uniformProgress();
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "policy must be one of %s but was '%s'",
                  String.join(", ", ids()),
                  id));
    };
  }

  /** {@code cheapest}: at every decision the pool of least unit cost. */
  public static DecisionPolicy cheapest() {
    return new SafetyNet(new CheapestPolicy());
  }

  /**
   * {@code greedy}: for deadline jobs, on spot whenever a pool is up and nowhere otherwise. For
   * services {@code sticky-cheapest}.
   */
  public static DecisionPolicy greedy() {
    return new SafetyNet(new GreedyPolicy());
  }

  /**
   * {@code hysteresis}: moves when the cheapest pool is cheaper than the current one by more than a
   * threshold.
   *
   * @param percent threshold, percent of the current unit cost, in [0, 100)
   */
  public static DecisionPolicy hysteresis(double percent) {
    return new SafetyNet(new HysteresisPolicy(percent));
  }

  /** {@code on-demand}: never on spot. */
  public static DecisionPolicy onDemand() {
    return new SafetyNet(new OnDemandPolicy());
  }

  /**
   * {@code stability-first}: the guide's policy. Ranks by stability and expected cost; moves for
   * stability, or for stability and savings together.
   */
  public static DecisionPolicy stabilityFirst(StabilityFirstSettings settings) {
    return new SafetyNet(new StabilityFirstPolicy(settings));
  }

  /** {@code stay}: stays where the workload started; on demand while its pool is down. */
  public static DecisionPolicy stay() {
    return new SafetyNet(new StayPolicy());
  }

  /** {@code sticky-available}: moves only when lost, to the pool that was up most of a day. */
  public static DecisionPolicy stickyAvailable() {
    return new SafetyNet(StickyPolicy.available());
  }

  /** {@code sticky-cheapest}: moves only when lost, to the cheapest pool. */
  public static DecisionPolicy stickyCheapest() {
    return new SafetyNet(StickyPolicy.cheapest());
  }

  /**
   * {@code uniform-progress}: for deadline jobs, on spot while it lasts, on demand when behind an
   * even pace, nowhere when ahead of it. For services {@code sticky-cheapest}.
   */
  public static DecisionPolicy uniformProgress() {
    return new SafetyNet(new UniformProgressPolicy());
  }
}
