package dev.spotwise.decision;

import java.util.List;

/** The policies of this library, without Guice. */
public final class Policies {

  private Policies() {}

  /**
   * {@code stability-first}: the guide's policy. Ranks by stability and expected cost; moves for
   * stability, or for stability and savings together.
   */
  public static DecisionPolicy stabilityFirst(StabilityFirstSettings settings) {
    return new StabilityFirstPolicy(settings);
  }

  /**
   * {@code expected-cost}: compares staying and every move in expected dollars over a planning
   * window.
   */
  public static DecisionPolicy expectedCost(ExpectedCostSettings settings) {
    return new SafetyNet(new ExpectedCostPolicy(settings));
  }

  /** The ids of the policies, sorted. */
  public static List<String> ids() {
    return List.of(ExpectedCostPolicy.ID, StabilityFirstPolicy.ID, StayPolicy.ID);
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
      case StabilityFirstPolicy.ID -> stabilityFirst(settings.stabilityFirst());
      case StayPolicy.ID -> stay();
      default ->
          throw new IllegalArgumentException(
              "policy must be one of " + String.join(", ", ids()) + " but was '" + id + "'");
    };
  }

  /** {@code stay}: stays where the workload started; on demand while its pool is down. */
  public static DecisionPolicy stay() {
    return new StayPolicy();
  }
}
