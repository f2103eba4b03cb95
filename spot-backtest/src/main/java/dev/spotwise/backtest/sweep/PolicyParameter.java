package dev.spotwise.backtest.sweep;

import dev.spotwise.decision.ExpectedCostSettings;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.StabilityFirstSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** The numbers of policies that can be searched for. */
public enum PolicyParameter {
  /** What a move must gain beyond its own cost in {@code expected-cost}, &gt;= 0. */
  MARGIN(
      "expected-cost",
      settings -> settings.expectedCost().margin(),
      (settings, value) -> {
        ExpectedCostSettings cost = settings.expectedCost();
        return settings.withExpectedCost(
            new ExpectedCostSettings(cost.planningWindow(), value, cost.spread()));
      }),
  /** How far ahead {@code expected-cost} adds costs up, hours, &gt; 0, to the second. */
  PLANNING_WINDOW(
      "expected-cost",
      settings -> settings.expectedCost().planningWindow().toSeconds() / 3600.0,
      (settings, value) -> {
        ExpectedCostSettings cost = settings.expectedCost();
        Duration window = Duration.ofSeconds(Math.round(value * 3600));
        return settings.withExpectedCost(
            new ExpectedCostSettings(window, cost.margin(), cost.spread()));
      }),
  /** What a common loss costs {@code expected-cost}, restarts, &gt;= 0. */
  SPREAD(
      "expected-cost",
      settings -> settings.expectedCost().spread(),
      (settings, value) -> {
        ExpectedCostSettings cost = settings.expectedCost();
        return settings.withExpectedCost(
            new ExpectedCostSettings(cost.planningWindow(), cost.margin(), value));
      }),
  /** How much cheaper another pool must be for {@code hysteresis}, percent, in [0, 100). */
  HYSTERESIS_PERCENT(
      "hysteresis", PolicySettings::hysteresisPercent, PolicySettings::withHysteresisPercent),
  /** Weight of the stability rank in {@code stability-first}, &gt;= 0. */
  STABILITY_WEIGHT(
      "stability-first",
      settings -> settings.stabilityFirst().stabilityWeight(),
      (settings, value) -> withNumber(settings, 0, value)),
  /** Weight of the cost rank in {@code stability-first}, &gt;= 0. */
  COST_WEIGHT(
      "stability-first",
      settings -> settings.stabilityFirst().costWeight(),
      (settings, value) -> withNumber(settings, 1, value)),
  /** Stability points for which {@code stability-first} moves without savings, &gt;= 0. */
  STRONG_IMPROVEMENT(
      "stability-first",
      settings -> settings.stabilityFirst().strongImprovement(),
      (settings, value) -> withNumber(settings, 2, value)),
  /** Stability points for which {@code stability-first} moves if it saves too, &gt;= 0. */
  WEAK_IMPROVEMENT(
      "stability-first",
      settings -> settings.stabilityFirst().weakImprovement(),
      (settings, value) -> withNumber(settings, 3, value)),
  /** Savings that such a move of {@code stability-first} needs, percent, &gt;= 0. */
  MIN_SAVINGS_PERCENT(
      "stability-first",
      settings -> settings.stabilityFirst().minSavingsPercent(),
      (settings, value) -> withNumber(settings, 4, value));

  private final String policy;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final ToDoubleFunction<PolicySettings> getter;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final BiFunction<PolicySettings, Double, PolicySettings> setter;

  PolicyParameter(
      String policy,
      ToDoubleFunction<PolicySettings> getter,
      BiFunction<PolicySettings, Double, PolicySettings> setter) {
    this.policy = policy;
    this.getter = getter;
    this.setter = setter;
  }

  /** The name in configurations and results, such as {@code planning-window}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Id of the policy that reads it. */
  public String policy() {
    return policy;
  }

  /** Its value in some settings. */
  public double get(PolicySettings settings) {
    return getter.applyAsDouble(settings);
  }

  /**
   * Settings with another value.
   *
   * @throws IllegalArgumentException if the value is out of range; names the parameter
   */
  public PolicySettings with(PolicySettings settings, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(id() + " must be finite but was " + value);
    }
    try {
      return setter.apply(settings, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(id() + ": " + e.getMessage(), e);
    }
  }

  /** The parameters that a policy reads; empty if it has none that can be searched for. */
  public static List<PolicyParameter> of(String policy) {
    return Arrays.stream(values()).filter(each -> each.policy.equals(policy)).toList();
  }

  /**
   * A parameter by its id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PolicyParameter byId(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "parameter must be one of "
                        + String.join(
                            ", ", Arrays.stream(values()).map(PolicyParameter::id).toList())
                        + " but was '"
                        + id
                        + "'"));
  }

  private static PolicySettings withNumber(PolicySettings settings, int place, double value) {
    StabilityFirstSettings rule = settings.stabilityFirst();
    double[] numbers = {
      rule.stabilityWeight(),
      rule.costWeight(),
      rule.strongImprovement(),
      rule.weakImprovement(),
      rule.minSavingsPercent()
    };
    numbers[place] = value;
    return settings.withStabilityFirst(
        new StabilityFirstSettings(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
  }
}
