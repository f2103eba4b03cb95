package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceSeriesTest {

  @Test
  void thePriceIsTheLastChangeAtOrBefore() {
    PriceSeries series = PriceSeries.of(new long[] {100, 200}, new long[] {5, 7});
    assertThat(series.microUsdAt(99)).isEqualTo(MicroUsd.UNKNOWN);
    assertThat(series.microUsdAt(100)).isEqualTo(5);
    assertThat(series.microUsdAt(199)).isEqualTo(5);
    assertThat(series.microUsdAt(200)).isEqualTo(7);
    assertThat(series.microUsdAt(Long.MAX_VALUE)).isEqualTo(7);
  }

  @Test
  void aHeartbeatIsNoChange() {
    PriceSeries series = PriceSeries.of(new long[] {1, 2, 3, 4, 5}, new long[] {5, 5, 7, 7, 5});
    assertThat(series).isEqualTo(PriceSeries.of(new long[] {1, 3, 5}, new long[] {5, 7, 5}));
    assertThat(series.size()).isEqualTo(3);
  }

  @Test
  void ofTwoPricesAtOneSecondTheHigherCounts() {
    PriceSeries up = PriceSeries.of(new long[] {1, 2, 2}, new long[] {5, 6, 9});
    PriceSeries down = PriceSeries.of(new long[] {2, 1, 2}, new long[] {9, 5, 6});
    assertThat(up).isEqualTo(down).hasSameHashCodeAs(down);
    assertThat(up.microUsdAt(2)).isEqualTo(9);
  }

  @Test
  void theCallersArraysStayAsTheyWere() {
    long[] times = {3, 1};
    long[] prices = {5, 6};
    PriceSeries series = PriceSeries.of(times, prices);
    times[0] = 77;
    assertThat(prices).containsExactly(5, 6);
    assertThat(series.epochSecond(1)).isEqualTo(3);
  }

  @Test
  void anEmptySeriesKnowsNoPrice() {
    PriceSeries empty = PriceSeries.of(new long[0], new long[0]);
    assertThat(empty.isEmpty()).isTrue();
    assertThat(empty.microUsdAt(1)).isEqualTo(MicroUsd.UNKNOWN);
    assertThat(empty).hasToString("PriceSeries[empty]");
    assertThat(PriceSeries.of(new long[] {9}, new long[] {1}).toString()).contains("1", "9");
  }

  @Test
  void pricesOutOfRangeAndUnequalLengthsAreRefused() {
    assertThatThrownBy(() -> PriceSeries.of(new long[] {1}, new long[] {0}))
        .hasMessageContaining("price must be");
    assertThatThrownBy(() -> PriceSeries.of(new long[] {1}, new long[] {MicroUsd.MAX + 1}))
        .hasMessageContaining("price must be");
    assertThatThrownBy(() -> PriceSeries.of(new long[] {1}, new long[0]))
        .hasMessageContaining("microUsd must be as long");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyOrderGivesTheStepFunctionOfASortedMap(long seed) {
    Random random = new Random(seed);
    TreeMap<Long, Long> reference = new TreeMap<>();
    long[] times = random.longs(200, 0, 300).toArray();
    long[] prices = random.longs(200, 1, 4).toArray();
    for (int i = 0; i < times.length; i++) {
      reference.merge(times[i], prices[i], Math::max);
    }
    PriceSeries series = PriceSeries.of(times, prices);
    for (long second = 0; second < 310; second++) {
      long expected =
          reference.floorEntry(second) == null
              ? MicroUsd.UNKNOWN
              : reference.floorEntry(second).getValue();
      assertThat(series.microUsdAt(second)).isEqualTo(expected);
    }
    for (int i = 1; i < series.size(); i++) {
      assertThat(series.microUsd(i)).isNotEqualTo(series.microUsd(i - 1));
      assertThat(series.epochSecond(i)).isGreaterThan(series.epochSecond(i - 1));
    }
  }
}
