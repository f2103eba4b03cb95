package dev.spotwise.data.synthetic;

import java.util.Arrays;

/**
 * A Markov chain on the states 0 to n-1 that goes up or down by at most one state a step, with a
 * value to each state.
 *
 * <p>A joint distribution of several independent chains is one array; a chain's states lie {@code
 * stride} apart in it. Immutable and thread-safe.
 */
final class BirthDeathChain {

  private final double[] up;
  private final double[] down;
  private final double[] values;

  /**
   * A chain.
   *
   * @param up probability per step of going one up, by state; 0 for the last
   * @param down the same of going one down; 0 for the first; no sum with {@code up} above 1
   * @param values the value of each state
   */
  BirthDeathChain(double[] up, double[] down, double[] values) {
    this.up = up.clone();
    this.down = down.clone();
    this.values = values.clone();
    for (int i = 0; i < up.length; i++) {
      if (!(up[i] >= 0 && down[i] >= 0 && up[i] + down[i] <= 1)) {
        throw new IllegalArgumentException(
            "chances of going up and down must sum to at most 1 but were "
                + up[i]
                + " and "
                + down[i]);
      }
    }
  }

  /** A chain of one state of value 0. */
  static BirthDeathChain constant() {
    return new BirthDeathChain(new double[1], new double[1], new double[1]);
  }

  /**
   * The urn of Ehrenfest (P. and T. Ehrenfest 1907, "Über zwei bekannte Einwände gegen das
   * Boltzmannsche H-Theorem"), standardised: a mean-reverting value of mean 0 and variance 1, whose
   * distance from the mean shrinks by {@code 1 / revertSteps} a step on average.
   *
   * @param balls number of states less one, at least 1
   * @param revertSteps steps in which the mean distance falls to 1/e, at least 1
   */
  static BirthDeathChain ehrenfest(int balls, double revertSteps) {
    double[] up = new double[balls + 1];
    double[] down = new double[balls + 1];
    double[] values = new double[balls + 1];
    for (int k = 0; k <= balls; k++) {
      up[k] = (balls - k) / (2 * revertSteps);
      down[k] = k / (2 * revertSteps);
      values[k] = (2 * k - balls) / StrictMath.sqrt(balls);
    }
    return new BirthDeathChain(up, down, values);
  }

  int size() {
    return values.length;
  }

  double value(int state) {
    return values[state];
  }

  /** This chain with other values. */
  BirthDeathChain withValues(double... newValues) {
    return new BirthDeathChain(up, down, newValues);
  }

  /** The state after {@code state}, by a deviate uniform in [0, 1). */
  int next(int state, double uniform) {
    if (uniform < up[state]) {
      return state + 1;
    }
    return uniform < up[state] + down[state] ? state - 1 : state;
  }

  /** A state of the stationary distribution, by a deviate uniform in [0, 1). */
  int draw(double uniform) {
    double[] stationary = stationary();
    double below = 0;
    for (int state = 0; state < stationary.length - 1; state++) {
      below += stationary[state];
      if (uniform < below) {
        return state;
      }
    }
    return stationary.length - 1;
  }

  /** The stationary distribution, from detailed balance. */
  double[] stationary() {
    double[] weights = new double[size()];
    weights[0] = 1;
    for (int i = 1; i < weights.length; i++) {
      weights[i] = weights[i - 1] * up[i - 1] / down[i];
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** Moves a joint distribution one step of this chain on, into {@code next}. */
  void forward(double[] joint, double[] next, int stride) {
    int block = stride * size();
    for (int start = 0; start < joint.length; start += block) {
      for (int at = start; at < start + stride; at++) {
        for (int i = 0; i < up.length; i++) {
          double sum = joint[at + i * stride] * (1 - up[i] - down[i]);
          if (i > 0) {
            sum += joint[at + (i - 1) * stride] * up[i - 1];
          }
          if (i + 1 < up.length) {
            sum += joint[at + (i + 1) * stride] * down[i + 1];
          }
          next[at + i * stride] = sum;
        }
      }
    }
  }

  /** The expectation of a function of the joint state after one step of this chain. */
  void expect(double[] function, double[] expectation, int stride) {
    int block = stride * size();
    for (int start = 0; start < function.length; start += block) {
      for (int at = start; at < start + stride; at++) {
        for (int i = 0; i < up.length; i++) {
          double sum = function[at + i * stride] * (1 - up[i] - down[i]);
          if (i > 0) {
            sum += function[at + (i - 1) * stride] * down[i];
          }
          if (i + 1 < up.length) {
            sum += function[at + (i + 1) * stride] * up[i];
          }
          expectation[at + i * stride] = sum;
        }
      }
    }
  }
}
