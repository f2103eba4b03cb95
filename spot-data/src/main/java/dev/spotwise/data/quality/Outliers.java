package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSeries;
import java.time.Instant;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Finds price changes that look like a mistake. A change is an outlier if
 *
 * <ul>
 *   <li>it is by more than a factor of 2 and, within an hour, the price is back to within 10 % of
 *       what it was (the change back is not counted); or
 *   <li>it is by more than 20 % and its log lies more than 10 median absolute deviations off the
 *       median log change of a pool with at least 20 changes.
 * </ul>
 */
final class Outliers {

  private static final double SPIKE = StrictMath.log(2);
  private static final long UNDONE_WITHIN = 3600;
  private static final double UNDONE = 0.10;
  private static final double JUMP = StrictMath.log(1.2);
  private static final double DEVIATIONS = 10;
  private static final int FEWEST = 20;

  private long count;
  private double largest;
  private String description = "";

  /** Looks through the changes of a pool. */
  void add(CapacityPool pool, PriceSeries series) {
    double[] steps = new double[Math.max(0, series.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = StrictMath.log((double) series.microUsd(i + 1) / series.microUsd(i));
    }
    double centre = steps.length < FEWEST ? 0 : new Median().evaluate(steps);
    double limit = steps.length < FEWEST ? Double.POSITIVE_INFINITY : limit(steps, centre);
    for (int i = 0; i < steps.length; i++) {
      boolean spike = isSpike(series, steps, i);
      double size = Math.abs(steps[i]);
      if (spike || (size > JUMP && Math.abs(steps[i] - centre) > limit)) {
        count++;
        if (size > largest) {
          largest = size;
          description = describe(pool, series, i);
        }
      }
      if (spike) {
        i++;
      }
    }
  }

  private static double limit(double[] steps, double centre) {
    double[] deviations = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      deviations[i] = Math.abs(steps[i] - centre);
    }
    return DEVIATIONS * new Median().evaluate(deviations);
  }

  private static boolean isSpike(PriceSeries series, double[] steps, int i) {
    return Math.abs(steps[i]) > SPIKE
        && i + 1 < steps.length
        && series.epochSecond(i + 2) - series.epochSecond(i + 1) <= UNDONE_WITHIN
        && Math.abs((double) series.microUsd(i + 2) / series.microUsd(i) - 1) <= UNDONE;
  }

  private static String describe(CapacityPool pool, PriceSeries series, int i) {
    return String.format(
        Locale.ROOT,
        "%s from %s to %s at %s",
        pool.id(),
        MicroUsd.format(series.microUsd(i)),
        MicroUsd.format(series.microUsd(i + 1)),
        Instant.ofEpochSecond(series.epochSecond(i + 1)));
  }

  long count() {
    return count;
  }

  /** The largest of them: pool, prices, time; empty if there is none. */
  String largest() {
    return description;
  }
}
