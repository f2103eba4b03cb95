package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.B;
import static dev.spotwise.decision.TestMarket.C;
import static dev.spotwise.decision.TestMarket.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.Market;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PoolStatisticsTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /** A is lost twice, B with it once; both come back after a tick; C lasts. */
  private static Market three() {
    return TestMarket.hours(12)
        .pool(A, 0.04)
        .pool(B, 0.04)
        .pool(C, 0.04)
        .states(A, "UUDUUUUDUUUU")
        .states(B, "UUUDUUUUUUUU")
        .states(C, "UUUUUUUUUUUU")
        .build();
  }

  @Test
  void poolsAreLostTogetherWithinATick() {
    PoolStatistics statistics = PoolStatistics.of(three(), ticks(0, 12));

    // A at 2 and 7, B at 3: one pair seen from both, of 3 losses x 2 others
    double mean = 2 / 6.0;
    assertThat(statistics.lostTogether(0, 1)).isCloseTo((1 + 2 * mean) / (2 + 2), EXACT);
    assertThat(statistics.lostTogether(1, 0)).isCloseTo((1 + 2 * mean) / (1 + 2), EXACT);
    assertThat(statistics.lostTogether(0, 2)).isCloseTo(2 * mean / 4, EXACT);
    assertThat(statistics.lostTogether(2, 2)).isEqualTo(1);
  }

  @Test
  void whatLiesAfterTheWindowDoesNotCount() {
    // A at 2, B at 3: one pair, of 2 losses x 2 others
    PoolStatistics early = PoolStatistics.of(three(), ticks(0, 6));

    double mean = 2 / 4.0;
    assertThat(early.lostTogether(0, 1)).isCloseTo((1 + 2 * mean) / (1 + 2), EXACT);
    assertThat(early.until()).isEqualTo(TestMarket.START.plusSeconds(6 * 3600));
  }

  @Test
  void withoutLossesNothingIsLostTogether() {
    Market calm = TestMarket.hours(10).pool(A, 0.04).pool(B, 0.04).build();

    assertThat(PoolStatistics.of(calm, ticks(0, 10)).lostTogether(0, 1)).isZero();
  }
}
