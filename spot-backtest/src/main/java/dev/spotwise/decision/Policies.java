package dev.spotwise.decision;

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

  /** {@code stay}: stays where the workload started; on demand while its pool is down. */
  public static DecisionPolicy stay() {
    return new StayPolicy();
  }
}
