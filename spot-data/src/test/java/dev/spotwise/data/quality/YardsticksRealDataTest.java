package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.OnDemandCsv;
import dev.spotwise.data.format.RealData;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The figures that the published ranges were made from. */
@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class YardsticksRealDataTest {

  private static final TimeWindow SPRING_2021 =
      TimeWindow.parse("2021-03-02T00:00:00Z/2021-05-31T02:00:00Z");

  private static Yardsticks measure(Set<String> types, Set<String> zones) {
    PriceQuery query = new PriceQuery(SPRING_2021, types, zones, Set.of(CapacityPool.LINUX));
    String file = RealData.folder().resolve("prices/us-east-1_2021-03_2021-05.csv.gz").toString();
    return Yardsticks.measure(
        YardstickSample.read(Sources.load().openPrices(file, SourceOptions.none()), query)
            .with(
                OnDemandCsv.read(RealData.folder().resolve("ondemand/us-east-1.csv"))
                    .asOf(SPRING_2021.from(), "us-east-1", CapacityPool.LINUX)));
  }

  /**
   * The published figures are rounded: half a unit of their last place is allowed. The discounts
   * were published for on-demand prices of another day (1 point), the RMSE skill for a window that
   * ends an hour or so apart (0.3 points).
   */
  @Test
  void allOfUsEast1IsAsPublished() {
    Yardsticks real = measure(Set.of(), Set.of());
    assertThat(real.pools()).isEqualTo(1_246);
    assertThat(real.changes()).isCloseTo(207_163L, within(10L));
    assertThat(real.hoursWithChange()).isBetween(6.0, 8.0);
    assertThat(real.persistence().oneHour()).isCloseTo(0.03, within(0.005));
    assertThat(real.persistence().oneDay()).isCloseTo(0.5, within(0.05));
    assertThat(real.persistence().sevenDays()).isCloseTo(2.3, within(0.05));
    assertThat(real.stepsWithHeartbeats().median()).isCloseTo(0.1, within(0.05));
    assertThat(real.stepsWithHeartbeats().p95()).isCloseTo(1.1, within(0.05));
    assertThat(real.stepsWithHeartbeats().p99()).isCloseTo(3, within(0.5));
    assertThat(real.discounts().p5()).isCloseTo(50, within(1.0));
    assertThat(real.discounts().median()).isCloseTo(68, within(1.0));
    assertThat(real.discounts().p95()).isCloseTo(77, within(1.0));
    assertThat(real.hourPattern().largestDeviation()).isLessThan(5);
    assertThat(real.momentum().coefficient()).isCloseTo(0.50, within(0.005));
    assertThat(real.momentum().maeSkill()).isCloseTo(11.8, within(0.05));
    assertThat(real.momentum().rmseSkill()).isCloseTo(11.3, within(0.3));
  }

  /** AWS's own heartbeats give 0.122, 1.063 and 2.857 %, the changes alone more. */
  @Test
  void heartbeatsMakeStepsLookSmaller() {
    Yardsticks real = measure(Set.of(), Set.of());
    assertThat(real.stepsWithHeartbeats().median()).isCloseTo(0.122, within(0.01));
    assertThat(real.stepsWithHeartbeats().p95()).isCloseTo(1.063, within(0.03));
    assertThat(real.stepsWithHeartbeats().p99()).isCloseTo(2.857, within(0.05));
    assertThat(real.steps().median()).isCloseTo(0.195, within(0.001));
    assertThat(real.steps().p95()).isCloseTo(1.282, within(0.001));
    assertThat(real.steps().p99()).isCloseTo(3.087, within(0.001));
  }

  /** Twelve pools of few changes: what they share with the region, and where they differ. */
  @Test
  void theTwelvePoolsOfTheGuide() {
    Yardsticks real =
        measure(
            Set.of("t3.large", "m5.large", "c5.large", "m5.xlarge"),
            Set.of("us-east-1a", "us-east-1b", "us-east-1c"));
    assertThat(real.pools()).isEqualTo(12);
    assertThat(real.hoursWithChange()).isBetween(6.0, 8.0);
    assertThat(real.persistence().oneHour()).isBetween(0.02, 0.04);
    assertThat(real.persistence().oneDay()).isBetween(0.4, 0.7);
    assertThat(real.persistence().sevenDays()).isBetween(1.8, 3.0);
    assertThat(real.steps().median()).isCloseTo(0.27, within(0.005));
    assertThat(real.discounts().lowest()).isCloseTo(55.1, within(0.05));
    assertThat(real.discounts().highest()).isCloseTo(67.2, within(0.05));
    assertThat(real.momentum().coefficient()).isCloseTo(0.69, within(0.005));
    assertThat(real.momentum().maeSkill()).isCloseTo(16.0, within(0.1));
    assertThat(real.momentum().rmseSkill()).isCloseTo(10.7, within(0.1));
  }
}
