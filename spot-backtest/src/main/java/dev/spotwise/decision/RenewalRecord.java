package dev.spotwise.decision;

import dev.spotwise.data.Availability;
import dev.spotwise.data.MarketTick;
import java.time.Duration;

/**
 * How long pools last by their own recent record, without any model: what decisions go by where
 * there are no forecasts.
 *
 * <p>The hazard of a pool is Gamma distributed, with the rate of all pools as its mean and the
 * weight of an hour, and is updated by the pool's own losses and hours up, each fading with a
 * half-life of six hours. With {@code E} losses and {@code V} hours in that memory, {@code l}
 * losses per hour over all pools and {@code b} = 1 h, no loss within {@code h} hours has the
 * probability
 *
 * <pre>((b + V) / (b + V + h)) ^ (b l + E)</pre>
 *
 * <p>(the tail of the Lomax distribution; Gelman et al., "Bayesian Data Analysis", 3rd ed., 2013,
 * section 2.6; forgetting as in West and Harrison, "Bayesian Forecasting and Dynamic Models", 2nd
 * ed., 1997, section 6.3). The rate of all pools starts at 2 % an hour, the middle of what is
 * common, by the weight of twelve hours. Half-life and {@code b} were chosen by log loss on the
 * first 70 % of the p3.2xlarge traces.
 *
 * <p>O(pools) a tick. Not thread-safe.
 */
final class RenewalRecord {

  private static final Duration HALF_LIFE = Duration.ofHours(6);
  private static final double WEIGHT_HOURS = 1;
  private static final double USUAL_HOURS = 12;
  private static final double USUAL_RATE = 0.02;
  private static final double SECONDS_PER_HOUR = 3600;

  private final double stepHours;
  private final double fade;
  private final double[] losses;
  private final double[] hours;
  private final boolean[] watched;
  private double allLosses = USUAL_HOURS * USUAL_RATE;
  private double allHours = USUAL_HOURS;

  RenewalRecord(int poolCount, long stepSeconds) {
    stepHours = stepSeconds / SECONDS_PER_HOUR;
    fade = StrictMath.pow(2, -(double) stepSeconds / HALF_LIFE.toSeconds());
    losses = new double[poolCount];
    hours = new double[poolCount];
    watched = new boolean[poolCount];
  }

  void advance(MarketTick tick) {
    for (int pool = 0; pool < losses.length; pool++) {
      watched[pool] = tick.watched(pool);
      int lost = tick.interruptions(pool) > 0 ? 1 : 0;
      double up = watched[pool] && tick.availability(pool) != Availability.DOWN ? stepHours : 0;
      losses[pool] = losses[pool] * fade + lost;
      hours[pool] = hours[pool] * fade + up;
      allLosses += lost;
      allHours += up;
    }
  }

  /** The shape and scale of each pool's law now; NaN for pools that nobody watches. */
  Laws laws() {
    double[] shape = new double[losses.length];
    double[] scale = new double[losses.length];
    for (int pool = 0; pool < shape.length; pool++) {
      double rate = allLosses / allHours;
      shape[pool] = watched[pool] ? WEIGHT_HOURS * rate + losses[pool] : Double.NaN;
      scale[pool] = WEIGHT_HOURS + hours[pool];
    }
    return new Laws(shape, scale);
  }

  /** Laws of all pools at one tick. */
  static final class Laws {

    private final double[] shape;
    private final double[] scale;

    private Laws(double[] shape, double[] scale) {
      this.shape = shape;
      this.scale = scale;
    }

    /** Probability that a pool lasts for so many hours; NaN if nobody watches it. */
    double survival(int pool, double hours) {
      return StrictMath.pow(scale[pool] / (scale[pool] + hours), shape[pool]);
    }
  }
}
