package dev.spotwise.decision;

import static java.util.Objects.requireNonNull;

import dev.spotwise.decision.DecisionContext.ForecastView;
import java.util.Optional;

/**
 * What was learnt from the past before decisions begin. None of it depends on a policy.
 *
 * @param forecasts what models say; empty where there are none
 * @param statistics how pools came and went; empty if nobody measured
 */
public record Knowledge(Optional<ForecastView> forecasts, Optional<PoolStatistics> statistics) {

  private static final Knowledge NONE = new Knowledge(Optional.empty(), Optional.empty());

  /** Checks that both are given. */
  public Knowledge {
    requireNonNull(forecasts, "forecasts");
    requireNonNull(statistics, "statistics");
  }

  /** Nothing but the market. */
  public static Knowledge none() {
    return NONE;
  }

  /** Forecasts alone. */
  public static Knowledge of(ForecastView forecasts) {
    return new Knowledge(Optional.of(forecasts), Optional.empty());
  }

  /** The same with statistics. */
  public Knowledge with(PoolStatistics newStatistics) {
    return new Knowledge(forecasts, Optional.of(newStatistics));
  }
}
