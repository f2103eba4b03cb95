package dev.spotwise.models.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.retraining.LossComparison.Losses;
import dev.spotwise.models.retraining.LossComparison.Verdict;
import dev.spotwise.models.retraining.RetrainingSettings.Incompatible;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrainingTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final Duration INTERVAL = Duration.ofHours(2);
  private static final ModelBundle CHAMPION = trained(MARKET, 0, 600, SmallModels.settings(7));
  private static final RetrainingSettings SETTINGS =
      new RetrainingSettings(Duration.ofDays(20), Optional.empty(), 0.02, 0.05, Incompatible.KEEP);

  private static TimeWindow hours(int from, int to) {
    return new TimeWindow(MARKET.grid().instant(from), MARKET.grid().instant(to));
  }

  private static ModelBundle trained(
      SmallMarket market, int from, int to, LearningSettings settings) {
    LearningSet set =
        LearningSet.of(
            market.market(),
            StandardFeatures.all(),
            new LearningSet.Windows(hours(from, to), hours(to, to + 200), Duration.ZERO, INTERVAL),
            settings.horizons());
    try (Workers workers = Workers.of(1)) {
      return ModelBundle.train(set, settings, workers);
    }
  }

  private static Retraining.Result against(
      ModelBundle champion, SmallMarket market, RetrainingSettings settings) {
    try (Workers workers = Workers.of(1)) {
      return new Retraining(
              market.market(), StandardFeatures.all(), SmallModels.settings(7), INTERVAL, settings)
          .against(champion, hours(0, 1440), workers);
    }
  }

  private static RetrainingSettings with(double tolerance, Incompatible incompatible) {
    return new RetrainingSettings(
        SETTINGS.holdout(), SETTINGS.window(), tolerance, 0.05, incompatible);
  }

  @Test
  void windowsAreTheNewestOfTheLengthBefore() {
    PromotionDecision decision = against(CHAMPION, MARKET, SETTINGS).decision();

    assertThat(decision.windows().holdout()).isEqualTo(hours(960, 1440));
    assertThat(decision.windows().train()).isEqualTo(hours(360, 960));
    assertThat(decision.trainedOn()).isEqualTo(hours(0, 600));
    RetrainingSettings longer =
        new RetrainingSettings(
            Duration.ofHours(10), Optional.of(Duration.ofDays(99)), 0, 0.05, Incompatible.KEEP);
    assertThat(RetrainingWindows.newest(hours(3, 100), longer, Optional.empty()).train())
        .isEqualTo(hours(3, 90));
    assertThat(RetrainingWindows.newest(hours(3, 100), SETTINGS_SHORT, Optional.empty()).train())
        .isEqualTo(hours(3, 90));
  }

  private static final RetrainingSettings SETTINGS_SHORT =
      new RetrainingSettings(Duration.ofHours(10), Optional.empty(), 0, 0.05, Incompatible.KEEP);

  @Test
  void everyHorizonOfBothModelsIsComparedOnTheSameRows() {
    Retraining.Result result = against(CHAMPION, MARKET, SETTINGS);
    List<LossComparison> found = result.decision().comparisons();

    assertThat(found.stream().map(LossComparison::role))
        .containsExactly("price", "price", "stability", "stability");
    assertThat(found).allMatch(comparison -> comparison.rows() > 900);
    assertThat(found).allMatch(comparison -> comparison.champion() > 0);
    assertThat(found.get(0).reference()).isPositive();
    assertThat(found.get(2).reference()).isNaN();
    assertThat(result.challenger().orElseThrow().price().card().trainedOn())
        .isEqualTo(hours(360, 960));
    assertThat(result.decision().promote())
        .isEqualTo(found.stream().allMatch(comparison -> comparison.verdict().allows()));
    assertThat(result.decision().drift()).isPresent();
  }

  @Test
  void aChampionOfAnotherMarketIsReplaced() {
    ModelBundle stranger = trained(SmallMarket.random(5).calm(), 0, 600, SmallModels.settings(7));
    Retraining.Result result = against(stranger, MARKET, with(0.9, Incompatible.KEEP));

    assertThat(result.decision().promote()).isTrue();
    assertThat(result.decision().reasons()).containsExactly("no model is worse at any horizon");
  }

  @Test
  void aChallengerThatIsWorseIsNotPromoted() {
    ModelBundle good = trained(MARKET, 0, 600, SmallModels.settings(7));
    SmallMarket calmBefore = MARKET.calm().thenAs(MARKET, MARKET.grid().instant(960));
    PromotionDecision decision = against(good, calmBefore, with(0, Incompatible.KEEP)).decision();

    assertThat(decision.promote()).isFalse();
    assertThat(decision.reasons())
        .anySatisfy(
            reason -> assertThat(reason).startsWith("stability at PT6H is worse: mean loss"));
  }

  @Test
  void theSameAgainIsNotPromoted() {
    ModelBundle again = against(CHAMPION, MARKET, SETTINGS).challenger().orElseThrow();
    PromotionDecision decision = against(again, MARKET, SETTINGS).decision();

    assertThat(decision.promote()).isFalse();
    assertThat(decision.reasons())
        .containsExactly("the challenger is the same as the models in use: there is nothing newer");
    assertThat(decision.comparisons())
        .allMatch(comparison -> comparison.verdict() == Verdict.NOT_WORSE);
  }

  @Test
  void modelsThatHaveSeenTheHoldoutAreRefused() {
    ModelBundle late = trained(MARKET, 300, 961, SmallModels.settings(7));

    assertThatThrownBy(() -> against(late, MARKET, SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "holdout must begin after the models in use were trained, at 2024-04-10T01:00:00Z or"
                + " later, but is 2024-04-10T00:00:00Z/")
        .hasMessageContaining("they have seen its answers");
  }

  @Test
  void aMarketAsLongAsItsHoldoutIsRefused() {
    assertThatThrownBy(() -> RetrainingWindows.holdout(hours(0, 480), Duration.ofDays(20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holdout must be shorter than the market")
        .hasMessageEndingWith("but was PT480H");
    assertThatThrownBy(() -> new RetrainingWindows(hours(0, 4), hours(5, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holdout must begin where training ends");
  }

  @Test
  void modelsOfOtherHorizonsStayUnlessReplacementIsAskedFor() {
    LearningSettings other =
        new LearningSettings(
            List.of(Duration.ofHours(1)),
            SmallModels.HORIZONS,
            SmallModels.FOREST,
            SmallModels.settings(1).stability(),
            7);
    ModelBundle champion = trained(MARKET, 0, 600, other);
    Retraining.Result kept = against(champion, MARKET, SETTINGS);
    Retraining.Result replaced = against(champion, MARKET, with(0, Incompatible.REPLACE));

    assertThat(kept.challenger()).isEmpty();
    assertThat(kept.decision().promote()).isFalse();
    assertThat(kept.decision().reasons().get(0))
        .isEqualTo(
            "the models in use can't be judged: horizons must be [PT1H, PT6H] and [PT1H, PT6H]"
                + " but are [PT1H] and [PT1H, PT6H]");
    assertThat(replaced.decision().promote()).isTrue();
    assertThat(replaced.challenger()).isPresent();
    assertThat(replaced.decision().reasons().get(0))
        .startsWith("replaced without a comparison as asked: horizons must be");
  }

  @Test
  void modelsOfOtherFeaturesStay() {
    StandardFeatures some =
        StandardFeatures.of(EnumSet.of(FeatureFamily.PRICE, FeatureFamily.INTERRUPTION));
    try (Workers workers = Workers.of(1)) {
      PromotionDecision decision =
          new Retraining(MARKET.market(), some, SmallModels.settings(7), INTERVAL, SETTINGS)
              .against(CHAMPION, hours(0, 1440), workers)
              .decision();

      assertThat(decision.promote()).isFalse();
      assertThat(decision.reasons().get(0))
          .startsWith("the models in use can't be judged: their schema takes other features");
    }
  }

  @Test
  void aHoldoutWithoutInterruptionsCannotJudgeStability() {
    SmallMarket calm = MARKET.thenAs(MARKET.calm(), MARKET.grid().instant(959));
    PromotionDecision decision = against(CHAMPION, calm, with(0.9, Incompatible.KEEP)).decision();

    assertThat(decision.promote()).isFalse();
    assertThat(decision.reasons())
        .contains(
            "stability at PT1H can't be judged: the holdout has no interruption; choose a longer"
                + " one");
  }

  @Test
  void withoutAWatcherStabilityIsNotJudgedOrNeverWas() {
    PromotionDecision lost =
        against(CHAMPION, MARKET.unwatched(), with(0.9, Incompatible.KEEP)).decision();
    ModelBundle blind = trained(MARKET.unwatched(), 0, 600, SmallModels.settings(7));
    PromotionDecision gained = against(blind, MARKET, with(0.9, Incompatible.KEEP)).decision();

    assertThat(lost.promote()).isFalse();
    assertThat(lost.reasons()).contains("stability at PT1H would not be forecast any more");
    assertThat(gained.comparisons().get(2).verdict()).isEqualTo(Verdict.NONE_BEFORE);
    assertThat(gained.comparisons().get(2).verdict().allows()).isTrue();
  }

  @Test
  void constantPricesAreForecastAlike() {
    SmallMarket constant = SmallMarket.constant();
    ModelBundle champion = trained(constant, 0, 600, SmallModels.settings(7));
    PromotionDecision decision = against(champion, constant, SETTINGS).decision();

    assertThat(decision.comparisons().get(0).champion()).isZero();
    assertThat(decision.comparisons().get(0).verdict()).isEqualTo(Verdict.NOT_WORSE);
    assertThat(decision.comparisons().get(2).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(decision.promote()).isFalse();
  }

  /** Losses of 400 origins, the challenger's higher by a share of the mean, and noise. */
  private static LossComparison compared(double rise, double noise, double tolerance) {
    Random random = new Random(4);
    double[] champion = new double[400];
    double[] challenger = new double[400];
    long[] origins = new long[400];
    double[] none = new double[400];
    Arrays.fill(none, Double.NaN);
    for (int i = 0; i < 400; i++) {
      champion[i] = 1;
      double up = i % 2 == 0 ? noise : -noise;
      challenger[i] = 1 + rise + up * (1 + random.nextInt(3));
      origins[i] = i;
    }
    return LossComparison.of(
        "price",
        Duration.ofHours(1),
        new Losses(champion, challenger, none),
        origins,
        1,
        with(tolerance, Incompatible.KEEP));
  }

  @Test
  void aRiseIsToleratedOnlyWhereATestCannotTellItFromNone() {
    assertThat(compared(-0.01, 0.001, 0).verdict()).isEqualTo(Verdict.NOT_WORSE);
    assertThat(compared(0, 0, 0).verdict()).isEqualTo(Verdict.NOT_WORSE);
    assertThat(compared(0.02, 0.0001, 0.05).verdict()).isEqualTo(Verdict.WORSE);
    LossComparison noisy = compared(0.02, 4, 0.5);
    assertThat(noisy.test().pValue()).isGreaterThan(0.05);
    assertThat(noisy.challenger()).isGreaterThan(noisy.champion());
    assertThat(noisy.verdict()).isEqualTo(Verdict.WITHIN_TOLERANCE);
    assertThat(compared(0.02, 4, 0).verdict()).isEqualTo(Verdict.WORSE);
  }

  @Test
  void aRowThatOneOfThemLacksCountsForNeither() {
    double[] champion = {1, Double.NaN, 5, 1};
    double[] challenger = {2, 1, Double.NaN, 2};
    LossComparison found =
        LossComparison.of(
            "price",
            Duration.ofHours(1),
            new Losses(champion, challenger, new double[] {3, 100, 100, 3}),
            new long[] {1, 1, 2, 3},
            1,
            SETTINGS);

    assertThat(found.rows()).isEqualTo(2);
    assertThat(found.champion()).isEqualTo(1);
    assertThat(found.challenger()).isEqualTo(2);
    assertThat(found.reference()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void toleranceHasARange(double tolerance) {
    assertThatThrownBy(() -> with(tolerance, Incompatible.KEEP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tolerance must be in [0, 1) but was " + tolerance);
  }

  @Test
  void settingsHaveRanges() {
    assertThat(RetrainingSettings.withDefaults().holdout()).isEqualTo(Duration.ofDays(14));
    assertThatThrownBy(
            () ->
                new RetrainingSettings(Duration.ZERO, Optional.empty(), 0, 0.05, Incompatible.KEEP))
        .hasMessage("holdout must be > 0 but was PT0S");
    assertThatThrownBy(
            () ->
                new RetrainingSettings(
                    INTERVAL, Optional.of(INTERVAL.negated()), 0, 0.05, Incompatible.KEEP))
        .hasMessage("window must be > 0 but was PT-2H");
    assertThatThrownBy(
            () -> new RetrainingSettings(INTERVAL, Optional.empty(), 0, 1, Incompatible.KEEP))
        .hasMessage("significance must be in (0, 1) but was 1.0");
    assertThatThrownBy(
            () ->
                new PromotionDecision(
                    hours(0, 1),
                    new RetrainingWindows(hours(0, 1), hours(1, 2)),
                    true,
                    List.of(),
                    List.of(),
                    Optional.empty()))
        .hasMessage("a decision must have at least one reason but has none");
  }
}
