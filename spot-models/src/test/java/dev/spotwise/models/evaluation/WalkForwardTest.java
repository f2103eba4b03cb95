package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.evaluation.RollingOrigin.Scheme;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkForwardTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final SmallMarket MARKET = SmallMarket.random(1);

  private static LearningSettings learning(Duration... horizons) {
    return new LearningSettings(
        List.of(horizons),
        List.of(horizons),
        SmallModels.FOREST,
        StabilitySettings.boosting(
            SmallModels.BOOSTING, ClassWeights.NONE, CalibrationSettings.none()),
        7);
  }

  private static WalkForwardSettings settings(
      SmallMarket market, RollingOrigin rolling, Duration... horizons) {
    return new WalkForwardSettings(
        market.window(),
        rolling,
        Duration.ofHours(2),
        learning(horizons),
        Optional.empty(),
        new TreeMap<>());
  }

  private static RollingOrigin rolling(int folds) {
    return new RollingOrigin(0.3, folds, Scheme.EXPANDING, Optional.empty());
  }

  private static WalkForward walk(SmallMarket market, WalkForwardSettings settings) {
    return new WalkForward(market.market(), StandardFeatures.all(), settings, List.of());
  }

  private static EvaluationReport report(WalkForward walk) {
    try (Workers workers = Workers.of(2)) {
      walk.folds().forEach(fold -> walk.run(workers));
    }
    return walk.report();
  }

  private static EvaluationReport report(SmallMarket market, int folds, Duration... horizons) {
    return report(walk(market, settings(market, rolling(folds), horizons)));
  }

  @Test
  void everyModelStandsBesideItsBaselinesOnTheSameRows() {
    EvaluationReport report = report(MARKET, 2, HOUR, DAY);

    assertThat(report.price()).extracting(EvaluationTable::horizon).containsExactly(HOUR, DAY);
    for (EvaluationTable table : report.price()) {
      assertThat(table.overall())
          .extracting(ModelMetrics::model)
          .containsExactly(
              "forest",
              "persistence",
              "momentum",
              "drift",
              "seasonal-naive-24h",
              "seasonal-naive-7d");
      assertThat(table.overall())
          .extracting(ModelMetrics::rows)
          .containsOnly(table.overall().get(0).rows());
      assertThat(table.byFold()).hasSize(2);
      assertThat(table.byFold().stream().mapToInt(fold -> fold.get(0).rows()).sum())
          .isEqualTo(table.overall().get(0).rows());
      assertThat(table.byPool().values().stream().mapToInt(ModelMetrics::rows).sum())
          .isEqualTo(table.overall().get(0).rows());
    }
    for (EvaluationTable table : report.stability()) {
      assertThat(table.overall())
          .extracting(ModelMetrics::model)
          .containsExactly("boosting", "base-rate", "type-rate", "age-rate");
      assertThat(table.reliability().orElseThrow().rows()).isEqualTo(table.overall().get(0).rows());
      assertThat(table.of("base-rate").orElseThrow().metric(MetricNames.BRIER_SKILL)).isZero();
    }
    // 1440 h, an origin every 2: 720, of which 216 judge; the last 1 h and 24 h have no label.
    assertThat(report.price().get(0).overall().get(0).rows()).isEqualTo(216 * 4);
    assertThat(report.price().get(1).overall().get(0).rows()).isEqualTo((216 - 12) * 4);
    assertThat(report.folds())
        .extracting(EvaluationReport.FoldRows::testRows)
        .containsExactly(432, 432);
    assertThat(report.folds().get(1).trainRows()).isEqualTo((504 + 108) * 4);
  }

  @Test
  void persistenceIsItsOwnMeasure() {
    ModelMetrics persistence =
        report(MARKET, 2, DAY).price().get(0).of("persistence").orElseThrow();

    assertThat(persistence.metric(MetricNames.SKILL_MAE)).isZero();
    assertThat(persistence.metric(MetricNames.SKILL_RMSE_SHARE)).isZero();
    assertThat(persistence.metric(MetricNames.DM_ABSOLUTE_P)).isNaN();
    assertThat(persistence.metric(PriceMetrics.MASE)).isGreaterThan(1);
    assertThat(persistence.metric(MetricNames.COVERAGE)).isBetween(0.8, 0.98);
    assertThat(persistence.metric(MetricNames.PINBALL_MEDIAN))
        .isEqualTo(persistence.metric(MetricNames.MAE_SHARE) / 2);
  }

  @Test
  void theMetricsAreThoseOfTheEvaluatorOnTheSameRows() {
    WalkForward walk = walk(MARKET, settings(MARKET, rolling(1), HOUR));
    LearningSet set = walk.set(walk.folds().get(0));
    try (Workers workers = Workers.of(1)) {
      FoldModels models = FoldModels.train(set, learning(HOUR), workers);
      ModelMetrics forest = report(walk).price().get(0).overall().get(0);
      ModelMetrics boosting =
          report(walk(MARKET, settings(MARKET, rolling(1), HOUR)))
              .stability()
              .get(0)
              .overall()
              .get(0);

      var price = Evaluator.scores(models.price().get(0), set).get(1).metrics();
      var stability = Evaluator.scores(models.stability().get(0), set).get(1).metrics();

      price.forEach(
          (name, value) ->
              assertThat(forest.metric(name)).as(name).isCloseTo(value, within(1e-12)));
      stability.forEach((name, value) -> assertThat(boosting.metric(name)).isEqualTo(value));
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void noTrainingLabelReachesTheTestWindowOrItsEmbargo(Scheme scheme) {
    Duration embargo = Duration.ofHours(10);
    RollingOrigin rolling = new RollingOrigin(0.3, 3, scheme, Optional.of(embargo));
    WalkForward walk = walk(MARKET, settings(MARKET, rolling, HOUR, DAY));

    for (Fold fold : walk.folds()) {
      LearningSet set = walk.set(fold);
      long last = fold.test().from().minus(embargo).getEpochSecond();
      for (Duration horizon : List.of(HOUR, DAY)) {
        Labels labels = set.labels(Split.TRAIN, horizon);
        long latest =
            IntStream.range(0, labels.rows())
                .filter(row -> known(labels, row))
                .mapToLong(row -> set.features().originSecond(row) + horizon.toSeconds())
                .max()
                .orElseThrow();
        assertThat(latest).isLessThan(last).isGreaterThan(last - 3 * 3600);
      }
      assertThat(set.features().originSecond(set.firstRow(Split.TEST)))
          .isEqualTo(fold.test().from().getEpochSecond());
    }
  }

  private static boolean known(Labels labels, int row) {
    return labels.futureMicroUsd(row) != MicroUsd.UNKNOWN || labels.outcome(row) != Outcome.UNKNOWN;
  }

  @Test
  void whatComesAfterATestOriginNeverChangesItsForecast() {
    SmallMarket other = SmallMarket.random(2);
    WalkForwardSettings settings = settings(MARKET, rolling(3), HOUR, DAY);
    try (Workers workers = Workers.of(2)) {
      for (Fold fold : walk(MARKET, settings).folds()) {
        Instant origin = fold.test().from().plus(Duration.ofHours(20));
        SmallMarket changed = MARKET.thenAs(other, origin);
        LearningSet one = walk(MARKET, settings).set(fold);
        LearningSet two = walk(changed, settings).set(fold);
        FoldModels models = FoldModels.train(one, settings.learning(), workers);
        FoldModels again = FoldModels.train(two, settings.learning(), workers);
        int[] upToOrigin = rows(one, 0, 11);
        int[] later = rows(one, 11, 40);

        assertThat(one.digest(List.of(HOUR, DAY))).isEqualTo(two.digest(List.of(HOUR, DAY)));
        for (int model = 0; model < models.price().size(); model++) {
          PricePredictor first = models.price().get(model);
          PricePredictor second = again.price().get(model);
          assertThat(SmallModels.forecasts(first, one.features().select(upToOrigin)))
              .isEqualTo(SmallModels.forecasts(second, two.features().select(upToOrigin)));
        }
        PricePredictor persistence = models.price().get(1);
        assertThat(SmallModels.forecasts(persistence, one.features().select(later)))
            .isNotEqualTo(SmallModels.forecasts(persistence, two.features().select(later)));
        for (int model = 0; model < models.stability().size(); model++) {
          StabilityRanker first = models.stability().get(model);
          StabilityRanker second = again.stability().get(model);
          assertThat(SmallModels.forecasts(first, one.features().select(upToOrigin)))
              .isEqualTo(SmallModels.forecasts(second, two.features().select(upToOrigin)));
        }
      }
    }
  }

  /** Rows of test origins {@code [from, to)}. */
  private static int[] rows(LearningSet set, int from, int to) {
    int first = set.firstRow(Split.TEST);
    int pools = set.features().pools().size();
    return IntStream.range(first + from * pools, first + to * pools).toArray();
  }

  @Test
  void anEarlierFoldIsTheSameWhateverComesAfterItsTestWindow() {
    WalkForwardSettings settings = settings(MARKET, rolling(3), HOUR);
    Instant end = walk(MARKET, settings).folds().get(0).test().to();
    SmallMarket changed = MARKET.thenAs(SmallMarket.random(2), end.plus(HOUR));

    ModelMetrics one = report(MARKET, 3, HOUR).price().get(0).byFold().get(0).get(0);
    ModelMetrics two = report(changed, 3, HOUR).price().get(0).byFold().get(0).get(0);

    assertThat(two.rows()).isEqualTo(one.rows());
    assertThat(two.metric(PriceMetrics.MAE)).isEqualTo(one.metric(PriceMetrics.MAE));
    assertThat(two.metric(PriceMetrics.RMSE)).isEqualTo(one.metric(PriceMetrics.RMSE));
  }

  @Test
  void aMarketWithoutInterruptionsHasNoStabilityTables() {
    EvaluationReport report = report(MARKET.unwatched(), 2, HOUR);

    assertThat(report.stability()).isEmpty();
    assertThat(report.price().get(0).overall().get(0).rows()).isPositive();
  }

  @Test
  void oneOutcomeAloneGivesNoAuc() {
    EvaluationReport report = report(MARKET.calm(), 2, HOUR);
    ModelMetrics model = report.stability().get(0).overall().get(0);

    assertThat(model.model()).isEqualTo(WalkForward.UNTRAINED);
    assertThat(model.rows()).isPositive();
    assertThat(model.metric(StabilityMetrics.AUC)).isNaN();
    assertThat(model.metric(StabilityMetrics.BRIER)).isZero();
    assertThat(model.metric(MetricNames.BRIER_SKILL)).isNaN();
    assertThat(EvaluationJson.bytes(report)).isNotEmpty();
  }

  @Test
  void constantPricesLeaveSkillUndefined() {
    ModelMetrics forest = report(SmallMarket.constant(), 2, DAY).price().get(0).overall().get(0);

    assertThat(forest.metric(PriceMetrics.MAE)).isZero();
    assertThat(forest.metric(MetricNames.SKILL_MAE)).isNaN();
    assertThat(forest.metric(PriceMetrics.R2)).isNaN();
    assertThat(forest.metric(PriceMetrics.MASE)).isNaN();
    assertThat(forest.metric(MetricNames.COVERAGE)).isEqualTo(1);
    assertThat(forest.metric(MetricNames.CHANGE_SHARE)).isZero();
  }

  @Test
  void aPoolThatAppearsAfterTrainingIsJudgedFromThenOn() {
    // The fourth pool begins at hour 360; training ends at hour 288.
    RollingOrigin early = new RollingOrigin(0.8, 1, Scheme.EXPANDING, Optional.empty());

    EvaluationReport report = report(walk(MARKET, settings(MARKET, early, HOUR)));

    assertThat(report.price().get(0).byPool()).hasSize(4);
    assertThat(report.price().get(0).overall().get(0).rows()).isEqualTo(576 * 3 + 540);
    assertThat(report.stability().get(0).overall().get(0).rows()).isEqualTo(576 * 3 + 540);
  }

  @Test
  void aFoldThatCanLearnNothingSaysWhichItIs() {
    SmallMarket late = MARKET.withoutPricesBefore(MARKET.grid().instant(1100));
    WalkForward walk = walk(late, settings(late, rolling(2), HOUR));

    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> walk.run(workers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("fold 1 of 2, trained on 2024-03-01T00:00:00Z/")
          .hasMessageContaining("must hold a price");
    }
  }

  @Test
  void foldsRunInOrderAndAllOfThem() {
    WalkForward walk = walk(MARKET, settings(MARKET, rolling(1), HOUR));

    assertThatThrownBy(walk::report).hasMessage("0 of 1 folds are done; all must be");
    report(walk);
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> walk.run(workers)).hasMessage("all 1 folds are done");
    }
  }

  @Test
  void importanceFindsWhatTheModelReadsAndTheSameEveryTime() {
    WalkForwardSettings with =
        new WalkForwardSettings(
            MARKET.window(),
            rolling(1),
            Duration.ofHours(2),
            learning(HOUR),
            Optional.of(new ImportanceSettings(200, 2)),
            new TreeMap<>(
                Map.of("price", List.of("discount_now", "price_5m"), "none", List.of("nothing"))));

    EvaluationTable table = report(walk(MARKET, with)).price().get(0);
    EvaluationTable again = report(walk(MARKET, with)).price().get(0);

    FeatureMatrix x = walk(MARKET, with).set(walk(MARKET, with).folds().get(0)).features();
    assertThat(table.importance()).isEqualTo(again.importance());
    assertThat(table.importance()).hasSizeGreaterThanOrEqualTo(x.schema().width());
    assertThat(table.importance()).noneMatch(one -> one.feature().equals("none"));
    assertThat(table.importance()).anyMatch(one -> one.increase() > 0);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(
            () ->
                new WalkForwardSettings(
                    MARKET.window(),
                    rolling(1),
                    Duration.ZERO,
                    learning(HOUR),
                    Optional.empty(),
                    new TreeMap<>()))
        .hasMessage("interval must be > 0 but was PT0S");
    TimeWindow outside = TimeWindow.parse("2030-01-01/2030-02-01");
    assertThatThrownBy(
            () ->
                walk(
                    MARKET,
                    new WalkForwardSettings(
                        outside,
                        rolling(1),
                        HOUR,
                        learning(HOUR),
                        Optional.empty(),
                        new TreeMap<>())))
        .hasMessageContaining("but holds 0 before its test share and 0 in it");
  }
}
