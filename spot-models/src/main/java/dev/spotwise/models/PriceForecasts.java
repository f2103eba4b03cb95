package dev.spotwise.models;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Expected prices, one per row and horizon, in USD per instance-hour; NaN where there is no
 * forecast. Filled by one thread, safe to read from many afterwards.
 */
public final class PriceForecasts {

  private final List<Duration> horizons;
  private final double[] usdPerHour;

  private PriceForecasts(List<Duration> horizons, int rows) {
    this.horizons = List.copyOf(horizons);
    this.usdPerHour = new double[Math.multiplyExact(rows, horizons.size())];
    Arrays.fill(usdPerHour, Double.NaN);
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
    return horizons.isEmpty() ? 0 : usdPerHour.length / horizons.size();
  }

  /** Expected price at the end of a horizon, USD per instance-hour, or NaN. */
  public double usdPerHour(int row, int horizon) {
    return usdPerHour[at(row, horizon)];
  }

  /**
   * Sets one forecast.
   *
   * @param expectedUsdPerHour finite, or NaN
   */
  public void set(int row, int horizon, double expectedUsdPerHour) {
    if (Double.isInfinite(expectedUsdPerHour)) {
      throw new IllegalArgumentException("a forecast must be finite or NaN but was infinite");
    }
    usdPerHour[at(row, horizon)] = expectedUsdPerHour;
  }

  private int at(int row, int horizon) {
    return row * horizons.size() + Objects.checkIndex(horizon, horizons.size());
  }
}
