package dev.spotwise.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Availability;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.P3Traces;
import dev.spotwise.models.Score;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The renewal model on the p3.2xlarge traces, an origin an hour from the first price on. */
@Tag("real-data")
@EnabledIf("present")
class RenewalRealDataTest {

  private static final List<Duration> HORIZONS =
      List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));

  private static final StabilitySettings SETTINGS =
      StabilitySettings.withDefaults().withModel(StabilityModel.RENEWAL);

  private static final int FIRST_PRICE = 137;

  static boolean present() {
    return P3Traces.present();
  }

  private static LearningSet set(Instant split, Instant end) {
    return LearningSet.of(
        P3Traces.market(),
        StandardFeatures.all(),
        new LearningSet.Windows(
            new TimeWindow(P3Traces.GRID.instant(FIRST_PRICE), split),
            new TimeWindow(split, end),
            Duration.ZERO,
            Duration.ofHours(1)),
        HORIZONS);
  }

  private static ModelCard card(LearningSet set) {
    return new ModelCard(
        RenewalRanker.ID,
        "1",
        set.features().schema(),
        HORIZONS,
        set.trainWindow(),
        1,
        "",
        new TreeMap<>(),
        List.of());
  }

  private static RenewalRanker renewal(LearningSet set) {
    try (Workers workers = Workers.of(2)) {
      return RenewalTrainer.train(set, card(set), SETTINGS, workers).orElseThrow();
    }
  }

  private static double onTestRows(
      StabilityRanker ranker, LearningSet set, int horizon, String metric) {
    Score score = Evaluator.scores(ranker, set).get(2 * horizon + 1);
    return score.metric(metric);
  }

  @Test
  void whatItLearnsImprovesThePrior() {
    LearningSet set = set(P3Traces.GRID.instant(14_151), P3Traces.GRID.end());
    RenewalRanker renewal = renewal(set);
    RenewalRanker prior = renewal.uncorrected();

    assertThat(onTestRows(prior, set, 0, StabilityMetrics.AUC)).isBetween(0.76, 0.80);
    assertThat(onTestRows(renewal, set, 0, StabilityMetrics.AUC)).isGreaterThan(0.825);
    assertThat(onTestRows(renewal, set, 0, StabilityMetrics.BRIER)).isLessThan(0.105);
    for (int horizon = 0; horizon < HORIZONS.size(); horizon++) {
      assertThat(onTestRows(renewal, set, horizon, StabilityMetrics.AUC))
          .isGreaterThan(0.01 + onTestRows(prior, set, horizon, StabilityMetrics.AUC));
      assertThat(onTestRows(renewal, set, horizon, StabilityMetrics.LOG_LOSS))
          .isLessThan(0.98 * onTestRows(prior, set, horizon, StabilityMetrics.LOG_LOSS));
    }
  }

  @Test
  void learntFromFourDaysItForetellsTheNextTenBetterThanARegressionAlone() {
    Instant split = P3Traces.GRID.instant(FIRST_PRICE).plus(Duration.ofDays(4));
    LearningSet set = set(split, split.plus(Duration.ofDays(10)));
    RenewalRanker renewal = renewal(set);
    HazardRanker hazard;
    try (Workers workers = Workers.of(2)) {
      hazard =
          HazardTrainer.train(set, card(set), StabilitySettings.withDefaults(), workers)
              .orElseThrow();
    }

    for (int horizon = 0; horizon < HORIZONS.size(); horizon++) {
      double alone = onTestRows(hazard, set, horizon, StabilityMetrics.LOG_LOSS);
      assertThat(onTestRows(renewal, set, horizon, StabilityMetrics.LOG_LOSS))
          .isLessThan(0.97 * alone);
    }
  }

  @Test
  void whatWindowsTellOfLossesAndHoursUpIsCloseToEveryTicksOwn() {
    Market market = P3Traces.market();
    int[] origins = IntStream.iterate(600, tick -> tick < 20_158, tick -> tick + 18).toArray();
    FeatureMatrix x = FeatureMatrix.of(market, StandardFeatures.all(), origins);
    RenewalPrior prior = new RenewalPrior(x.schema(), 0.1);
    int pools = x.pools().size();
    double fade = Math.pow(2, -195 / 3600.0 / 6);
    double[] losses = new double[pools];
    double[] hoursUp = new double[pools];
    double[] squares = new double[2];
    int row = 0;
    for (MarketCursor cursor = market.cursor(); row < x.rows() && cursor.advance(); ) {
      for (int pool = 0; pool < pools; pool++) {
        boolean up = cursor.tick().availability(pool) == Availability.UP;
        losses[pool] = losses[pool] * fade + cursor.tick().interruptions(pool);
        hoursUp[pool] = hoursUp[pool] * fade + (up ? 195 / 3600.0 : 0);
      }
      if (cursor.tick().epochSecond() == x.originSecond(row)) {
        for (int pool = 0; pool < pools; pool++, row++) {
          double ofLosses = prior.losses(x, row) - losses[pool];
          double ofHours = prior.hoursUp(x, row) - hoursUp[pool];
          squares[0] += ofLosses * ofLosses / x.rows();
          squares[1] += ofHours * ofHours / x.rows();
        }
      }
    }

    assertThat(row).isEqualTo(x.rows());
    assertThat(Math.sqrt(squares[0])).isCloseTo(0, within(0.2));
    assertThat(Math.sqrt(squares[1])).isCloseTo(0, within(0.2));
  }
}
