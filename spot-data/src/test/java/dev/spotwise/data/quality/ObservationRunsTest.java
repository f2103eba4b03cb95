package dev.spotwise.data.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationRunsTest {

  @Test
  void aPriceRepeatedAtOneDistanceIsOneRun() {
    ObservationRuns runs = new ObservationRuns();
    for (int tick = 0; tick < 100_000; tick++) {
      runs.add(300L * tick, 1 + tick / 10_000);
    }
    assertThat(runs.rows()).isEqualTo(100_000);
    assertThat(runs.runs()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostWhateverTheOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ObservationRuns runs = new ObservationRuns();
    List<long[]> added = new ArrayList<>();
    for (int row = 0; row < 500; row++) {
      long[] next = {60L * random.nextInt(40), 1 + random.nextInt(3)};
      added.add(next);
      runs.add(next[0], next[1]);
    }
    added.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    ObservationRuns.Sorted sorted = runs.sorted();
    assertThat(sorted.size()).isEqualTo(500);
    for (int row = 0; row < 500; row++) {
      assertThat(sorted.epochSecond(row)).isEqualTo(added.get(row)[0]);
      assertThat(sorted.microUsd(row)).isEqualTo(added.get(row)[1]);
    }
  }
}
