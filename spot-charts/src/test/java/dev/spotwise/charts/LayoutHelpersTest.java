package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LayoutHelpersTest {

  @Test
  void scaleReachesUpToTheFirstGap() {
    assertThat(Scale.reach(new double[] {0.9, 3.3, 216, 1.5, 16}, 1, 6)).isEqualTo(16);
    assertThat(Scale.reach(new double[] {0.1, 0.2}, 1, 6)).isEqualTo(1);
    assertThat(Scale.reach(new double[] {Double.NaN, 2, Double.POSITIVE_INFINITY}, 1, 6))
        .isEqualTo(2);
    assertThat(Scale.reach(new double[0], 1, 6)).isEqualTo(1);
  }

  @Test
  void labelsThatAreApartStayWhereTheyAre() {
    assertThat(EndLabels.apart(new double[] {20, 60, 90}, 0, 100)).containsExactly(20, 60, 90);
    assertThat(EndLabels.apart(new double[0], 0, 100)).isEmpty();
  }

  @Test
  void labelsAreMovedApartWithinTheFrame() {
    double[] places = EndLabels.apart(new double[] {95, 95, 95, 99}, 0, 100);

    assertThat(places[3]).isLessThanOrEqualTo(100);
    for (int i = 1; i < places.length; i++) {
      assertThat(places[i] - places[i - 1]).isCloseTo(14, within(1e-9));
    }
  }

  @Test
  void tooManyLabelsShareTheFrameEvenly() {
    double[] places = EndLabels.apart(new double[] {5, 5, 5}, 0, 10);

    assertThat(places[0]).isGreaterThanOrEqualTo(0);
    assertThat(places[2]).isLessThanOrEqualTo(10);
    assertThat(places[1] - places[0]).isCloseTo(5, within(1e-9));
  }
}
