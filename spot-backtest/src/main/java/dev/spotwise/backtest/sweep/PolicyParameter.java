package dev.spotwise.backtest.sweep;

import dev.spotwise.decision.ExpectedCostSettings;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.StabilityFirstSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The numbers of policies that can be searched for. */
public enum PolicyParameter {
  /** What a move of {@code expected-cost} must gain beyond its cost, multiples of it, &gt;= 0. */
  MARGIN("expected-cost") {
    @Override
    public double get(PolicySettings settings) {
      return settings.expectedCost().margin();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      ExpectedCostSettings cost = settings.expectedCost();
      return settings.withExpectedCost(
          new ExpectedCostSettings(cost.planningWindow(), value, cost.spread()));
    }
  },
  /** How far ahead {@code expected-cost} adds costs up, hours, &gt; 0, to the second. */
  PLANNING_WINDOW("expected-cost") {
    @Override
    public double get(PolicySettings settings) {
      return settings.expectedCost().planningWindow().toSeconds() / SECONDS_PER_HOUR;
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      ExpectedCostSettings cost = settings.expectedCost();
      Duration window = Duration.ofSeconds(Math.round(value * SECONDS_PER_HOUR));
      return settings.withExpectedCost(
          new ExpectedCostSettings(window, cost.margin(), cost.spread()));
    }
  },
  /** What a common loss costs {@code expected-cost}, restarts, &gt;= 0. */
  SPREAD("expected-cost") {
    @Override
    public double get(PolicySettings settings) {
      return settings.expectedCost().spread();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      ExpectedCostSettings cost = settings.expectedCost();
      return settings.withExpectedCost(
          new ExpectedCostSettings(cost.planningWindow(), cost.margin(), value));
    }
  },
  /** How much cheaper another pool must be for {@code hysteresis}, percent, in [0, 100). */
  HYSTERESIS_PERCENT("hysteresis") {
    @Override
    public double get(PolicySettings settings) {
      return settings.hysteresisPercent();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      return settings.withHysteresisPercent(value);
    }
  },
  /** Weight of the stability rank in {@code stability-first}, &gt;= 0. */
  STABILITY_WEIGHT("stability-first") {
    @Override
    public double get(PolicySettings settings) {
      return settings.stabilityFirst().stabilityWeight();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      return withNumber(settings, 0, value);
    }
  },
  /** Weight of the cost rank in {@code stability-first}, &gt;= 0. */
  COST_WEIGHT("stability-first") {
    @Override
    public double get(PolicySettings settings) {
      return settings.stabilityFirst().costWeight();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      return withNumber(settings, 1, value);
    }
  },
  /** Stability points for which {@code stability-first} moves without savings, &gt;= 0. */
  STRONG_IMPROVEMENT("stability-first") {
    @Override
    public double get(PolicySettings settings) {
      return settings.stabilityFirst().strongImprovement();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      return withNumber(settings, 2, value);
    }
  },
  /** Stability points for which {@code stability-first} moves if it saves too, &gt;= 0. */
  WEAK_IMPROVEMENT("stability-first") {
    @Override
    public double get(PolicySettings settings) {
      return settings.stabilityFirst().weakImprovement();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      return withNumber(settings, 3, value);
    }
  },
  /** Savings that such a move of {@code stability-first} needs, percent, &gt;= 0. */
  MIN_SAVINGS_PERCENT("stability-first") {
    @Override
    public double get(PolicySettings settings) {
      return settings.stabilityFirst().minSavingsPercent();
    }

    @Override
    PolicySettings set(PolicySettings settings, double value) {
      return withNumber(settings, 4, value);
    }
  };

  private static final double SECONDS_PER_HOUR = 3600;

  private final String policy;

  PolicyParameter(String policy) {
    this.policy = policy;
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
  public abstract double get(PolicySettings settings);

  abstract PolicySettings set(PolicySettings settings, double value);

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
      return set(settings, value);
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
