package dev.spotwise.decision;

/**
 * The numbers of {@code stability-first}.
 *
 * @param stabilityWeight weight of the stability rank, &gt;= 0
 * @param costWeight weight of the cost rank, &gt;= 0; the weights are not both 0
 * @param strongImprovement stability points above which a move needs no savings, &gt;= 0
 * @param weakImprovement stability points above which a move needs savings too, &gt;= 0
 * @param minSavingsPercent savings that such a move needs, percent of the current unit cost, &gt;=
 *     0
 */
public record StabilityFirstSettings(
    double stabilityWeight,
    double costWeight,
    double strongImprovement,
    double weakImprovement,
    double minSavingsPercent) {

  /** Checks the ranges. */
  public StabilityFirstSettings {
    require("stabilityWeight", stabilityWeight);
    require("costWeight", costWeight);
    require("strongImprovement", strongImprovement);
    require("weakImprovement", weakImprovement);
    require("minSavingsPercent", minSavingsPercent);
    if (stabilityWeight + costWeight == 0) {
      throw new IllegalArgumentException("the weights must not both be 0");
    }
  }

  /** The guide's numbers: weights 0.70 and 0.30; 10 points, or 5 points and 5 percent. */
  public static StabilityFirstSettings guide() {
    return new StabilityFirstSettings(0.70, 0.30, 10, 5, 5);
  }

  private static void require(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0 but was " + value);
    }
  }
}
