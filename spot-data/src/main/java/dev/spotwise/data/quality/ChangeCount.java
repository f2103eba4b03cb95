package dev.spotwise.data.quality;

import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.quality.Yardsticks.HourPattern;
import dev.spotwise.data.quality.Yardsticks.StepSizes;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.inference.ChiSquareTest;

/** Counts price changes: how many, how large, and when in the day. */
final class ChangeCount {

  private static final int DAY = 24;
  private static final long DAY_SECONDS = DAY * HourlyPrices.HOUR;

  private final HourlyPrices hourly;
  private final long[] changesByHour = new long[DAY];
  private final double[] poolHoursByHour = new double[DAY];
  private long hoursWithChange;
  private double[] sizes = new double[1024];
  private int count;
  private int heartbeats;

  ChangeCount(HourlyPrices hourly) {
    this.hourly = hourly;
  }

  /** Adds the pool whose prices were sampled last. */
  void add(PriceSeries series) {
    long from = hourly.epochSecond(hourly.firstKnown());
    long to = hourly.epochSecond(hourly.length());
    long lastHour = Long.MIN_VALUE;
    long lastChange = from;
    for (int i = Math.max(1, series.indexAt(from - 1) + 1); i < series.size(); i++) {
      long second = series.epochSecond(i);
      if (second >= to) {
        break;
      }
      long hour = Math.floorDiv(second, HourlyPrices.HOUR);
      addSize(100 * Math.abs((double) series.microUsd(i) / series.microUsd(i - 1) - 1));
      changesByHour[Math.floorMod(hour, DAY)]++;
      heartbeats += Math.toIntExact((second - lastChange) / DAY_SECONDS);
      lastChange = second;
      if (hour != lastHour) {
        hoursWithChange++;
        lastHour = hour;
      }
    }
    heartbeats += Math.toIntExact((to - lastChange) / DAY_SECONDS);
    addPoolHours(Math.floorDiv(from, HourlyPrices.HOUR), Math.floorDiv(to, HourlyPrices.HOUR));
  }

  private void addSize(double percent) {
    if (count == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * count);
    }
    sizes[count++] = percent;
  }

  private void addPoolHours(long from, long to) {
    long days = (to - from) / DAY;
    for (int hour = 0; hour < DAY; hour++) {
      poolHoursByHour[hour] += days;
    }
    for (long hour = from + days * DAY; hour < to; hour++) {
      poolHoursByHour[Math.floorMod(hour, DAY)]++;
    }
  }

  long count() {
    return count;
  }

  /** Hours of pools with at least one change. */
  long hoursWithChange() {
    return hoursWithChange;
  }

  StepSizes steps() {
    return quantiles(Arrays.copyOf(sizes, count));
  }

  /** With a step of size 0 for every whole day without a change. */
  StepSizes stepsWithHeartbeats() {
    return quantiles(Arrays.copyOf(Arrays.copyOf(sizes, count), count + heartbeats));
  }

  private static StepSizes quantiles(double[] values) {
    Percentile quantiles = new Percentile();
    quantiles.setData(values);
    return new StepSizes(quantiles.evaluate(50), quantiles.evaluate(95), quantiles.evaluate(99));
  }

  HourPattern hourPattern() {
    double poolHours = Arrays.stream(poolHoursByHour).sum();
    if (count == 0 || Arrays.stream(poolHoursByHour).anyMatch(hours -> hours == 0)) {
      return new HourPattern(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] expected = new double[DAY];
    double largest = 0;
    for (int hour = 0; hour < DAY; hour++) {
      expected[hour] = count * poolHoursByHour[hour] / poolHours;
      largest = Math.max(largest, Math.abs(changesByHour[hour] / expected[hour] - 1));
    }
    ChiSquareTest test = new ChiSquareTest();
    return new HourPattern(
        test.chiSquare(expected, changesByHour),
        test.chiSquareTest(expected, changesByHour),
        100 * largest);
  }
}
