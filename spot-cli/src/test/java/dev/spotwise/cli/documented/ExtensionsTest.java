package dev.spotwise.cli.documented;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.PolicyComparison;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.GuideWorld;
import dev.spotwise.data.synthetic.GuideWorldSettings;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.ExpectedCostSettings;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.Workload;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The policy and the feature of the user guide, in use. */
class ExtensionsTest {

  private static final TimeWindow TRAIN = TimeWindow.parse("2024-01-17/2024-01-30");
  private static final TimeWindow REPLAY = TimeWindow.parse("2024-01-30/2024-02-02");
  private static final Market MARKET =
      new GuideWorld(
              GuideWorldSettings.withDefaults(new TimeWindow(TRAIN.from(), REPLAY.to()), 5)
                  .restrictedTo(List.of("m5.large", "c5.large"), List.of())
                  .withStep(Duration.ofMinutes(15)))
          .market();
  private static final FeatureExtractor FEATURES = new WithPayday(StandardFeatures.all());
  private static final ModelBundle MODELS = train();
  private static final Placement HOME =
      new Placement.Spot(CapacityPool.parse("us-east-1a_m5.large"));

  private static ModelBundle train() {
    LearningSettings defaults = LearningSettings.withDefaults(5);
    LearningSettings boosting =
        new LearningSettings(
            defaults.priceHorizons(),
            defaults.stabilityHorizons(),
            defaults.forest(),
            StabilitySettings.withDefaults().withModel(StabilityModel.BOOSTING),
            5);
    LearningSet.Plan plan = new LearningSet.Plan(TRAIN, 0.8, Duration.ofHours(2));
    try (Workers workers = Workers.of(2)) {
      return ModelBundle.trainStability(
          LearningSet.of(MARKET, FEATURES, plan, boosting.horizons()), boosting, workers);
    }
  }

  @Test
  void aPolicyOfOnesOwnIsReplayedBesideTheOthers() {
    NightMovesPolicy nights = new NightMovesPolicy(Policies.cheapest());
    PolicyComparison compared =
        PolicyReplay.compare(
            MARKET,
            FEATURES,
            MODELS,
            REPLAY,
            Workload.filling(HOME),
            List.of(nights, Policies.cheapest()));

    assertThat(compared.policies())
        .extracting(PolicyComparison.Entry::policy)
        .containsExactly("night-moves", "cheapest");
    assertThat(compared.policy("night-moves").costs().migrations())
        .isPositive()
        .isLessThan(compared.policy("cheapest").costs().migrations());
  }

  @Test
  void byDayItStaysAndByNightItMoves() {
    DecisionEngine engine =
        new DecisionEngine(
            MARKET.shape(),
            FEATURES,
            MODELS,
            new NightMovesPolicy(Policies.expectedCost(ExpectedCostSettings.defaults())),
            new DecisionEngine.Work(Workload.filling(HOME), BillingRules.aws()),
            new DecisionEngine.Horizons(Duration.ofHours(1), Duration.ofHours(24)));
    var ticks = MARKET.cursor();
    Instant noon = Instant.parse("2024-01-31T12:00:00Z");
    while (ticks.tick().epochSecond() < noon.getEpochSecond() && ticks.advance()) {
      engine.advance(ticks.tick());
    }
    assertThat(engine.decide(Optional.of(HOME), Trigger.SCHEDULED))
        .isInstanceOf(Decision.Stay.class);
    assertThat(engine.decide(Optional.of(HOME), Trigger.LOST)).isInstanceOf(Decision.Move.class);
    engine.show(MARKET);
    assertThat(engine.decide(Optional.of(HOME), Trigger.SCHEDULED))
        .isInstanceOf(Decision.Move.class);
  }

  @Test
  void aColumnOfOnesOwnStandsBehindTheOthers() {
    Duration step = MARKET.grid().step();
    int day = (int) (Duration.ofDays(1).toSeconds() / step.toSeconds());
    int[] origins = {11 * day, 12 * day - 1, 12 * day, 15 * day};
    FeatureMatrix rows = FeatureMatrix.of(MARKET, FEATURES, origins);
    FeatureMatrix standard = FeatureMatrix.of(MARKET, StandardFeatures.all(), origins);
    int pools = MARKET.pools().size();
    int column = rows.schema().indexOf("payday");

    assertThat(rows.schema()).isEqualTo(FEATURES.schema(step));
    assertThat(column).isEqualTo(standard.schema().width());
    // 2024-01-28, the last tick of it, 2024-01-29, 2024-02-01.
    assertThat(List.of(0, 1, 2, 3))
        .extracting(origin -> rows.get(origin * pools, column))
        .containsExactly(0f, 0f, 1f, 0f);
    for (int row = 0; row < rows.rows(); row++) {
      for (int other = 0; other < column; other++) {
        assertThat(Float.floatToIntBits(rows.get(row, other)))
            .isEqualTo(Float.floatToIntBits(standard.get(row, other)));
      }
    }
    assertThat(MODELS.stability().schema()).isEqualTo(rows.schema());
  }

  @Test
  void theRowsOfTheOverviewHoldADiscount() {
    assertThat(FeatureRows.discount(MARKET)).isBetween(0.05f, 95f);
  }
}
