package dev.spotwise.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RanksTest {

  @Test
  void theLeastIsFirst() {
    assertThat(Ranks.ascending(new double[] {3, 1, 2})).containsExactly(3, 1, 2);
    assertThat(Ranks.descending(new double[] {3, 1, 2})).containsExactly(1, 3, 2);
  }

  @Test
  void tiesShareARankAndLeaveAGap() {
    assertThat(Ranks.ascending(new double[] {2, 1, 2, 3})).containsExactly(2, 1, 2, 4);
    assertThat(Ranks.descending(new double[] {2, 1, 2, 3})).containsExactly(2, 4, 2, 1);
  }

  @Test
  void nanIsBehindEveryNumberEitherWay() {
    assertThat(Ranks.ascending(new double[] {Double.NaN, 1, Double.NaN, 9}))
        .containsExactly(3, 1, 3, 2);
    assertThat(Ranks.descending(new double[] {Double.NaN, 1, Double.NaN, 9}))
        .containsExactly(3, 2, 3, 1);
  }

  @Test
  void noneOneAndAllUnknown() {
    assertThat(Ranks.ascending(new double[0])).isEmpty();
    assertThat(Ranks.ascending(new double[] {5})).containsExactly(1);
    assertThat(Ranks.descending(new double[] {Double.NaN, Double.NaN})).containsExactly(1, 1);
  }

  @Test
  void bothZerosAreEqual() {
    assertThat(Ranks.ascending(new double[] {0.0, -0.0})).containsExactly(1, 1);
  }
}
