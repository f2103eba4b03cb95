package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.quality.Yardsticks.Discounts;
import dev.spotwise.data.quality.Yardsticks.PersistenceErrors;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** Measures one sample: first everything that takes a pool at a time, then the momentum. */
final class YardstickMeter {

  private static final int[] HORIZONS = {1, 24, 168};

  private final YardstickSample sample;
  private final HourlyPrices hourly;
  private final ChangeCount changes;
  private final double[] errors = new double[HORIZONS.length];
  private final long[] origins = new long[HORIZONS.length];
  private final DoubleStream.Builder discounts = DoubleStream.builder();
  private final SortedMap<CapacityPool, Double> volatility = new TreeMap<>();
  private int pools;
  private long poolHours;

  YardstickMeter(YardstickSample sample) {
    this.sample = sample;
    this.hourly = new HourlyPrices(sample.window());
    this.changes = new ChangeCount(hourly);
  }

  Yardsticks measure() {
    MomentumFit momentum = new MomentumFit(hourly);
    for (Map.Entry<CapacityPool, PriceSeries> entry : sample.prices().entrySet()) {
      hourly.sample(entry.getValue());
      if (hourly.firstKnown() < hourly.length()) {
        add(entry.getKey(), entry.getValue());
        momentum.fit();
      }
    }
    for (PriceSeries series : sample.prices().values()) {
      hourly.sample(series);
      momentum.test();
    }
    return new Yardsticks(
        sample.window(),
        pools,
        poolHours,
        changes.count(),
        100.0 * changes.hoursWithChange() / poolHours,
        new PersistenceErrors(error(0), error(1), error(2)),
        changes.steps(),
        changes.stepsWithHeartbeats(),
        discounts(),
        changes.hourPattern(),
        momentum.result(),
        new InterruptionCount(sample, hourly).result(volatility));
  }

  private void add(CapacityPool pool, PriceSeries series) {
    pools++;
    poolHours += hourly.length() - hourly.firstKnown();
    changes.add(series);
    for (int h = 0; h < HORIZONS.length; h++) {
      addErrors(h);
    }
    addDiscount(sample.onDemand(pool));
    volatility.put(pool, volatility());
  }

  private void addErrors(int h) {
    int ahead = HORIZONS[h];
    double sum = 0;
    for (int hour = hourly.firstKnown(); hour + ahead < hourly.length(); hour++) {
      double actual = hourly.price(hour + ahead);
      sum += Math.abs(actual - hourly.price(hour)) / actual;
      origins[h]++;
    }
    errors[h] += sum;
  }

  private void addDiscount(long onDemand) {
    if (onDemand != MicroUsd.UNKNOWN) {
      discounts.accept(100 * (1 - hourly.mean() / onDemand));
    }
  }

  private double volatility() {
    StandardDeviation deviation = new StandardDeviation();
    for (int hour = hourly.firstKnown() + 1; hour < hourly.length(); hour++) {
      deviation.increment(hourly.log(hour) - hourly.log(hour - 1));
    }
    return deviation.getN() < 2 ? Double.NaN : deviation.getResult();
  }

  private double error(int h) {
    return 100 * errors[h] / origins[h];
  }

  private Discounts discounts() {
    double[] values = discounts.build().sorted().toArray();
    if (values.length == 0) {
      return new Discounts(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    Percentile quantiles = new Percentile();
    quantiles.setData(values);
    return new Discounts(
        values[0],
        quantiles.evaluate(5),
        quantiles.evaluate(50),
        quantiles.evaluate(95),
        values[values.length - 1]);
  }
}
