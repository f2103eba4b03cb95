package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.quality.YardstickSample;
import dev.spotwise.data.quality.Yardsticks;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The calibrated world, held to what real markets measure: the guide's twelve pools over the
 * thirteen months of a default run.
 */
class WorldYardsticksTest {

  private static final TimeWindow WINDOW = TimeWindow.parse("2024-01-01/2025-02-01");

  private static Yardsticks measure(CalibratedWorldSettings settings) {
    CalibratedWorld world = new CalibratedWorld(settings);
    PriceQuery query = PriceQuery.linux(WINDOW);
    return Yardsticks.measure(
        YardstickSample.read(world, query)
            .with(world.pools().onDemandPrices())
            .withInterruptions(world, query));
  }

  @Test
  void theDefaultWorldMovesAsRealMarketsDo() {
    Yardsticks y =
        measure(CalibratedWorldSettings.withDefaults(WINDOW, 42).with(WorldSetting.INSTANCES, 20));
    SoftAssertions soft = new SoftAssertions();
    soft.assertThat(y.hoursWithChange()).as("hours with a change").isBetween(6.0, 8.0);
    soft.assertThat(y.persistence().oneHour()).as("persistence 1 h").isBetween(0.02, 0.04);
    soft.assertThat(y.persistence().oneDay()).as("persistence 24 h").isBetween(0.4, 0.7);
    soft.assertThat(y.persistence().sevenDays()).as("persistence 7 d").isBetween(1.8, 3.0);
    soft.assertThat(y.steps().median()).as("step median").isBetween(0.07, 0.15);
    soft.assertThat(y.steps().p95()).as("step p95").isBetween(0.8, 1.5);
    soft.assertThat(y.discounts().lowest()).as("lowest discount").isBetween(50.0, 77.0);
    soft.assertThat(y.discounts().highest()).as("highest discount").isBetween(50.0, 77.0);
    soft.assertThat(y.hourPattern().pValue()).as("hour of day, p-value").isGreaterThan(0.01);
    soft.assertThat(y.momentum().maeSkill()).as("momentum, MAE").isBetween(5.0, 15.0);
    soft.assertThat(y.momentum().rmseSkill()).as("momentum, RMSE").isBetween(5.0, 15.0);
    soft.assertThat(y.interruptions().coInterruptions()).as("co-interruptions").isGreaterThan(90);
    CalibratedWorldSettings.withDefaults(WINDOW, 42)
        .pools()
        .types()
        .forEach(
            (type, guide) ->
                soft.assertThat(y.interruptions().perHourByType().get(type))
                    .as("interruptions of %s per hour", type)
                    .isBetween(
                        75 * guide.interruptionsPerHour(), 125 * guide.interruptionsPerHour()));
    soft.assertAll();
  }

  @Test
  void volatilitySaysNothingOfInterruptionsOverFiftySeeds() {
    double mean =
        LongStream.rangeClosed(1, 50)
            .mapToObj(seed -> measure(CalibratedWorldSettings.withDefaults(WINDOW, seed)))
            .mapToDouble(y -> y.interruptions().volatilityCorrelation())
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(-0.2, 0.2);
  }
}
