package dev.spotwise.models;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Price forecasts per row and horizon, each a set of {@link PriceStatistic}s; NaN where there is no
 * forecast. Filled by one thread, safe to read from many afterwards.
 */
public final class PriceForecasts {

  private static final int STATISTICS = PriceStatistic.values().length;

  private final List<Duration> horizons;
  private final double[] values;

  private PriceForecasts(List<Duration> horizons, int rows) {
    this.horizons = List.copyOf(horizons);
    this.values = new double[Math.multiplyExact(rows, horizons.size() * STATISTICS)];
    Arrays.fill(values, Double.NaN);
  }

  /** Room for some rows, all without a forecast. */
  public static PriceForecasts allocate(List<Duration> horizons, int rows) {
    return new PriceForecasts(horizons, rows);
  }

  /** The horizons, ascending. */
  public List<Duration> horizons() {
    return horizons;
  }

  /** Number of rows. */
  public int rows() {
    return horizons.isEmpty() ? 0 : values.length / (horizons.size() * STATISTICS);
  }

  /** Expected price at the end of a horizon, USD per instance-hour, or NaN: the {@code MEAN}. */
  public double usdPerHour(int row, int horizon) {
    return get(row, horizon, PriceStatistic.MEAN);
  }

  /** One statistic of a row's price at the end of a horizon, in its unit, or NaN. */
  public double get(int row, int horizon, PriceStatistic statistic) {
    return values[at(row, horizon) + statistic.place()];
  }

  /**
   * Sets a point forecast: the same number as mean and as median, nothing known about the rest.
   *
   * @param usdPerHour finite, or NaN
   */
  public void set(int row, int horizon, double usdPerHour) {
    set(row, horizon, PriceStatistic.MEAN, usdPerHour);
    set(row, horizon, PriceStatistic.MEDIAN, usdPerHour);
  }

  /**
   * Sets one statistic.
   *
   * @param value finite and in the statistic's range, or NaN
   */
  public void set(int row, int horizon, PriceStatistic statistic, double value) {
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("a forecast must be finite or NaN but was infinite");
    }
    if (statistic == PriceStatistic.CHANGE_PROBABILITY && (value < 0 || value > 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1] but was " + value);
    }
    values[at(row, horizon) + statistic.place()] = value;
  }

  private int at(int row, int horizon) {
    return (row * horizons.size() + Objects.checkIndex(horizon, horizons.size())) * STATISTICS;
  }
}
