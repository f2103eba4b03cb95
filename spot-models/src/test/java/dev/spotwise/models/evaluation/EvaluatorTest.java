package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.Score;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.Split;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.baseline.PersistencePredictor;
import dev.spotwise.models.baseline.UnknownRanker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final LearningSet SET = SmallModels.set(SmallMarket.random(6));

  /** Mean absolute change of the price and how many rows know both ends, by hand. */
  private static double[] persistence(Split split, Duration horizon) {
    FeatureMatrix x = SET.features();
    Labels labels = SET.labels(split, horizon);
    double sum = 0;
    int rows = 0;
    for (int i = 0; i < labels.rows(); i++) {
      long last = x.lastMicroUsd(SET.firstRow(split) + i);
      if (last != MicroUsd.UNKNOWN && labels.futureMicroUsd(i) != MicroUsd.UNKNOWN) {
        sum += Math.abs(last - labels.futureMicroUsd(i)) / 1e6;
        rows++;
      }
    }
    return new double[] {sum / rows, rows};
  }

  @Test
  void pricesAreScoredWhereBothEndsAreKnown() {
    List<Score> scores =
        Evaluator.scores(new PersistencePredictor(SmallModels.card("any", SET, 1)), SET);

    assertThat(scores)
        .extracting(score -> score.model() + " " + score.horizon() + " " + score.split())
        .containsExactly(
            "persistence PT1H TRAIN",
            "persistence PT1H TEST",
            "persistence PT6H TRAIN",
            "persistence PT6H TEST");
    for (Score score : scores) {
      double[] expected = persistence(score.split(), score.horizon());
      assertThat(score.rows()).isEqualTo((int) expected[1]);
      assertThat(score.metric(PriceMetrics.MAE)).isCloseTo(expected[0], within(1e-15));
    }
    // 540 training origins of 4 pools, less the last pool's first 15 days, less those that 6 h
    // purge
    assertThat(scores.get(0).rows()).isEqualTo(540 * 4 - 180);
    assertThat(scores.get(2).rows()).isEqualTo(537 * 4 - 180);
  }

  @Test
  void survivalIsScoredWhereItAndTheOutcomeAreKnown() {
    BaseRateRanker half =
        new BaseRateRanker(SmallModels.card("any", SET, 1), new double[] {0.5, 0.25});
    List<Score> scores = Evaluator.scores(half, SET);
    Labels labels = SET.labels(Split.TEST, Duration.ofHours(6));
    int known = 0;
    double interrupted = 0;
    for (int i = 0; i < labels.rows(); i++) {
      known += labels.outcome(i) == Outcome.UNKNOWN ? 0 : 1;
      interrupted += labels.outcome(i) == Outcome.INTERRUPTED ? 1 : 0;
    }

    assertThat(scores).hasSize(4);
    assertThat(scores.get(0).metric(StabilityMetrics.BRIER)).isEqualTo(0.25);
    Score test = scores.get(3);
    assertThat(test.rows()).isEqualTo(known);
    assertThat(test.metric(StabilityMetrics.POSITIVE_SHARE)).isEqualTo(interrupted / known);
    // the forecast chance of an interruption is 0.75: (0.25^2 x hits + 0.75^2 x misses) / rows
    assertThat(test.metric(StabilityMetrics.BRIER))
        .isCloseTo((0.0625 * interrupted + 0.5625 * (known - interrupted)) / known, within(1e-12));
    assertThat(scores.get(0).rows()).isEqualTo(540 * 4 - 180);
  }

  @Test
  void whatIsUnknownIsNotScored() {
    List<Score> scores = Evaluator.scores(new UnknownRanker(SmallModels.card("any", SET, 1)), SET);

    assertThat(scores).hasSize(4).allMatch(score -> score.rows() == 0);
    assertThat(scores.get(0).metric(StabilityMetrics.AUC)).isNaN();
  }
}
