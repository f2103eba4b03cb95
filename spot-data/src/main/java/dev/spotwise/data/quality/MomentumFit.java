package dev.spotwise.data.quality;

import dev.spotwise.data.quality.Yardsticks.Momentum;

/** Fits and tests the momentum of prices over a day, one pool after another. */
final class MomentumFit {

  private static final int DAY = 24;
  private static final double FIT_SHARE = 0.7;

  private final HourlyPrices hourly;
  private final int split;
  private double sumXy;
  private double sumXx;
  private double absolute;
  private double squared;
  private double persistenceAbsolute;
  private double persistenceSquared;

  MomentumFit(HourlyPrices hourly) {
    this.hourly = hourly;
    this.split = (int) (FIT_SHARE * hourly.length());
  }

  /** Adds the origins of the sampled pool whose label ends before the split. */
  void fit() {
    double poolXy = 0;
    double poolXx = 0;
    for (int origin = hourly.firstKnown() + DAY; origin + DAY <= split; origin++) {
      double last = hourly.log(origin) - hourly.log(origin - DAY);
      poolXx += last * last;
      poolXy += last * (hourly.log(origin + DAY) - hourly.log(origin));
    }
    sumXx += poolXx;
    sumXy += poolXy;
  }

  /** Adds the errors at the origins of the sampled pool from the split on. */
  void test() {
    double mean = hourly.mean();
    int first = Math.max(split, hourly.firstKnown() + DAY);
    for (int origin = first; origin + DAY < hourly.length(); origin++) {
      double price = hourly.price(origin);
      double actual = hourly.price(origin + DAY);
      double last = hourly.log(origin) - hourly.log(origin - DAY);
      double forecast = last == 0 ? price : price * StrictMath.exp(coefficient() * last);
      double error = (actual - forecast) / mean;
      double persistenceError = (actual - price) / mean;
      absolute += Math.abs(error);
      squared += error * error;
      persistenceAbsolute += Math.abs(persistenceError);
      persistenceSquared += persistenceError * persistenceError;
    }
  }

  private double coefficient() {
    return sumXy / sumXx;
  }

  Momentum result() {
    return new Momentum(
        coefficient(),
        skill(absolute, persistenceAbsolute),
        skill(Math.sqrt(squared), Math.sqrt(persistenceSquared)));
  }

  private static double skill(double error, double persistenceError) {
    return persistenceError == 0 ? Double.NaN : 100 * (1 - error / persistenceError);
  }
}
