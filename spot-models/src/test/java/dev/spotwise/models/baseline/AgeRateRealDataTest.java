package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.P3Traces;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The age of a pool on the p3.2xlarge traces of 2023 (Wu et al., "Can't Be Late", NSDI 2024),
 * learnt from the first 70 % and judged on the rest.
 */
@Tag("real-data")
@EnabledIf("present")
class AgeRateRealDataTest {

  private static final Duration HOUR = Duration.ofHours(1);

  static boolean present() {
    return P3Traces.present();
  }

  @Test
  void timeSinceThePoolCameUpRanksInterruptionsAndTheTypeDoesNot() {
    TimeWindow window = new TimeWindow(P3Traces.GRID.start(), P3Traces.GRID.end());
    LearningSet set =
        LearningSet.of(
            P3Traces.market(),
            StandardFeatures.all(),
            new LearningSet.Plan(window, 0.7, HOUR),
            List.of(HOUR));
    ModelCard card =
        new ModelCard(
            "any",
            "1",
            set.features().schema(),
            List.of(HOUR),
            set.trainWindow(),
            1,
            "",
            new TreeMap<>(),
            List.of());

    Score age = Evaluator.scores(AgeRateRanker.of(set, card), set).get(1);
    Score type = Evaluator.scores(TypeRateRanker.of(set, card), set).get(1);
    Score base = Evaluator.scores(BaseRateRanker.of(set, card), set).get(1);

    assertThat(age.split()).isEqualTo(Split.TEST);
    assertThat(age.metric(StabilityMetrics.AUC)).isBetween(0.76, 0.82);
    assertThat(age.metric(StabilityMetrics.BRIER)).isLessThan(base.metric(StabilityMetrics.BRIER));
    assertThat(type.metric(StabilityMetrics.AUC)).isEqualTo(0.5);
  }
}
