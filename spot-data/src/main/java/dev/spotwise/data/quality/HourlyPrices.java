package dev.spotwise.data.quality;

import dev.spotwise.data.PriceSeries;
import dev.spotwise.data.TimeWindow;

/** The prices of one pool after another at the whole hours of a window. Not thread-safe. */
final class HourlyPrices {

  static final long HOUR = 3600;

  private final long start;
  private final double[] prices;
  private final double[] logs;
  private int firstKnown;

  /**
   * Makes room for the hours of a window.
   *
   * @throws IllegalArgumentException if it holds no whole hour
   */
  HourlyPrices(TimeWindow window) {
    start = -Math.floorDiv(-window.fromEpochSecond(), HOUR) * HOUR;
    long hours = Math.floorDiv(window.toEpochSecond() - start, HOUR);
    if (hours < 1 || hours > Integer.MAX_VALUE / 8) {
      throw new IllegalArgumentException(
          "window must hold between one hour and 30,000 years but was " + window);
    }
    prices = new double[(int) hours];
    logs = new double[(int) hours];
  }

  /** Takes the prices of the next pool. */
  void sample(PriceSeries series) {
    int index = series.indexAt(start);
    firstKnown = prices.length;
    double price = Double.NaN;
    double log = Double.NaN;
    int seen = -1;
    for (int hour = 0; hour < prices.length; hour++) {
      long second = epochSecond(hour);
      while (index + 1 < series.size() && series.epochSecond(index + 1) <= second) {
        index++;
      }
      if (index > seen) {
        seen = index;
        price = series.microUsd(index);
        log = StrictMath.log(price);
        firstKnown = Math.min(firstKnown, hour);
      }
      prices[hour] = price;
      logs[hour] = log;
    }
  }

  /** Number of hours. */
  int length() {
    return prices.length;
  }

  long epochSecond(int hour) {
    return start + hour * HOUR;
  }

  /** The first hour at whose beginning the price is known; {@link #length()} if there is none. */
  int firstKnown() {
    return firstKnown;
  }

  /** Price at the beginning of an hour, micro-USD; NaN before {@link #firstKnown()}. */
  double price(int hour) {
    return prices[hour];
  }

  double log(int hour) {
    return logs[hour];
  }

  /** Mean over the known hours, micro-USD; NaN without one. */
  double mean() {
    double sum = 0;
    for (int hour = firstKnown; hour < prices.length; hour++) {
      sum += prices[hour];
    }
    return sum / (prices.length - firstKnown);
  }
}
