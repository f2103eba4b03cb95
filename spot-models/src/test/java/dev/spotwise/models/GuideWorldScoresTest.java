package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.Market;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.GuideWorld;
import dev.spotwise.data.synthetic.GuideWorldSettings;
import dev.spotwise.data.synthetic.SyntheticWorld;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.ForestSettings;
import dev.spotwise.models.tree.TreeSettings;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What an honest model can know of the guide's world. Its own figures, R2 0.996 and AUC 0.894, need
 * the answer among the features.
 */
class GuideWorldScoresTest {

  private static final TimeWindow WINDOW = TimeWindow.parse("2024-01-01/2024-05-01");
  private static final Duration HOUR = Duration.ofHours(1);

  private static ModelBundle bundle;

  private static Market market(TimeWindow window, long seed) {
    return market(new GuideWorld(GuideWorldSettings.withDefaults(window, seed)));
  }

  static Market market(SyntheticWorld world) {
    PriceQuery query = PriceQuery.linux(world.pools().window());
    Market.Builder market = Market.over(world.pools().grid());
    PriceHistory.read(world, query)
        .series()
        .forEach(
            (pool, prices) ->
                market.pool(
                    pool,
                    InstanceTypes.catalogue().find(pool.instanceType()).orElseThrow(),
                    world.pools().onDemandPrices().microUsd(pool.instanceType()),
                    prices));
    Map<CapacityPool, List<Long>> events = new TreeMap<>();
    world.read(query, new Events(events));
    events.forEach(
        (pool, seconds) ->
            market.interruptions(
                pool,
                InterruptionSeries.of(seconds.stream().mapToLong(Long::longValue).toArray())));
    return market.build();
  }

  private record Events(Map<CapacityPool, List<Long>> seconds) implements InterruptionSink {

    @Override
    public void watched(CapacityPool pool) {
      seconds.put(pool, new ArrayList<>());
    }

    @Override
    public void accept(CapacityPool pool, long epochSecond) {
      seconds.get(pool).add(epochSecond);
    }
  }

  @BeforeAll
  static void train() {
    LearningSet set =
        LearningSet.of(
            market(WINDOW, 42),
            StandardFeatures.all(),
            new LearningSet.Plan(WINDOW, 0.75, HOUR),
            List.of(HOUR));
    LearningSettings settings =
        new LearningSettings(
            List.of(HOUR),
            List.of(HOUR),
            ForestSettings.withDefaults().withTrees(new TreeSettings(12, 10, 5, 1, 64, 0.63, 0.6)),
            StabilitySettings.boosting(
                new TreeSettings(40, 3, 5, 0.2, 64, 1, 1),
                ClassWeights.NONE,
                CalibrationSettings.none()),
            42);
    try (Workers workers = Workers.of(2)) {
      bundle = ModelBundle.train(set, settings, workers);
    }
  }

  private static Score test(ModelCard card, String model) {
    return card.score(model, HOUR, Split.TEST).orElseThrow();
  }

  @Test
  void pricesOfAnHourAheadAreForecastAsWellAsHonestlyPossible() {
    Score forest = test(bundle.price().card(), "forest");
    Score persistence = test(bundle.price().card(), "persistence");

    assertThat(forest.rows()).isGreaterThan(8000);
    assertThat(forest.metric(PriceMetrics.R2)).isBetween(0.8, 0.93);
    assertThat(forest.metric(PriceMetrics.R2_WITHIN_POOL)).isBetween(0.1, 0.4);
    assertThat(forest.metric(PriceMetrics.R2)).isGreaterThan(persistence.metric(PriceMetrics.R2));
    assertThat(forest.metric(PriceMetrics.RMSE)).isLessThan(persistence.metric(PriceMetrics.RMSE));
  }

  @Test
  void interruptionsOfTheNextHourAreRankedAsWellAsHonestlyPossible() {
    Score boosting = test(bundle.stability().card(), "boosting");
    Score baseRate = test(bundle.stability().card(), "base-rate");
    Score typeRate = test(bundle.stability().card(), "type-rate");

    assertThat(boosting.metric(StabilityMetrics.AUC)).isBetween(0.6, 0.8);
    assertThat(boosting.metric(StabilityMetrics.BRIER))
        .isLessThan(baseRate.metric(StabilityMetrics.BRIER));
    assertThat(typeRate.metric(StabilityMetrics.AUC)).isBetween(0.6, 0.8);
    assertThat(typeRate.metric(StabilityMetrics.BRIER))
        .isLessThan(baseRate.metric(StabilityMetrics.BRIER));
  }

  /** The year and the test rows of a default run: the ceiling that its AUC stands under. */
  @Test
  void nearlyAllOfTheWorldsOwnHazardIsTheRateOfTheType() {
    TimeWindow year = TimeWindow.parse("2024-01-01/2025-01-01");
    LearningSet set =
        LearningSet.of(
            market(year, 42),
            StandardFeatures.all(),
            new LearningSet.Plan(year, 0.8, HOUR),
            List.of(HOUR));
    GuideWorldSettings world = GuideWorldSettings.withDefaults(year, 42);
    Labels labels = set.labels(Split.TEST, HOUR);
    int[] known =
        IntStream.range(0, labels.rows())
            .filter(i -> labels.outcome(i) != Labels.Outcome.UNKNOWN)
            .toArray();
    double[] rate = new double[known.length];
    double[] hazard = new double[known.length];
    boolean[] interrupted = new boolean[known.length];
    for (int i = 0; i < known.length; i++) {
      FeatureMatrix x = set.features();
      int row = set.firstRow(Split.TEST) + known[i];
      String type = x.pools().get(x.pool(row)).instanceType();
      double discount = MicroUsd.discountPercent(x.lastMicroUsd(row), x.onDemandMicroUsd(row));
      rate[i] = world.pools().types().get(type).interruptionsPerHour();
      hazard[i] = rate[i] * (discount > 70 ? 3 : discount > 65 ? 1.5 : 1);
      interrupted[i] = labels.outcome(known[i]) == Labels.Outcome.INTERRUPTED;
    }

    assertThat(StabilityMetrics.auc(rate, interrupted)).isCloseTo(0.7593, within(0.0005));
    assertThat(StabilityMetrics.auc(hazard, interrupted)).isCloseTo(0.7751, within(0.0005));
  }
}
