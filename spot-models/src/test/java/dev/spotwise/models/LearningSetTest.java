package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningSetTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final TimeGrid GRID = MARKET.grid();
  private static final Duration DAY = Duration.ofDays(1);

  private static LearningSet set(SmallMarket market, Plan plan, Duration... horizons) {
    return LearningSet.of(market.market(), StandardFeatures.all(), plan, List.of(horizons));
  }

  private static Plan plan(int fromHour, int toHour, double share, int everyHours) {
    return new Plan(
        new TimeWindow(GRID.instant(fromHour), GRID.instant(toHour)),
        share,
        Duration.ofHours(everyHours));
  }

  @ParameterizedTest(name = "horizon of {0} h")
  @ValueSource(longs = {1, 6, 24, 168})
  void noTrainingLabelEndsAfterTheFirstTestOriginOfAnyPool(long hours) {
    LearningSet set = set(MARKET, plan(0, 1440, 0.75, 2), Duration.ofHours(hours));
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TRAIN, Duration.ofHours(hours));
    int firstTest = set.firstRow(Split.TEST);
    long firstTestOrigin =
        IntStream.range(firstTest, x.rows()).mapToLong(x::originSecond).min().orElseThrow();
    TreeSet<Integer> pools = new TreeSet<>();

    assertThat(firstTest).isEqualTo(labels.rows()).isEqualTo(540 * 4);
    for (int row = 0; row < firstTest; row++) {
      boolean labelled =
          labels.futureMicroUsd(row) != MicroUsd.UNKNOWN || labels.outcome(row) != Outcome.UNKNOWN;
      if (labelled) {
        assertThat(x.originSecond(row) + hours * 3600).isLessThan(firstTestOrigin);
        pools.add(x.pool(row));
      }
    }
    assertThat(pools).containsExactly(0, 1, 2, 3);
    assertThat(set.trainWindow().to()).isEqualTo(Instant.ofEpochSecond(firstTestOrigin));
  }

  @Test
  void exactlyTheOriginsWithinTheHorizonOfTheSplitArePurged() {
    LearningSet set = set(MARKET, plan(0, 1440, 0.75, 2), Duration.ofHours(6));
    Labels train = set.labels(Split.TRAIN, Duration.ofHours(6));
    Labels test = set.labels(Split.TEST, Duration.ofHours(6));

    // Split at hour 1080: labels must end by hour 1079, so the last origin is 1072 of 1072..1078.
    assertThat(lastLabelledRow(train)).isEqualTo(1072 / 2 * 4 + 3);
    // The window ends at 1440: the last origin is 1432, the 177th after 1080.
    assertThat(lastLabelledRow(test)).isEqualTo((1432 - 1080) / 2 * 4 + 3);
    assertThat(test.rows()).isEqualTo(180 * 4);
  }

  private static int lastLabelledRow(Labels labels) {
    return IntStream.range(0, labels.rows())
        .filter(row -> labels.outcome(row) != Outcome.UNKNOWN)
        .max()
        .orElseThrow();
  }

  @Test
  void labelsBelongToTheirRows() {
    LearningSet set = set(MARKET, plan(100, 700, 0.5, 5), Duration.ofHours(3));
    FeatureMatrix x = set.features();
    var market = MARKET.market();

    for (Split split : Split.values()) {
      Labels labels = set.labels(split, Duration.ofHours(3));
      for (int i = 0; i < labels.rows() - 8; i++) {
        int row = set.firstRow(split) + i;
        long end = x.originSecond(row) + 3 * 3600;
        assertThat(labels.futureMicroUsd(i)).isEqualTo(market.prices(x.pool(row)).microUsdAt(end));
      }
    }
    assertThat(x.originSecond(0)).isEqualTo(GRID.epochSecond(100));
  }

  @ParameterizedTest(name = "[{0}, {1}) every {2} h")
  @CsvSource({"0, 10, 3, '[0, 3, 6, 9]'", "4, 5, 1, [4]", "1438, 1440, 1, '[1438, 1439]'"})
  void originsBeginWithTheWindowAndEndBeforeIt(int from, int to, int every, String expected) {
    TimeWindow window = new TimeWindow(GRID.instant(from), GRID.instant(to));

    assertThat(Arrays.toString(LearningSet.originsOf(GRID, window, Duration.ofHours(every))))
        .isEqualTo(expected);
  }

  @Test
  void aWindowThatTheMarketHardlyCoversIsRefused() {
    assertThatThrownBy(() -> set(MARKET, plan(1439, 1500, 0.5, 1), DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("training window must hold origins on both sides")
        .hasMessageContaining("but holds 1 (2024-04-29T23:00:00Z/2024-05-02T12:00:00Z)");
    assertThatThrownBy(() -> set(MARKET, plan(1500, 1600, 0.5, 1), DAY))
        .hasMessageContaining("but holds 0");
    assertThatThrownBy(() -> set(MARKET, plan(0, 100, 0.999, 1), DAY))
        .hasMessageContaining("but holds 100");
  }

  @Test
  void aHorizonLongerThanTheWindowToTrainOnIsRefused() {
    assertThat(set(MARKET, plan(0, 50, 0.5, 1), DAY).labels(Split.TRAIN, DAY).futureMicroUsd(0))
        .isPositive();
    assertThatThrownBy(() -> set(MARKET, plan(0, 48, 0.5, 1), DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "horizon must be shorter than the window to train on"
                + " (2024-03-01T00:00:00Z/2024-03-02T00:00:00Z) but was PT24H");
  }

  @Test
  void thePlanIsChecked() {
    assertThatThrownBy(() -> plan(0, 10, 0, 1))
        .hasMessage("trainShare must be in (0, 1) but was 0.0");
    assertThatThrownBy(() -> plan(0, 10, 1, 1)).hasMessageContaining("but was 1.0");
    assertThatThrownBy(() -> plan(0, 10, Double.NaN, 1)).hasMessageContaining("but was NaN");
    assertThatThrownBy(() -> plan(0, 10, 0.5, 0)).hasMessage("interval must be > 0 but was PT0S");
    assertThatThrownBy(() -> plan(0, 10, 0.5, -1)).hasMessageContaining("but was PT-1H");
  }

  @Test
  void onlyLabelsOfItsHorizonsAreThere() {
    LearningSet set = set(MARKET, plan(0, 100, 0.5, 1), Duration.ofHours(6), DAY);

    assertThatThrownBy(() -> set.labels(Split.TEST, Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon must be one of [PT6H, PT24H] but was PT2H");
  }

  private static String digest(SmallMarket market) {
    return set(market, plan(0, 400, 0.5, 1), DAY).digest(List.of(DAY));
  }

  @Test
  void theDigestFollowsWhatIsTrainedOnAndNothingElse() {
    String digest = digest(MARKET);

    assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(digest(SmallMarket.random(1)));
    assertThat(digest(MARKET.withPrice(2, GRID.instant(200), 77_777))).isEqualTo(digest);
    assertThat(digest(MARKET.withPrice(2, GRID.instant(199), 77_777))).isNotEqualTo(digest);
    assertThat(digest(MARKET.withOnDemand(2, 200_000))).isNotEqualTo(digest);
    assertThat(digest(MARKET.scaled(10))).isNotEqualTo(digest);
    assertThat(digest(MARKET.unwatched())).isNotEqualTo(digest);
    assertThat(digest(MARKET.calm())).isNotEqualTo(digest);
  }
}
