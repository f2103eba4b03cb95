package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.StabilityRows;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.calibration.Calibration;
import dev.spotwise.models.calibration.PlattScaling;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HazardRankerTest extends StabilityRankerContract {

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return ranker(set, seed, workers);
  }

  private static HazardRanker ranker(LearningSet set, long seed, Workers workers) {
    return HazardTrainer.train(
            set,
            SmallModels.card(HazardRanker.ID, set, seed),
            StabilitySettings.withDefaults(),
            workers)
        .orElseThrow();
  }

  @Test
  void theMeanForecastOnTheTrainingRowsIsTheBaseRate() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    double base = BaseRateRanker.of(set, SmallModels.card("base-rate", set, 1)).survival(0);
    SurvivalForecasts out = SurvivalForecasts.allocate(SmallModels.HORIZONS, set.features().rows());
    try (Workers workers = Workers.of(1)) {
      ranker(set, 1, workers).predict(set.features(), out);
    }
    StabilityRows rows = StabilityRows.known(set, SmallModels.HORIZONS.get(0));
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += out.survival(rows.row(i), 0);
    }

    // the intercept is not penalised, so that the likelihood is greatest where both are the same
    assertThat(base).isBetween(0.94, 0.98);
    assertThat(sum / rows.size()).isCloseTo(base, within(1e-5));
  }

  @Test
  void thereIsNothingToRankByWithoutInterruptions() {
    LearningSet set = SmallModels.set(SmallMarket.random(3).calm());
    ModelCard card = SmallModels.card(HazardRanker.ID, set, 7);
    try (Workers workers = Workers.of(1)) {
      assertThat(HazardTrainer.train(set, card, StabilitySettings.withDefaults(), workers))
          .isEmpty();
    }
  }

  @Test
  void termsThatNeverVaryDontCount() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    try (Workers workers = Workers.of(1)) {
      HazardRanker ranker = ranker(set, 1, workers);

      // one type, and nobody knows whether pools are up
      assertThat(ranker.coefficient(0, ranker.terms().indexOf("type_rate"))).isZero();
      assertThat(ranker.coefficient(0, ranker.terms().indexOf("up_share_6h"))).isZero();
      assertThat(ranker.coefficient(0, ranker.terms().indexOf("excess_24h"))).isNotZero();
    }
  }

  @Test
  void anUnknownTermCountsAsItsMeanAndAFarOneAsSixDeviations() {
    FittedHazard hazard =
        new FittedHazard(
            6,
            new double[] {1, 5},
            new double[] {0.5, 0},
            new double[] {-2, 0.25, 9},
            new Calibration.None());

    assertThat(hazard.probability(0, new double[] {Double.NaN, 1}))
        .isCloseTo(1 / (1 + Math.exp(2)), within(1e-12));
    assertThat(hazard.probability(0, new double[] {5, 1}))
        .isCloseTo(1 / (1 + Math.exp(1.5)), within(1e-12));
    assertThat(hazard.probability(0, new double[] {1e9, Double.NaN}))
        .isCloseTo(1 / (1 + Math.exp(0.5)), within(1e-12));
    assertThat(hazard.probability(1.5, new double[] {5, 1})).isCloseTo(0.5, within(1e-12));
    assertThat(FittedHazard.none(3, 2).probability(-2, new double[] {5, 1}))
        .isCloseTo(1 / (1 + Math.exp(2)), within(1e-12));
    assertThat(hazard.calibrated(new PlattScaling(2, 0)).probability(0, new double[] {1, 0}))
        .isCloseTo(1 / (1 + Math.exp(4)), within(1e-12));
  }

  @Test
  void whatIsWrittenIsReadAgainAndNothingElse() throws IOException {
    FittedHazard hazard =
        new FittedHazard(
            6,
            new double[] {1},
            new double[] {0.5},
            new double[] {-2, 0.25},
            new Calibration.None());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    hazard.write(new DataOutputStream(bytes));
    byte[] written = bytes.toByteArray();

    assertThat(read(written, 1).probability(0, new double[] {3}))
        .isEqualTo(hazard.probability(0, new double[] {3}));
    assertThatThrownBy(() -> read(written, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("terms must be 2 but were 1");
    byte[] damaged = written.clone();
    damaged[4] = 0x7f;
    damaged[5] = (byte) 0xf8;
    assertThatThrownBy(() -> read(damaged, 1))
        .isInstanceOf(IOException.class)
        .hasMessage("the numbers of a hazard must be finite");
  }

  private static FittedHazard read(byte[] bytes, int width) throws IOException {
    return FittedHazard.read(new DataInputStream(new ByteArrayInputStream(bytes)), 6, width);
  }

  @Test
  void aHazardPerHorizonIsNeeded() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    PoolPriors priors = PoolPriors.of(set, SmallModels.HORIZONS.get(0), 1);

    assertThatThrownBy(
            () -> new HazardRanker(SmallModels.card("hazard", set, 1), priors, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be a hazard per horizon [PT1H, PT6H] but were 0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void learntFromTwelveDaysItIsStillCloseToTheBaseRate(long seed) {
    SmallMarket small = SmallMarket.random(seed);
    Instant start = small.grid().start();
    LearningSet set =
        LearningSet.of(
            small.market(),
            StandardFeatures.all(),
            new LearningSet.Windows(
                new TimeWindow(start, start.plus(Duration.ofDays(12))),
                new TimeWindow(start.plus(Duration.ofDays(12)), start.plus(Duration.ofDays(50))),
                Duration.ZERO,
                Duration.ofHours(3)),
            SmallModels.HORIZONS);
    ModelCard card = SmallModels.card(HazardRanker.ID, set, 1);
    try (Workers workers = Workers.of(1)) {
      List<Score> hazard = Evaluator.scores(ranker(set, 1, workers), set);
      List<Score> base = Evaluator.scores(BaseRateRanker.of(set, card), set);

      for (int score = 1; score < hazard.size(); score += 2) {
        double brier = hazard.get(score).metric(StabilityMetrics.BRIER);
        assertThat(brier).isLessThan(1.1 * base.get(score).metric(StabilityMetrics.BRIER));
      }
    }
  }
}
