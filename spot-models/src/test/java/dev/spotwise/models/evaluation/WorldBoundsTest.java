package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.CalibratedWorld;
import dev.spotwise.data.synthetic.CalibratedWorldSettings;
import dev.spotwise.data.synthetic.GuideWorld;
import dev.spotwise.data.synthetic.GuideWorldSettings;
import dev.spotwise.data.synthetic.PressureFilter;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.WorldMarkets;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorldBoundsTest {

  private static final TimeWindow MONTH = TimeWindow.parse("2024-01-01/2024-02-01");
  private static final List<Duration> HORIZONS = List.of(Duration.ofHours(1), Duration.ofHours(6));

  private static CalibratedWorld independent() {
    return new CalibratedWorld(
        CalibratedWorldSettings.independent(MONTH, 42)
            .restrictedTo(List.of("t3.large", "m5.large"), List.of("us-east-1a")));
  }

  @Test
  void theOracleSaysWhatTheWorldDoesAndTheCeilingWhatTheFilterDoes() {
    CalibratedWorld world = independent();
    Market market = WorldMarkets.of(world);
    List<Bound> bounds = WorldBounds.of(world, market);
    int[] origins = {500, 700};
    PressureFilter filter = PressureFilter.of(world, market.shape());
    MarketCursor cursor = market.cursor();
    while (cursor.tick().index() < 700) {
      cursor.advance();
      filter.advance(cursor.tick());
    }

    assertThat(bounds).extracting(Bound::name).containsExactly("oracle", "ceiling");
    for (Bound bound : bounds) {
      PriceForecasts price = PriceForecasts.allocate(HORIZONS, 4);
      SurvivalForecasts survival = SurvivalForecasts.allocate(HORIZONS, 4);
      bound.forecast(origins, price, survival);
      for (int pool = 0; pool < 2; pool++) {
        for (int horizon = 0; horizon < 2; horizon++) {
          int steps = horizon == 0 ? 12 : 72;
          boolean oracle = bound.name().equals("oracle");
          double usd =
              oracle
                  ? world.truth().meanUsdPerHour(market.pools().get(pool), 700, steps)
                  : filter.meanUsdPerHour(pool, steps);
          double chance =
              oracle
                  ? world.truth().interruptionProbability(market.pools().get(pool), 700, steps)
                  : filter.interruptionProbability(pool, steps);
          assertThat(price.usdPerHour(2 + pool, horizon)).isEqualTo(usd);
          assertThat(survival.survival(2 + pool, horizon)).isEqualTo(1 - chance);
        }
      }
    }
  }

  @Test
  void onlyPoolsThatShareNothingHaveACeiling() {
    CalibratedWorld shared = new CalibratedWorld(CalibratedWorldSettings.withDefaults(MONTH, 42));
    GuideWorld guide = new GuideWorld(GuideWorldSettings.withDefaults(MONTH, 42));

    assertThat(WorldBounds.of(shared, WorldMarkets.of(shared)))
        .extracting(Bound::name)
        .containsExactly("oracle");
    assertThat(WorldBounds.of(guide, WorldMarkets.of(guide)))
        .extracting(Bound::name)
        .containsExactly("oracle");
  }

  @Test
  void aMarketOfAnotherWorldIsRefused() {
    CalibratedWorld world = independent();
    TimeWindow later = TimeWindow.parse("2024-03-01/2024-03-08");
    Market other =
        WorldMarkets.of(new CalibratedWorld(CalibratedWorldSettings.independent(later, 42)));

    assertThatThrownBy(() -> WorldBounds.of(world, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("market must lie on the world's grid");
  }

  @Test
  void modelsStandBesideTheBoundsOnTheSameRows() {
    CalibratedWorld world = independent();
    Market market = WorldMarkets.of(world);
    WalkForwardSettings settings =
        new WalkForwardSettings(
            MONTH,
            new RollingOrigin(0.3, 2, RollingOrigin.Scheme.SLIDING, Optional.empty()),
            Duration.ofHours(1),
            new LearningSettings(
                HORIZONS,
                HORIZONS,
                SmallModels.FOREST,
                StabilitySettings.boosting(
                    SmallModels.BOOSTING, ClassWeights.NONE, CalibrationSettings.none()),
                1),
            Optional.empty(),
            new TreeMap<>());
    WalkForward walk =
        new WalkForward(market, StandardFeatures.all(), settings, WorldBounds.of(world, market));
    try (Workers workers = Workers.of(2)) {
      walk.folds().forEach(fold -> walk.run(workers));
    }
    EvaluationTable price = walk.report().price().get(1);
    EvaluationTable stability = walk.report().stability().get(1);

    for (EvaluationTable table : List.of(price, stability)) {
      assertThat(table.overall()).extracting(ModelMetrics::model).endsWith("oracle", "ceiling");
      assertThat(table.overall())
          .extracting(ModelMetrics::rows)
          .containsOnly(table.overall().get(0).rows());
    }
    ModelMetrics forest = price.overall().get(0);
    ModelMetrics oracle = price.of("oracle").orElseThrow();
    assertThat(forest.metric(MetricNames.of(PriceMetrics.RMSE, "oracle")))
        .isEqualTo(forest.metric(PriceMetrics.RMSE) / oracle.metric(PriceMetrics.RMSE))
        .isGreaterThan(1);
    assertThat(oracle.metric(MetricNames.SKILL_RMSE_SHARE)).isPositive();
    assertThat(oracle.metric(MetricNames.COVERAGE)).isNaN();
    assertThat(oracle.metric(MetricNames.of(PriceMetrics.RMSE, "oracle"))).isEqualTo(1);
    assertThat(stability.of("oracle").orElseThrow().metric(StabilityMetrics.AUC))
        .isGreaterThan(stability.of("ceiling").orElseThrow().metric(StabilityMetrics.AUC));
    assertThat(stability.overall().get(0).metric(MetricNames.of(StabilityMetrics.AUC, "ceiling")))
        .isPositive();
  }
}
