package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.CapacityPool;
import java.util.List;
import java.util.Optional;

/**
 * Why a policy decided as it did, with the numbers that it weighed.
 *
 * @param target pool that was weighed against the current placement; empty if none could be
 * @param currentStability 100 x probability of no interruption within the stability window where
 *     the workload is, in [0, 100]; NaN if unknown
 * @param targetStability the same in the target
 * @param expectedSavingsPercent how much cheaper the target is expected to be per unit of capacity,
 *     percent of the current cost; NaN if there is nothing to compare
 * @param reason one sentence
 * @param options what each way to go on is expected to cost, best first; empty if the policy does
 *     not think in dollars
 */
public record Rationale(
    Optional<CapacityPool> target,
    double currentStability,
    double targetStability,
    double expectedSavingsPercent,
    String reason,
    List<Option> options) {

  /**
   * One way to go on.
   *
   * @param placement its id, as {@link Placement#id}; {@code wait} to run nothing
   * @param terms what its cost is made of
   */
  public record Option(String placement, List<Term> terms) {

    /** Freezes. */
    public Option {
      requireNonNull(placement, "placement");
      terms = List.copyOf(terms);
    }

    /** The sum of the terms, USD. */
    public double usd() {
      double sum = 0;
      for (Term term : terms) {
        sum += term.usd();
      }
      return sum;
    }
  }

  /**
   * A summand.
   *
   * @param name what it is for
   * @param usd expected dollars
   */
  public record Term(String name, double usd) {}

  /** Checks that there is a reason. */
  public Rationale {
    requireNonNull(target, "target");
    requireNonNull(reason, "reason");
    options = List.copyOf(options);
  }

  /** A comparison without dollars. */
  public Rationale(
      Optional<CapacityPool> target,
      double currentStability,
      double targetStability,
      double expectedSavingsPercent,
      String reason) {
    this(target, currentStability, targetStability, expectedSavingsPercent, reason, List.of());
  }

  /** A reason without a comparison. */
  public static Rationale of(String reason) {
    return new Rationale(Optional.empty(), Double.NaN, Double.NaN, Double.NaN, reason);
  }

  /** Target less current stability, points; NaN if one is unknown. */
  public double stabilityImprovement() {
    return targetStability - currentStability;
  }
}
