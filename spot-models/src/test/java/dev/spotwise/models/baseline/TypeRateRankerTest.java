package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.tree.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeRateRankerTest extends StabilityRankerContract {

  private static final TimeGrid GRID = SmallMarket.constant().grid();

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return TypeRateRanker.of(set, SmallModels.card("boosting", set, seed));
  }

  private static void add(Market.Builder market, String type, int firstHour, int[] interrupted) {
    CapacityPool pool = CapacityPool.of("us-east-1a", type);
    long[] first = {GRID.epochSecond(firstHour)};
    market
        .pool(
            pool, new InstanceType(type, 2, 8), 96_000, PriceSeries.of(first, new long[] {31_300}))
        .interruptions(
            pool,
            InterruptionSeries.of(
                LongStream.range(0, interrupted.length)
                    .map(i -> GRID.epochSecond(interrupted[(int) i]) + 1800)
                    .toArray()));
  }

  private static int[] hours(int from, int to, int every) {
    return LongStream.range(from, to)
        .filter(hour -> (hour - from) % every == 0)
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  /**
   * Origins lie at even hours, 540 of them before the split at hour 1080. m5.large is interrupted
   * after each tenth of them, c5.large never, r5.large has a price at the last ten only and is
   * interrupted after each.
   */
  private static LearningSet threeTypes() {
    Market.Builder market = Market.over(GRID);
    add(market, "m5.large", 0, hours(0, 1440, 20));
    add(market, "c5.large", 0, new int[0]);
    add(market, "r5.large", 1060, hours(1060, 1440, 2));
    return LearningSet.of(
        market.build(),
        StandardFeatures.all(),
        new LearningSet.Plan(SmallMarket.constant().window(), 0.75, Duration.ofHours(2)),
        SmallModels.HORIZONS);
  }

  @Test
  void theRateOfATypeOfFewRowsIsDrawnTowardsTheBaseRate() {
    LearningSet set = threeTypes();
    ModelCard card = SmallModels.card("boosting", set, 1);
    TypeRateRanker ranker = TypeRateRanker.of(set, card);
    double base = 1026 / 1090.0;

    assertThat(ranker.card().model()).isEqualTo("type-rate");
    assertThat(BaseRateRanker.of(set, card).survival(0)).isEqualTo(base);
    assertThat(ranker.survival("m5.large", 0)).isCloseTo((486 + 100 * base) / 640, within(1e-15));
    assertThat(ranker.survival("c5.large", 0)).isCloseTo((540 + 100 * base) / 640, within(1e-15));
    assertThat(ranker.survival("r5.large", 0)).isCloseTo(100 * base / 110, within(1e-15));
    assertThat(ranker.survival("t3.large", 0)).isEqualTo(base);
  }

  @Test
  void everyRowOfATypeHasItsRate() {
    LearningSet set = threeTypes();
    TypeRateRanker ranker = TypeRateRanker.of(set, SmallModels.card("boosting", set, 1));
    List<Double> forecasts = SmallModels.forecasts(ranker, set.features());

    // pools by id: c5, m5, r5; two horizons
    for (int origin : new int[] {0, 100, 700}) {
      assertThat(forecasts.get(6 * origin)).isEqualTo(ranker.survival("c5.large", 0));
      assertThat(forecasts.get(6 * origin + 2)).isEqualTo(ranker.survival("m5.large", 0));
    }
    assertThat(forecasts.get(4)).isNaN();
    assertThat(forecasts.get(6 * 700 + 4)).isEqualTo(ranker.survival("r5.large", 0));
  }

  @Test
  void aTypeNotSeenInTrainingHasTheBaseRate() {
    LearningSet set = SmallModels.set(SmallMarket.random(4));
    ModelCard card = SmallModels.card("boosting", set, 1);
    FeatureMatrix unseen =
        FeatureMatrix.allocate(
            set.features().schema(), List.of(CapacityPool.of("us-east-1a", "x9.large")), 1);
    unseen.describe(0, 0, 1_700_000_000, 31_300, 96_000);

    assertThat(SmallModels.forecasts(TypeRateRanker.of(set, card), unseen))
        .isEqualTo(SmallModels.forecasts(BaseRateRanker.of(set, card), unseen));
  }

  @Test
  void itIsUnknownWhereNobodyWatched() {
    LearningSet set = SmallModels.set(SmallMarket.random(4).unwatched());
    TypeRateRanker ranker = TypeRateRanker.of(set, SmallModels.card("boosting", set, 1));

    assertThat(ranker.survival("m5.large", 0)).isNaN();
    assertThat(ranker.survival("t3.large", 0)).isNaN();
  }

  @Test
  void nothingAfterTheSplitIsCounted() {
    LearningSet plain = SmallModels.set(SmallMarket.random(4));
    SmallMarket changed =
        SmallMarket.random(4)
            .thenAs(SmallMarket.random(5), plain.trainWindow().to().minusSeconds(1));
    LearningSet other = SmallModels.set(changed);
    ModelCard card = SmallModels.card("boosting", plain, 1);

    for (int horizon = 0; horizon < 2; horizon++) {
      assertThat(TypeRateRanker.of(other, card).survival("m5.large", horizon))
          .isEqualTo(TypeRateRanker.of(plain, card).survival("m5.large", horizon));
      assertThat(AgeRateRanker.of(other, card).survival(Double.NaN, horizon))
          .isEqualTo(AgeRateRanker.of(plain, card).survival(Double.NaN, horizon));
    }
  }

  private static TypeRateRanker read(ByteArrayOutputStream bytes) throws IOException {
    ModelCard card = SmallModels.card("boosting", SmallModels.set(SmallMarket.constant()), 1);
    return TypeRateRanker.read(
        card, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  @ParameterizedTest(name = "{0} groups")
  @ValueSource(ints = {-1, Integer.MAX_VALUE})
  void impossiblyManyGroupsAreRefused(int groups) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeInt(groups);

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("groups must be in [0, 1048576] but were " + groups);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(doubles = {-0.5, 1.5})
  void sharesOutOfRangeAreRefused(double share) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1);
    out.writeDouble(share);

    assertThatThrownBy(() -> read(bytes)).hasMessage("survival must be in [0, 1] but was " + share);
  }

  @Test
  void typesThatAreNotSortedAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(2);
    for (int i = 0; i < 6; i++) {
      out.writeDouble(0.5);
    }
    out.writeUTF("m5.large");
    out.writeUTF("c5.large");

    assertThatThrownBy(() -> read(bytes))
        .hasMessage("instance types must be unique and sorted but number 2 is not");
  }
}
