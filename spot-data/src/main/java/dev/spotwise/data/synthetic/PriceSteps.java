package dev.spotwise.data.synthetic;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The law of one price change: a mixture of three normal distributions, small and frequent to large
 * and rare, each of which goes a share of the distance to the target, with an error. So the mean is
 * linear in the distance, steps are heavy-tailed, and the probability of a published step has a
 * closed form.
 *
 * <p>A published step is a whole number of micro-USD, rounded to the nearest, and never 0.
 * Immutable and thread-safe.
 */
final class PriceSteps {

  private static final double[] WEIGHTS = {0.55, 0.38, 0.07};
  private static final double[] SHARES = {0.035, 0.15, 0.30};
  private static final double[] ERRORS = {0.003, 0.02, 0.06};
  private static final double MEAN_SHARE;
  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  static {
    double sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * SHARES[i];
    }
    MEAN_SHARE = sum;
  }

  private final double scale;
  private final double errorMicroUsd;

  /**
   * The law of a pool's steps.
   *
   * @param answer mean share of the distance that a step goes, in (0, 0.3]
   * @param deviationMicroUsd standard deviation of the target, micro-USD
   */
  PriceSteps(double answer, double deviationMicroUsd) {
    this.scale = answer / MEAN_SHARE;
    this.errorMicroUsd = scale * deviationMicroUsd;
  }

  /** Draws a step, micro-USD, not 0. */
  long draw(double distance, UniformRandomProvider random, ZigguratSampler.NormalizedGaussian z) {
    double uniform = random.nextDouble();
    int kind = uniform < WEIGHTS[0] ? 0 : uniform < WEIGHTS[0] + WEIGHTS[1] ? 1 : 2;
    double step = scale * SHARES[kind] * distance + errorMicroUsd * ERRORS[kind] * z.sample();
    long published = Math.round(step);
    if (published != 0) {
      return published;
    }
    return step < 0 ? -1 : 1;
  }

  /** The probability of a published step, which is not 0, at a distance from the target. */
  double probability(long step, double distance) {
    double low = step == 1 ? 0 : step - 0.5;
    double high = step == -1 ? 0 : step + 0.5;
    double sum = 0;
    for (int kind = 0; kind < WEIGHTS.length; kind++) {
      double mean = scale * SHARES[kind] * distance;
      double deviation = errorMicroUsd * ERRORS[kind];
      sum += WEIGHTS[kind] * between((low - mean) / deviation, (high - mean) / deviation);
    }
    return sum;
  }

  /** Of two bounds on one side of 0 the tail is measured there, where nothing cancels. */
  private static double between(double low, double high) {
    return low > 0
        ? NORMAL.cumulativeProbability(-low) - NORMAL.cumulativeProbability(-high)
        : NORMAL.cumulativeProbability(high) - NORMAL.cumulativeProbability(low);
  }
}
