package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutliersTest {

  private static final CapacityPool POOL = CapacityPool.parse("us-east-1a_m5.large");

  private static Outliers of(long stepSeconds, long... prices) {
    long[] times = new long[prices.length];
    Arrays.setAll(times, i -> i * stepSeconds);
    Outliers outliers = new Outliers();
    outliers.add(POOL, PriceSeries.of(times, prices));
    return outliers;
  }

  @Test
  void aSpikeUndoneWithinTheHourIsOne() {
    Outliers found = of(3600, 100, 1000, 105, 104);
    assertThat(found.count()).isEqualTo(1);
    assertThat(found.largest())
        .isEqualTo("us-east-1a_m5.large from 0.0001 to 0.001 at 1970-01-01T01:00:00Z");
  }

  @Test
  void aDipIsASpikeToo() {
    assertThat(of(60, 100, 10, 100).count()).isEqualTo(1);
  }

  @Test
  void aSpikeThatLastsIsNone() {
    assertThat(of(3601, 100, 1000, 105).count()).isZero();
    assertThat(of(60, 100, 1000, 150).count()).isZero();
    assertThat(of(60, 100, 200, 100).count()).isZero();
    assertThat(of(60, 100, 1000).count()).isZero();
  }

  /** 19 steps of about 1 % up and down and one of 30 %: deviations of 1 %, so 30 of them. */
  @Test
  void aJumpFarOutOfThePoolsOwnStepsIsOne() {
    long[] prices = new long[21];
    for (int i = 0; i < 20; i++) {
      prices[i] = 1000 + 10L * (i % 2);
    }
    prices[20] = 1313;
    assertThat(of(7200, prices).count()).isEqualTo(1);
    prices[20] = 1200;
    assertThat(of(7200, prices).count()).isZero();
    assertThat(of(7200, Arrays.copyOfRange(prices, 2, 21)).count()).isZero();
  }

  @Test
  void aPoolThatAlwaysJumpsHasNone() {
    long[] prices = new long[41];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = i % 2 == 0 ? 1000 : 1500;
    }
    assertThat(of(7200, prices).count()).isZero();
  }

  @Test
  void theLargestOfManyIsKept() {
    Outliers found = of(60, 100, 300, 100, 1000, 100);
    assertThat(found.count()).isEqualTo(2);
    assertThat(found.largest()).contains("from 0.0001 to 0.001 ");
    assertThat(of(60, 100).largest()).isEmpty();
    assertThat(of(60).count()).isZero();
  }
}
