package dev.spotwise.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BirthDeathChainTest {

  private static final BirthDeathChain THREE =
      new BirthDeathChain(
          new double[] {0.2, 0.3, 0}, new double[] {0, 0.1, 0.6}, new double[] {5, 6, 7});

  /** Balance: 0.2 a = 0.1 b and 0.3 b = 0.6 c, so a : b : c = 1 : 2 : 1. */
  @Test
  void theStationaryDistributionBalances() {
    assertThat(THREE.stationary()).containsExactly(new double[] {0.25, 0.5, 0.25}, within(1e-15));
    double[] next = new double[3];
    THREE.forward(THREE.stationary(), next, 1);
    assertThat(next).containsExactly(THREE.stationary(), within(1e-15));
  }

  @Test
  void aDeviateChoosesTheNextState() {
    assertThat(THREE.next(1, 0.29)).isEqualTo(2);
    assertThat(THREE.next(1, 0.3)).isZero();
    assertThat(THREE.next(1, 0.4)).isEqualTo(1);
    assertThat(THREE.next(0, 0.2)).isZero();
    assertThat(THREE.next(2, 0.59)).isEqualTo(1);
    assertThat(THREE.draw(0.24)).isZero();
    assertThat(THREE.draw(0.26)).isEqualTo(1);
    assertThat(THREE.draw(0.9999)).isEqualTo(2);
  }

  /** Forward and backward are adjoint: the mean of f tomorrow is the same from either end. */
  @Test
  void expectingIsTheAdjointOfGoingForwardAlongEachAxisOfAJoint() {
    double[] joint = {0.1, 0.2, 0.05, 0.15, 0.3, 0.2};
    double[] function = {3, -1, 4, 1, -5, 9};
    double[] next = new double[6];
    double[] expected = new double[6];
    for (int stride : new int[] {1, 2}) {
      THREE.forward(joint, next, stride);
      THREE.expect(function, expected, stride);
      assertThat(dot(next, function)).isCloseTo(dot(joint, expected), within(1e-15));
      assertThat(dot(next, new double[] {1, 1, 1, 1, 1, 1})).isCloseTo(1, within(1e-15));
    }
  }

  @Test
  void theUrnRevertsToItsMeanAndHasVarianceOne() {
    BirthDeathChain urn = BirthDeathChain.ehrenfest(8, 50);
    double[] stationary = urn.stationary();
    double[] values = new double[urn.size()];
    double mean = 0;
    double square = 0;
    for (int state = 0; state < urn.size(); state++) {
      values[state] = urn.value(state);
      mean += stationary[state] * values[state];
      square += stationary[state] * values[state] * values[state];
    }
    double[] after = new double[urn.size()];
    urn.expect(values, after, 1);

    assertThat(mean).isCloseTo(0, within(1e-12));
    assertThat(square).isCloseTo(1, within(1e-12));
    for (int state = 0; state < urn.size(); state++) {
      assertThat(after[state]).isCloseTo(values[state] * (1 - 1 / 50.0), within(1e-12));
    }
  }

  @Test
  void chancesAboveOneAreRefused() {
    assertThatThrownBy(
            () ->
                new BirthDeathChain(
                    new double[] {0.5, 0.6, 0}, new double[] {0, 0.5, 1}, new double[3]))
        .hasMessageContaining("at most 1 but were 0.6 and 0.5");
    assertThatThrownBy(
            () -> new BirthDeathChain(new double[] {Double.NaN}, new double[1], new double[1]))
        .hasMessageContaining("NaN");
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
