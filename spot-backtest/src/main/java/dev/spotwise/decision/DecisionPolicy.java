package dev.spotwise.decision;

/**
 * Decides where a workload runs, from what is known now.
 *
 * <p>A policy has no state of its own: the same context gives the same decision, live and in a
 * replay. Implementations are immutable and thread-safe.
 */
public interface DecisionPolicy {

  /** The id in configurations and results, such as {@code stability-first}. */
  String id();

  /**
   * Decides. A {@link Decision.Move} to spot must name a pool that can be launched in now; one to
   * where the workload already runs is a {@link Decision.Stay}. After a loss nothing runs: a {@code
   * Stay} is then a {@link Decision.Wait}.
   */
  Decision decide(DecisionContext context);
}
