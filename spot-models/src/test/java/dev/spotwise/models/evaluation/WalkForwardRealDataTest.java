package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.InstanceType;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.ForestSettings;
import dev.spotwise.models.tree.TreeSettings;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The published gain of momentum a day ahead, us-east-1 in spring 2021, by a walk of one fold. */
@Tag("real-data")
@EnabledIf("present")
class WalkForwardRealDataTest {

  private static final Path PRICES =
      Path.of(System.getProperty("spot.realData", "none"))
          .resolve("prices/us-east-1_2021-03_2021-05.csv.gz");
  private static final TimeWindow SPRING_2021 =
      TimeWindow.parse("2021-03-02T00:00:00Z/2021-05-31T02:00:00Z");
  private static final List<Duration> DAY = List.of(Duration.ofDays(1));

  static boolean present() {
    return Files.isRegularFile(PRICES);
  }

  private static Market market() {
    Market.Builder builder = Market.over(TimeGrid.over(SPRING_2021, Duration.ofHours(1)));
    PriceHistory.read(
            Sources.load().openPrices(PRICES.toString(), SourceOptions.none()),
            PriceQuery.linux(SPRING_2021))
        .series()
        .forEach(
            (pool, prices) ->
                builder.pool(pool, new InstanceType(pool.instanceType(), 1, 1), 1_000_000, prices));
    return builder.build();
  }

  @Test
  void momentumGainsOverPersistenceAsItWasPublished() {
    TreeSettings tiny = new TreeSettings(1, 1, 5, 1, 16, 0.1, 1);
    WalkForwardSettings settings =
        new WalkForwardSettings(
            SPRING_2021,
            new RollingOrigin(0.3, 1, RollingOrigin.Scheme.EXPANDING, Optional.of(Duration.ZERO)),
            Duration.ofHours(1),
            new LearningSettings(
                DAY,
                DAY,
                ForestSettings.withDefaults().withTrees(tiny),
                StabilitySettings.boosting(tiny, ClassWeights.NONE, CalibrationSettings.none()),
                1),
            Optional.empty(),
            new TreeMap<>());
    WalkForward walk =
        new WalkForward(
            market(), StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR)), settings, List.of());
    try (Workers workers = Workers.of(1)) {
      walk.run(workers);
    }

    ModelMetrics momentum = walk.report().price().get(0).of("momentum").orElseThrow();

    assertThat(momentum.rows()).isGreaterThan(750_000);
    assertThat(100 * momentum.metric(MetricNames.SKILL_MAE_SHARE)).isBetween(10.0, 14.0);
    assertThat(100 * momentum.metric(MetricNames.SKILL_RMSE_SHARE)).isBetween(10.0, 14.0);
    assertThat(momentum.metric(MetricNames.DM_ABSOLUTE)).isNegative();
    assertThat(momentum.metric(MetricNames.DM_ABSOLUTE_P)).isLessThan(0.01);
    assertThat(momentum.metric(MetricNames.COVERAGE)).isBetween(0.85, 0.95);
  }
}
