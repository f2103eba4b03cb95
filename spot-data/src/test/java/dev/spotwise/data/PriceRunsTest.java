package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceRunsTest {

  private static PriceRuns runsOf(long[] times, long[] prices) {
    PriceRuns runs = new PriceRuns();
    for (int i = 0; i < times.length; i++) {
      runs.add(times[i], prices[i]);
    }
    return runs;
  }

  @Test
  void aRowPerTickTakesTheRoomOfItsChanges() {
    long[] times = IntStream.range(0, 10_000).mapToLong(i -> 300L * i).toArray();
    long[] prices = IntStream.range(0, 10_000).mapToLong(i -> 1 + i / 1000).toArray();
    PriceRuns runs = runsOf(times, prices);
    assertThat(runs.runs()).isEqualTo(10);
    assertThat(runs.series()).isEqualTo(PriceSeries.of(times, prices));
  }

  @Test
  void newestFirstTakesNoMore() {
    long[] times = IntStream.range(0, 10_000).mapToLong(i -> -300L * i).toArray();
    long[] prices = IntStream.range(0, 10_000).mapToLong(i -> 1 + i / 1000).toArray();
    PriceRuns runs = runsOf(times, prices);
    assertThat(runs.runs()).isEqualTo(10);
    assertThat(runs.series()).isEqualTo(PriceSeries.of(times, prices));
  }

  @Test
  void aLateRowBetweenUnchangedOnesIsNoLoss() {
    long[] times = {1, 3, 5, 7, 4};
    long[] prices = {5, 5, 5, 5, 9};
    assertThat(runsOf(times, prices).series())
        .isEqualTo(PriceSeries.of(new long[] {1, 4, 5}, new long[] {5, 9, 5}));
  }

  @Test
  void twoRowsOfOneSecondAreNoRun() {
    long[] times = {1, 1, 1, 2};
    long[] prices = {5, 5, 6, 6};
    assertThat(runsOf(times, prices).series()).isEqualTo(PriceSeries.of(times, prices));
  }

  @Test
  void gapsThatAreTooWideForARunAreKept() {
    long[] times = {0, 1L << 32, 1L << 33, (1L << 33) + 1};
    long[] prices = {5, 5, 5, 6};
    PriceRuns runs = runsOf(times, prices);
    assertThat(runs.runs()).isEqualTo(4);
    assertThat(runs.series()).isEqualTo(PriceSeries.of(times, prices));
  }

  @Test
  void nothingIsAnEmptySeries() {
    assertThat(new PriceRuns().series().isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}, {1} steps, {2} prices, {3} of 100 out of order")
  @CsvSource({"1,1,2,0", "2,3,2,0", "3,1,2,5", "4,3,3,50", "5,2,1,1", "6,5,40,10", "7,1,2,100"})
  void anyOrderGivesTheSeriesOfAllRows(long seed, int steps, int levels, int late) {
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      int count = 1 + random.nextInt(300);
      long sign = random.nextBoolean() ? 1 : -1;
      long[] times = new long[count];
      long[] prices = new long[count];
      for (int i = 0; i < count; i++) {
        long step = sign * 300 * (1 + random.nextInt(steps));
        times[i] = i == 0 ? 1_000_000 : times[i - 1] + step;
        prices[i] = 1 + random.nextInt(levels);
        if (random.nextInt(100) < late) {
          times[i] = 1_000_000 + 300L * random.nextInt(count);
        }
      }
      assertThat(runsOf(times, prices).series()).isEqualTo(PriceSeries.of(times, prices));
    }
  }
}
