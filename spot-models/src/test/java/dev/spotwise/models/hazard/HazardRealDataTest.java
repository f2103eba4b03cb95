package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.P3Traces;
import dev.spotwise.models.Score;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.baseline.AgeRateRanker;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The hazard model on the p3.2xlarge traces: every tick from the first price on, learnt from the
 * first 70 % and judged on the rest, an hour ahead.
 */
@Tag("real-data")
@EnabledIf("present")
class HazardRealDataTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int FIRST_PRICE = 137;

  static boolean present() {
    return P3Traces.present();
  }

  private static Score onTestRows(StabilityRanker ranker, LearningSet set) {
    return Evaluator.scores(ranker, set).get(1);
  }

  @Test
  void itForetellsInterruptionsBetterThanAgeAloneAndIsCalibrated() {
    TimeWindow window = new TimeWindow(P3Traces.GRID.instant(FIRST_PRICE), P3Traces.GRID.end());
    LearningSet set =
        LearningSet.of(
            P3Traces.market(),
            StandardFeatures.all(),
            new LearningSet.Plan(window, 0.7, P3Traces.GRID.step()),
            List.of(HOUR));
    ModelCard card =
        new ModelCard(
            HazardRanker.ID,
            "1",
            set.features().schema(),
            List.of(HOUR),
            set.trainWindow(),
            1,
            "",
            new TreeMap<>(),
            List.of());
    Score base = onTestRows(BaseRateRanker.of(set, card), set);
    Score age = onTestRows(AgeRateRanker.of(set, card), set);
    Score hazard;
    try (Workers workers = Workers.of(2)) {
      hazard =
          onTestRows(
              HazardTrainer.train(set, card, StabilitySettings.withDefaults(), workers)
                  .orElseThrow(),
              set);
    }

    assertThat(base.rows()).isEqualTo(37_244);
    assertThat(base.metric(StabilityMetrics.POSITIVE_SHARE)).isCloseTo(0.1605, within(0.0001));
    assertThat(base.metric(StabilityMetrics.BRIER)).isCloseTo(0.135, within(0.001));
    assertThat(age.metric(StabilityMetrics.AUC)).isBetween(0.77, 0.80);
    assertThat(hazard.metric(StabilityMetrics.AUC)).isGreaterThanOrEqualTo(0.835);
    assertThat(hazard.metric(StabilityMetrics.BRIER)).isLessThanOrEqualTo(0.101);
    assertThat(hazard.metric(StabilityMetrics.AUC_WITHIN_POOL)).isGreaterThanOrEqualTo(0.755);
    assertThat(hazard.metric(StabilityMetrics.EXPECTED_CALIBRATION_ERROR))
        .isLessThanOrEqualTo(0.02);
  }
}
