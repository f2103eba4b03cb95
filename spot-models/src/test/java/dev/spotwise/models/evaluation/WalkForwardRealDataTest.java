package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.UsEast1Prices;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.tree.ForestSettings;
import dev.spotwise.models.tree.TreeSettings;
import dev.spotwise.models.tree.Workers;
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

  private static final List<Duration> DAY = List.of(Duration.ofDays(1));

  static boolean present() {
    return UsEast1Prices.present();
  }

  @Test
  void momentumGainsOverPersistenceAsItWasPublished() {
    TreeSettings tiny = new TreeSettings(1, 1, 5, 1, 16, 0.1, 1);
    WalkForwardSettings settings =
        new WalkForwardSettings(
            UsEast1Prices.SPRING_2021,
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
            UsEast1Prices.market(1),
            StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR)),
            settings,
            List.of());
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
