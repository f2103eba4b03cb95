package dev.spotwise.models.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A logistic curve of the log-odds (Platt 1999, "Probabilistic outputs for support vector
 * machines"; with its targets that keep a step from being learnt):
 *
 * <pre>{@code 1 / (1 + e^-(slope x ln(p / (1 - p)) + intercept))}</pre>
 *
 * @param slope finite, &gt;= 0; 0 where the model ranks no better than chance
 * @param intercept finite
 */
public record PlattScaling(double slope, double intercept) implements Calibration {

  static final int KIND = 1;

  private static final double EDGE = 1e-9;
  private static final int MOST_STEPS = 100;
  private static final double ENOUGH = 1e-10;

  /** Checks the numbers. */
  public PlattScaling {
    if (!(slope >= 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "slope must be finite and >= 0 and intercept finite but were "
              + slope
              + " and "
              + intercept);
    }
  }

  /**
   * Maximises the likelihood by Newton's method.
   *
   * @param probability the model's probabilities, in [0, 1]
   * @param positive what came, as many, both outcomes present
   */
  static PlattScaling fit(double[] probability, boolean[] positive) {
    double positives = 0;
    for (boolean one : positive) {
      positives += one ? 1 : 0;
    }
    double negatives = positive.length - positives;
    double high = (positives + 1) / (positives + 2);
    double low = 1 / (negatives + 2);
    double[] odds = new double[probability.length];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = logOdds(probability[i]);
    }
    double mean = (positives * high + negatives * low) / positive.length;
    double slope = 0;
    double intercept = logOdds(mean);
    for (int step = 0; step < MOST_STEPS; step++) {
      double slopeGradient = 0;
      double interceptGradient = 0;
      double ss = ENOUGH;
      double si = 0;
      double ii = ENOUGH;
      for (int i = 0; i < odds.length; i++) {
        double p = logistic(slope * odds[i] + intercept);
        double error = (positive[i] ? high : low) - p;
        double weight = p * (1 - p);
        slopeGradient += error * odds[i];
        interceptGradient += error;
        ss += weight * odds[i] * odds[i];
        si += weight * odds[i];
        ii += weight;
      }
      double determinant = ss * ii - si * si;
      if (!(determinant > 0)) {
        break;
      }
      double slopeStep = (ii * slopeGradient - si * interceptGradient) / determinant;
      double interceptStep = (ss * interceptGradient - si * slopeGradient) / determinant;
      slope += slopeStep;
      intercept += interceptStep;
      if (Math.abs(slopeStep) + Math.abs(interceptStep) < ENOUGH) {
        break;
      }
    }
    boolean sound = slope >= 0 && Double.isFinite(slope) && Double.isFinite(intercept);
    return sound ? new PlattScaling(slope, intercept) : new PlattScaling(0, logOdds(mean));
  }

  @Override
  public double apply(double probability) {
    return logistic(slope * logOdds(probability) + intercept);
  }

  private static double logOdds(double probability) {
    double inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
    return StrictMath.log(inside / (1 - inside));
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.PLATT;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeDouble(slope);
    out.writeDouble(intercept);
  }

  static PlattScaling readBody(DataInput in) throws IOException {
    double slope = in.readDouble();
    double intercept = in.readDouble();
    try {
      return new PlattScaling(slope, intercept);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
