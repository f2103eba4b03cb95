package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySeries;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.Market;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.tree.Workers;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgeRateRankerTest extends StabilityRankerContract {

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return AgeRateRanker.of(set, SmallModels.card("boosting", set, seed));
  }

  /**
   * One pool that comes up every day at 12 h and is lost at 17 h. Origins lie at even hours, those
   * of 45 days before the split: an hour ahead it survives from 12 and 14 h and not from 16 h.
   */
  private static LearningSet fiveHoursADay(StandardFeatures features) {
    TimeGrid grid = SmallMarket.constant().grid();
    CapacityPool pool = CapacityPool.of("us-east-1a", "m5.large");
    AvailabilitySeries.Builder states = new AvailabilitySeries.Builder();
    states.add(grid.epochSecond(0), Availability.DOWN);
    for (int hour = 0; hour < grid.length(); hour += 24) {
      states.add(grid.epochSecond(hour + 12), Availability.UP);
      states.add(grid.epochSecond(hour + 17), Availability.DOWN);
    }
    Market market =
        Market.over(grid)
            .pool(
                pool,
                new InstanceType("m5.large", 2, 8),
                96_000,
                PriceSeries.of(new long[] {grid.epochSecond(0)}, new long[] {31_300}))
            .availability(pool, states.build())
            .build();
    return LearningSet.of(
        market,
        features,
        new LearningSet.Plan(SmallMarket.constant().window(), 0.75, Duration.ofHours(2)),
        SmallModels.HORIZONS);
  }

  @Test
  void theRateOfABinIsDrawnTowardsTheBaseRate() {
    LearningSet set = fiveHoursADay(StandardFeatures.all());
    AgeRateRanker ranker = AgeRateRanker.of(set, SmallModels.card("boosting", set, 1));
    double base = 90 / 135.0;
    double survived = (45 + 100 * base) / 145;

    assertThat(ranker.card().model()).isEqualTo("age-rate");
    assertThat(ranker.survival(0, 0)).isCloseTo(survived, within(1e-15));
    assertThat(ranker.survival(0.99, 0)).isEqualTo(ranker.survival(0, 0));
    assertThat(ranker.survival(1, 0)).isCloseTo(survived, within(1e-15));
    assertThat(ranker.survival(3, 0)).isCloseTo(100 * base / 145, within(1e-15));
    assertThat(ranker.survival(5.99, 0)).isEqualTo(ranker.survival(3, 0));
    for (double notSeen : new double[] {6, 100, 720, 1e9, Double.NaN}) {
      assertThat(ranker.survival(notSeen, 0)).as("%s h", notSeen).isEqualTo(base);
    }
  }

  @Test
  void everyRowHasTheRateOfItsAge() {
    LearningSet set = fiveHoursADay(StandardFeatures.all());
    AgeRateRanker ranker = AgeRateRanker.of(set, SmallModels.card("boosting", set, 1));
    List<Double> forecasts = SmallModels.forecasts(ranker, set.features());

    // origins 12 h, 14 h, 16 h and 18 h of day 50, two horizons each
    int noon = 2 * (50 * 12 + 6);
    assertThat(forecasts.get(noon)).isEqualTo(ranker.survival(0, 0));
    assertThat(forecasts.get(noon + 2)).isEqualTo(ranker.survival(2, 0));
    assertThat(forecasts.get(noon + 4)).isEqualTo(ranker.survival(4, 0)).isLessThan(0.5);
    assertThat(forecasts.get(noon + 6)).isEqualTo(ranker.survival(Double.NaN, 0));
  }

  @Test
  void withoutTheColumnEveryAgeIsUnknown() {
    LearningSet set = fiveHoursADay(StandardFeatures.of(EnumSet.of(FeatureFamily.CALENDAR)));
    ModelCard card = SmallModels.card("boosting", set, 1);
    AgeRateRanker ranker = AgeRateRanker.of(set, card);

    assertThat(set.features().schema().indexOf(AgeRateRanker.COLUMN)).isNegative();
    assertThat(SmallModels.forecasts(ranker, set.features()))
        .allSatisfy(survival -> assertThat(survival).isIn(ranker.survival(Double.NaN, 0), 0.0));
    assertThat(ranker.survival(Double.NaN, 0)).isCloseTo(90 / 135.0, within(1e-15));
  }

  @Test
  void anotherNumberOfBinsIsRefused() {
    ModelCard card = SmallModels.card("boosting", SmallModels.set(SmallMarket.constant()), 1);
    byte[] noBin = new byte[4 + 2 * 8];

    assertThatThrownBy(
            () -> AgeRateRanker.read(card, new DataInputStream(new ByteArrayInputStream(noBin))))
        .isInstanceOf(IOException.class)
        .hasMessage("bins must be 10 but were 0");
  }
}
