package dev.spotwise.models.hazard;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.Split;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What is known of pools before anything recent is looked at, from the training rows alone: the
 * rate at which pools of the type are interrupted, and the pool's usual price.
 *
 * <p>The rate of a type is {@code (interrupted + 20) / (hours + 20 / base)} per hour, drawn towards
 * the rate of all types, {@code base}, by the weight of 20 interruptions; a type that was not seen
 * has {@code base}. If there were no interruptions at all, half a one counts. An origin whose label
 * overlaps those of its neighbours counts for its own share of the horizon. The usual price is the
 * mean of {@code ln(price / on-demand)}; unknown for a pool that was not seen. Immutable.
 */
final class PoolPriors {

  private static final double PRIOR_INTERRUPTIONS = 20;
  private static final double UNSEEN_INTERRUPTIONS = 0.5;
  private static final int MOST_NAMES = 1 << 20;
  private static final double SECONDS_PER_HOUR = 3600;

  private final double base;
  private final SortedMap<String, Double> ratePerHour;
  private final SortedMap<String, Double> usualLogPrice;

  private PoolPriors(
      double base, SortedMap<String, Double> ratePerHour, SortedMap<String, Double> usualLogPrice) {
    this.base = base;
    this.ratePerHour = ratePerHour;
    this.usualLogPrice = usualLogPrice;
  }

  /**
   * The priors of the training rows.
   *
   * @param horizon the one whose outcomes are counted
   * @param uniqueness share of an outcome that is its own, in (0, 1]
   */
  static PoolPriors of(LearningSet set, Duration horizon, double uniqueness) {
    FeatureMatrix x = set.features();
    Labels labels = set.labels(Split.TRAIN, horizon);
    SortedMap<String, double[]> byType = new TreeMap<>();
    SortedMap<String, double[]> byPool = new TreeMap<>();
    double hours = uniqueness * horizon.toSeconds() / SECONDS_PER_HOUR;
    double[] all = new double[2];
    for (int row = 0; row < labels.rows(); row++) {
      if (x.lastMicroUsd(row) == MicroUsd.UNKNOWN) {
        continue;
      }
      CapacityPool pool = x.pools().get(x.pool(row));
      add(byPool, pool.id(), logPrice(x, row), 1);
      if (labels.outcome(row) != Outcome.UNKNOWN) {
        double interrupted = labels.outcome(row) == Outcome.INTERRUPTED ? uniqueness : 0;
        add(byType, pool.instanceType(), interrupted, hours);
        all[0] += interrupted;
        all[1] += hours;
      }
    }
    double base = (all[0] > 0 ? all[0] : UNSEEN_INTERRUPTIONS) / all[1];
    return new PoolPriors(
        base,
        mapped(
            byType,
            sums -> (sums[0] + PRIOR_INTERRUPTIONS) / (sums[1] + PRIOR_INTERRUPTIONS / base)),
        mapped(byPool, sums -> sums[0] / sums[1]));
  }

  private static void add(
      Map<String, double[]> sums, String name, double numerator, double denominator) {
    double[] sum = sums.computeIfAbsent(name, any -> new double[2]);
    sum[0] += numerator;
    sum[1] += denominator;
  }

  private static SortedMap<String, Double> mapped(
      SortedMap<String, double[]> sums, ToDoubleFunction<double[]> value) {
    SortedMap<String, Double> values = new TreeMap<>();
    sums.forEach((name, sum) -> values.put(name, value.applyAsDouble(sum)));
    return values;
  }

  /** {@code ln(price / on-demand)} at a row's origin; NaN if the price is unknown. */
  static double logPrice(FeatureMatrix x, int row) {
    return x.lastMicroUsd(row) == MicroUsd.UNKNOWN
        ? Double.NaN
        : StrictMath.log((double) x.lastMicroUsd(row) / x.onDemandMicroUsd(row));
  }

  /** Interruptions per hour of pools of a type, &gt; 0. */
  double ratePerHour(CapacityPool pool) {
    return ratePerHour.getOrDefault(pool.instanceType(), base);
  }

  /** Mean of {@code ln(price / on-demand)} of a pool, or NaN. */
  double usualLogPrice(CapacityPool pool) {
    return usualLogPrice.getOrDefault(pool.id(), Double.NaN);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(base);
    write(out, ratePerHour);
    write(out, usualLogPrice);
  }

  private static void write(DataOutput out, SortedMap<String, Double> values) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeDouble(entry.getValue());
    }
  }

  static PoolPriors read(DataInput in) throws IOException {
    double base = positive(in.readDouble());
    SortedMap<String, Double> rates = readMap(in);
    for (double rate : rates.values()) {
      positive(rate);
    }
    return new PoolPriors(base, rates, readMap(in));
  }

  private static SortedMap<String, Double> readMap(DataInput in) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > MOST_NAMES) {
      throw new IOException("priors must be in [0, " + MOST_NAMES + "] but were " + size);
    }
    SortedMap<String, Double> values = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      double value = in.readDouble();
      if (!Double.isFinite(value) || values.put(name, value) != null) {
        throw new IOException("priors must be finite, one a name, but was " + name + " " + value);
      }
    }
    return values;
  }

  private static double positive(double rate) throws IOException {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IOException("rate must be finite and > 0 but was " + rate);
    }
    return rate;
  }
}
