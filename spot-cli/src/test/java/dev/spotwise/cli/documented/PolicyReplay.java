package dev.spotwise.cli.documented;

import dev.spotwise.backtest.BacktestStudy;
import dev.spotwise.backtest.ForecastOrigins;
import dev.spotwise.backtest.PolicyComparison;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.Workload;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.ModelBundle;
import java.time.Duration;
import java.util.List;

/** Sets policies of one's own beside others. */
final class PolicyReplay {

  private PolicyReplay() {}

  /** Replays policies over a window that comes after the one that the models were trained on. */
  static PolicyComparison compare(
      Market market,
      FeatureExtractor features,
      ModelBundle models,
      TimeWindow window,
      Workload workload,
      List<DecisionPolicy> policies) {
    Duration hour = Duration.ofHours(1);
    int[] origins = ForecastOrigins.of(market, window, hour);
    Forecasts forecasts = Forecasts.of(market, features, models, origins);
    BacktestStudy study =
        new BacktestStudy(
            market,
            new BacktestStudy.Plan(
                models.price().card().trainedOn(), window, workload, BillingRules.aws(), hour));
    ForecastView view = new ForecastView(forecasts, hour, Duration.ofHours(24));
    return study.compare(policies, Knowledge.of(view));
  }
}
