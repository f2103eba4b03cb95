package dev.spotwise.models;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Probabilities of no interruption within each horizon, in [0, 1], never rising with the horizon;
 * NaN where stability is unknown. Filled by one thread, safe to read from many afterwards.
 */
public final class SurvivalForecasts {

  private final List<Duration> horizons;
  private final double[] survival;

  private SurvivalForecasts(List<Duration> horizons, int rows) {
    this.horizons = List.copyOf(horizons);
    this.survival = new double[Math.multiplyExact(rows, horizons.size())];
    Arrays.fill(survival, Double.NaN);
  }

  /** Room for some rows, all unknown. */
  public static SurvivalForecasts allocate(List<Duration> horizons, int rows) {
    return new SurvivalForecasts(horizons, rows);
  }

  /** The horizons, ascending. */
  public List<Duration> horizons() {
    return horizons;
  }

  /** Number of rows. */
  public int rows() {
    return horizons.isEmpty() ? 0 : survival.length / horizons.size();
  }

  /** Probability of no interruption within a horizon, in [0, 1], or NaN. */
  public double survival(int row, int horizon) {
    return survival[at(row, horizon)];
  }

  /**
   * Sets a row's forecast of one horizon, shorter horizons first; one that exceeds that of a
   * shorter horizon is lowered to it.
   *
   * @param probability in [0, 1], or NaN
   */
  public void set(int row, int horizon, double probability) {
    if (probability < 0 || probability > 1) {
      throw new IllegalArgumentException("survival must be in [0, 1] but was " + probability);
    }
    int at = at(row, horizon);
    double least = probability;
    for (int shorter = at - horizon; shorter < at; shorter++) {
      if (survival[shorter] < least) {
        least = survival[shorter];
      }
    }
    survival[at] = least;
  }

  private int at(int row, int horizon) {
    return row * horizons.size() + Objects.checkIndex(horizon, horizons.size());
  }
}
