package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalRankerTest extends StabilityRankerContract {

  private static final StabilitySettings SETTINGS =
      StabilitySettings.withDefaults().withModel(StabilityModel.RENEWAL);

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return ranker(set, SETTINGS, workers).orElseThrow();
  }

  private static Optional<RenewalRanker> ranker(
      LearningSet set, StabilitySettings settings, Workers workers) {
    ModelCard card = SmallModels.card(RenewalRanker.ID, set, 7);
    return RenewalTrainer.train(set, card, settings, workers);
  }

  private static RenewalRanker ranker(LearningSet set, double ridge) {
    try (Workers workers = Workers.of(1)) {
      return ranker(set, withRidge(ridge), workers).orElseThrow();
    }
  }

  private static StabilitySettings withRidge(double ridge) {
    return new StabilitySettings(
        StabilityModel.RENEWAL,
        SETTINGS.boosting(),
        ClassWeights.NONE,
        OptionalDouble.of(ridge),
        CalibrationSettings.none());
  }

  /** The first days of a market, an origin an hour, to learn from; the rest judges. */
  private static LearningSet firstDays(SmallMarket small, int days) {
    Instant start = small.grid().start();
    Instant split = start.plus(Duration.ofDays(days));
    return LearningSet.of(
        small.market(),
        StandardFeatures.all(),
        new LearningSet.Windows(
            new TimeWindow(start, split),
            new TimeWindow(split, small.grid().end()),
            Duration.ZERO,
            Duration.ofHours(1)),
        SmallModels.HORIZONS);
  }

  @Test
  void theStrongerThePenaltyTheCloserItStaysToThePrior() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    RenewalRanker free = ranker(set, 1);
    List<Double> prior = SmallModels.forecasts(free.uncorrected(), set.features());
    double loose = distance(SmallModels.forecasts(free, set.features()), prior);
    double usual = distance(SmallModels.forecasts(ranker(set, 200), set.features()), prior);
    double strict = distance(SmallModels.forecasts(ranker(set, 1e12), set.features()), prior);

    assertThat(loose).isGreaterThan(1.2 * usual);
    assertThat(usual).isBetween(1e-3, 0.45);
    assertThat(strict).isLessThan(1e-6);
    int level = free.terms().indexOf("excess_24h");
    assertThat(free.coefficient(0, level)).isNotZero();
    assertThat(free.uncorrected().coefficient(0, level)).isZero();
  }

  private static double distance(List<Double> one, List<Double> other) {
    return IntStream.range(0, one.size())
        .mapToDouble(i -> Math.abs(one.get(i) - other.get(i)))
        .filter(Double::isFinite)
        .max()
        .orElseThrow();
  }

  @Test
  void thePriorAloneIsWhatThePoolsOwnLossesSay() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    FeatureMatrix x = set.features();
    RenewalPrior prior = RenewalPrior.of(set);

    List<Double> forecasts = SmallModels.forecasts(ranker(set, 200).uncorrected(), x);

    for (int row : new int[] {400, 1001, 2222}) {
      double odds = Math.exp(prior.logOdds(x, row, 6));
      assertThat(forecasts.get(2 * row + 1)).isCloseTo(1 / (1 + odds), within(1e-12));
    }
  }

  @Test
  void whereFewWereInterruptedThePriorStands() {
    LearningSet set = firstDays(SmallMarket.random(2), 1);
    RenewalRanker ranker = ranker(set, 1);

    assertThat(SmallModels.forecasts(ranker, set.features()))
        .isEqualTo(SmallModels.forecasts(ranker.uncorrected(), set.features()));
    LearningSet later = firstDays(SmallMarket.random(2), 30);
    assertThat(SmallModels.forecasts(ranker(later, 1), later.features()))
        .isNotEqualTo(SmallModels.forecasts(ranker(later, 1).uncorrected(), later.features()));
  }

  @Test
  void whereNobodyWasInterruptedItIsThePriorAndNearlySure() {
    SmallMarket calm = SmallMarket.random(3).calm();
    LearningSet set = SmallModels.set(calm);
    LearningSettings few = SmallModels.settings(1);
    ModelBundle bundle;
    try (Workers workers = Workers.of(1)) {
      bundle =
          ModelBundle.train(
              set,
              new LearningSettings(
                  few.priceHorizons(), few.stabilityHorizons(), few.forest(), SETTINGS, 1),
              workers);
    }

    assertThat(bundle.stability()).isInstanceOf(RenewalRanker.class);
    assertThat(bundle.stability().card().score("renewal", Duration.ofHours(6), Split.TEST))
        .isPresent();
    assertThat(bundle.stability().card().settings()).containsEntry("ridge", "200.0");
    assertThat(SmallModels.forecasts(bundle.stability(), set.features()))
        .filteredOn(Double::isFinite)
        .isNotEmpty()
        .allSatisfy(survival -> assertThat(survival).isBetween(0.999, 1.0));
  }

  @Test
  void whereNobodyWatchesThereIsNothingToLearn() {
    LearningSet set = SmallModels.set(SmallMarket.random(3).unwatched());
    try (Workers workers = Workers.of(1)) {
      assertThat(ranker(set, SETTINGS, workers)).isEmpty();
    }
  }

  @Test
  void aHazardPerHorizonIsNeeded() {
    LearningSet set = SmallModels.set(SmallMarket.random(3));
    ModelCard card = SmallModels.card(RenewalRanker.ID, set, 1);
    PoolPriors pools = PoolPriors.of(set, SmallModels.HORIZONS.get(0), 1);

    assertThatThrownBy(() -> new RenewalRanker(card, RenewalPrior.of(set), pools, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be a hazard per horizon [PT1H, PT6H] but were 0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void learntFromThreeDaysItIsStillCloseToTheBaseRate(long seed) {
    LearningSet set = firstDays(SmallMarket.random(seed), 3);
    ModelCard card = SmallModels.card(RenewalRanker.ID, set, 1);
    try (Workers workers = Workers.of(1)) {
      List<Score> renewal = Evaluator.scores(train(set, 1, workers), set);
      List<Score> base = Evaluator.scores(BaseRateRanker.of(set, card), set);

      for (int score = 1; score < renewal.size(); score += 2) {
        double brier = renewal.get(score).metric(StabilityMetrics.BRIER);
        assertThat(brier).isLessThan(1.15 * base.get(score).metric(StabilityMetrics.BRIER));
      }
    }
  }
}
