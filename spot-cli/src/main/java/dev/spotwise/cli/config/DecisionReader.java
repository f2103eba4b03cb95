package dev.spotwise.cli.config;

import dev.spotwise.cli.config.Settings.DecisionSettings;
import dev.spotwise.decision.ExpectedCostSettings;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.StabilityFirstSettings;
import dev.spotwise.models.LearningSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code decision}, and {@code backtest}. */
public final class DecisionReader {

  private final ConfigReader config;

  DecisionReader(ConfigReader config) {
    this.config = config;
  }

  /** Reads how decisions are made; the other settings are null if something is wrong with them. */
  DecisionSettings read(LearningSettings learning, DataSettings data) {
    String policy = config.read("decision.policy", DecisionReader::policy);
    Duration interval = config.read("decision.interval", SettingsReader::positiveDuration);
    Duration priceHorizon = config.read("decision.price-horizon", SettingsReader::positiveDuration);
    Duration stabilityWindow =
        config.read("decision.stability-window", SettingsReader::positiveDuration);
    if (learning != null && priceHorizon != null && stabilityWindow != null) {
      requireOneOf("decision.price-horizon", priceHorizon, learning.priceHorizons());
      requireOneOf("decision.stability-window", stabilityWindow, learning.stabilityHorizons());
    }
    if (data != null && interval != null && interval.compareTo(data.step()) < 0) {
      config.problem(
          "decision.interval must be data.step ("
              + Durations.show(data.step())
              + ") or more but was "
              + Durations.show(interval));
    }
    return new DecisionSettings(policy, numbers(), interval, priceHorizon, stabilityWindow);
  }

  private PolicySettings numbers() {
    int since = config.count();
    StabilityFirstSettings stabilityFirst = stabilityFirst();
    ExpectedCostSettings expectedCost = expectedCost();
    double hysteresis = config.number("decision.hysteresis-percent");
    return config.make(
        "decision", since, () -> new PolicySettings(stabilityFirst, hysteresis, expectedCost));
  }

  private StabilityFirstSettings stabilityFirst() {
    int since = config.count();
    double stabilityWeight = config.number("decision.stability-weight");
    double costWeight = config.number("decision.cost-weight");
    double strong = config.number("decision.strong-improvement");
    double weak = config.number("decision.weak-improvement");
    double savings = config.number("decision.min-savings-percent");
    return config.make(
        "decision",
        since,
        () -> new StabilityFirstSettings(stabilityWeight, costWeight, strong, weak, savings));
  }

  private ExpectedCostSettings expectedCost() {
    int since = config.count();
    Duration window = config.read("decision.planning-window", SettingsReader::positiveDuration);
    double margin = config.number("decision.margin");
    double spread = config.number("decision.spread");
    return config.make("decision", since, () -> new ExpectedCostSettings(window, margin, spread));
  }

  /** How far apart the models of a backtest are trained; empty if once. */
  Optional<Duration> retrainEvery(DecisionSettings decision) {
    String path = "backtest.retrain-every";
    Optional<Duration> every =
        config.read(
            path,
            text ->
                text.equals("never")
                    ? Optional.empty()
                    : Optional.of(SettingsReader.positiveDuration(text)));
    if (every == null) {
      return Optional.empty();
    }
    if (every.isPresent()
        && decision.interval() != null
        && every.get().compareTo(decision.interval()) < 0) {
      config.problem(
          String.format(
              Locale.ROOT,
              "%s must be never, or decision.interval (%s) or more, but was %s",
              path,
              Durations.show(decision.interval()),
              Durations.show(every.get())));
    }
    return every;
  }

  private void requireOneOf(String path, Duration value, List<Duration> horizons) {
    if (!horizons.contains(value)) {
      config.problem(
          String.format(
              Locale.ROOT,
              "%s must be one of the models' horizons %s but was %s",
              path,
              horizons.stream().map(Durations::show).toList(),
              Durations.show(value)));
    }
  }

  /**
   * The id of a policy, if there is one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static String policy(String id) {
    if (!Policies.ids().contains(id)) {
      throw new IllegalArgumentException(
          "must be one of "
              + Policies.ids()
              + " but was '"
              + Shown.of(id)
              + "'"
              + Nearest.suggestion(id, Policies.ids()));
    }
    return id;
  }
}
