package dev.spotwise.backtest;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.GuideWorld;
import dev.spotwise.data.synthetic.GuideWorldSettings;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.TreeSettings;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The guide's world, two weeks of it at half-hour steps, and models of a few trees. */
final class TinyWorld {

  static final TimeWindow TRAINING = TimeWindow.parse("2024-12-18/2025-01-01");
  static final TimeWindow WINDOW = TimeWindow.parse("2025-01-01/2025-01-04");
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofHours(24);
  static final FeatureExtractor EXTRACTOR = StandardFeatures.all();
  static final Market MARKET = market(WINDOW);
  static final ModelBundle BUNDLE = bundle();

  private TinyWorld() {}

  static Workload workload(CostUnit unit) {
    return Workload.filling(
        new Placement.Spot(CapacityPool.of("us-east-1a", "m5.large")),
        InstanceTypes.catalogue().find("m5.large").orElseThrow(),
        unit);
  }

  static BacktestStudy study(CostUnit unit) {
    return new BacktestStudy(
        MARKET,
        new BacktestStudy.Plan(
            TRAINING, WINDOW, workload(unit), BillingRules.guide(), Duration.ofHours(1)));
  }

  static ForecastView forecasts() {
    int[] origins = ForecastOrigins.of(MARKET, WINDOW, HOUR);
    return new ForecastView(Forecasts.of(MARKET, EXTRACTOR, BUNDLE, origins), HOUR, DAY);
  }

  /** The market from the beginning of training to the end of a window. */
  static Market market(TimeWindow window) {
    TimeWindow all = new TimeWindow(TRAINING.from(), window.to());
    GuideWorldSettings settings =
        GuideWorldSettings.withDefaults(all, 42).withStep(Duration.ofMinutes(30));
    GuideWorld world = new GuideWorld(settings);
    Market.Builder builder = Market.over(TimeGrid.over(all, settings.pools().step()));
    PriceQuery query = PriceQuery.linux(all);
    PriceHistory.read(world, query)
        .series()
        .forEach(
            (pool, prices) ->
                builder.pool(
                    pool,
                    InstanceTypes.catalogue().find(pool.instanceType()).orElseThrow(),
                    settings.onDemandPrices().microUsd(pool.instanceType()),
                    prices));
    Map<CapacityPool, List<Long>> events = new TreeMap<>();
    world.read(
        query,
        new InterruptionSink() {
          @Override
          public void watched(CapacityPool pool) {
            events.put(pool, new ArrayList<>());
          }

          @Override
          public void accept(CapacityPool pool, long epochSecond) {
            events.get(pool).add(epochSecond);
          }
        });
    events.forEach(
        (pool, seconds) ->
            builder.interruptions(
                pool,
                InterruptionSeries.of(seconds.stream().mapToLong(Long::longValue).toArray())));
    return builder.build();
  }

  private static ModelBundle bundle() {
    LearningSettings few = LearningSettings.withDefaults(42);
    LearningSettings settings =
        new LearningSettings(
            few.priceHorizons(),
            few.stabilityHorizons(),
            few.forest().withTrees(few.forest().trees().withTrees(5)),
            StabilitySettings.boosting(
                TreeSettings.guideBoosting().withTrees(10),
                StabilitySettings.ClassWeights.NONE,
                CalibrationSettings.none()),
            42);
    LearningSet set =
        LearningSet.of(
            MARKET, EXTRACTOR, new LearningSet.Plan(TRAINING, 0.8, HOUR), settings.horizons());
    try (Workers workers = Workers.of(1)) {
      return ModelBundle.train(set, settings, workers);
    }
  }
}
