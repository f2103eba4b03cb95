package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  private static final Path TRACES =
      Path.of(System.getProperty("spot.realData", "none")).resolve("traces/p3.2xlarge-2023");
  private static final TimeGrid GRID =
      new TimeGrid(Instant.parse("2023-02-15T22:05:00Z"), Duration.ofSeconds(195), 20_158);
  private static final Duration HOUR = Duration.ofHours(1);

  static boolean present() {
    return Files.isDirectory(TRACES);
  }

  private static Market market(TimeWindow window) {
    PriceQuery query = PriceQuery.linux(window);
    Market.Builder builder = Market.over(GRID);
    InstanceType type = new InstanceType("p3.2xlarge", 8, 61);
    PriceHistory.read(
            Sources.load()
                .openPrices(TRACES.resolve("prices.csv").toString(), SourceOptions.none()),
            query)
        .series()
        .forEach((pool, prices) -> builder.pool(pool, type, 3_060_000, prices));
    Map<CapacityPool, AvailabilitySeries.Builder> states = new TreeMap<>();
    Map<String, String> options =
        Map.of(
            "polarity", "1-is-up", "start", GRID.start().toString(), "instance-type", type.name());
    Sources.load()
        .openAvailability("trace:" + TRACES, SourceOptions.of(options))
        .read(
            query,
            (pool, second, state) ->
                states
                    .computeIfAbsent(pool, unused -> new AvailabilitySeries.Builder())
                    .add(second, state));
    states.forEach((pool, series) -> builder.availability(pool, series.build()));
    return builder.build();
  }

  @Test
  void timeSinceThePoolCameUpRanksInterruptionsAndTheTypeDoesNot() {
    TimeWindow window = new TimeWindow(GRID.start(), GRID.end());
    LearningSet set =
        LearningSet.of(
            market(window),
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
