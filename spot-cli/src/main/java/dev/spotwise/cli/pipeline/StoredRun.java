package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.ForecastOrigins;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.PoolStatistics;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the steps of one run hand on; what none of them made is read from the output folder. */
final class StoredRun {

  final Settings settings;
  final OutputFolder out;
  LoadedMarket market;
  ModelBundle bundle;
  BacktestResult result;

  StoredRun(Settings settings) {
    this.settings = settings;
    this.out = new OutputFolder(settings.out());
  }

  void requireMarket(Sources sources, Progress progress) throws Exception {
    if (market == null) {
      progress.step(
          "market",
          () -> {
            market = SourceFile.open(out.data()).market(sources);
            requireInside(settings, market.market().grid());
            return Pipeline.count(market.market().pools().size(), "pool") + " from " + out.data();
          });
    }
  }

  void requireBundle() {
    if (bundle == null) {
      require(out.models().resolve(ModelBundle.PRICE_FILE), "models", "train");
      bundle = ModelBundle.load(out.models());
    }
  }

  /** What the models say at every tick of the backtest at which a decision can fall. */
  ForecastView forecasts(FeatureExtractor extractor) {
    Market pools = market.market();
    int[] origins =
        ForecastOrigins.of(pools, settings.backtest(), settings.decision().interval());
    return new ForecastView(
        Forecasts.of(pools, extractor, bundle, origins),
        settings.decision().priceHorizon(),
        settings.decision().stabilityWindow());
  }

  /** All that is known from before the backtest. */
  Knowledge knowledge(FeatureExtractor extractor) {
    Knowledge knowledge = Knowledge.of(forecasts(extractor));
    return market.market().knowsInterruptions()
        ? knowledge.with(PoolStatistics.of(market.market(), settings.train()))
        : knowledge;
  }

  static void require(Path file, String what, String step) {
    if (!Files.exists(file)) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT, "no %s in %s; run 'spot %s' first", what, file.getParent(), step));
    }
  }

  private static void requireInside(Settings settings, TimeGrid grid) {
    if (settings.train().from().isBefore(grid.start())
        || settings.backtest().to().isAfter(grid.end())) {
      throw new ConfigException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "period must lie within the market, %s/%s, but was %s; run 'spot generate' again",
                  grid.start(),
                  grid.end(),
                  settings.span())));
    }
  }
}
