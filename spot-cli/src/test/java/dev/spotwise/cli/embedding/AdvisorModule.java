package dev.spotwise.cli.embedding;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.spotwise.backtest.SpotBacktestModule;
import dev.spotwise.data.Market;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Workload;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.SpotFeaturesModule;
import dev.spotwise.models.ModelBundle;
import java.time.Duration;
import java.util.Map;

/** Binds an engine; the service binds its own market, models and workload. */
public final class AdvisorModule extends AbstractModule {

  @Override
  protected void configure() {
    install(new SpotFeaturesModule());
    install(new SpotBacktestModule());
    requireBinding(Market.class);
    requireBinding(ModelBundle.class);
    requireBinding(Workload.class);
  }

  @Provides
  @Singleton
  static DecisionEngine engine(
      Market market,
      FeatureExtractor extractor,
      ModelBundle models,
      Map<String, DecisionPolicy> policies,
      Workload workload) {
    return new DecisionEngine(
        market.shape(),
        extractor,
        models,
        policies.get("stability-first"),
        new DecisionEngine.Work(workload, BillingRules.aws()),
        new DecisionEngine.Horizons(Duration.ofHours(1), Duration.ofHours(24)));
  }
}
