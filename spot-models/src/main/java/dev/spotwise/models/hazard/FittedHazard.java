package dev.spotwise.models.hazard;

import dev.spotwise.models.calibration.Calibration;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The hazard of one horizon: a logistic regression on standardised terms, calibrated. A term that
 * is unknown counts as its mean in training, and one that is far out as six standard deviations; a
 * term that never varied in training does not count. Immutable.
 */
final class FittedHazard {

  private static final double FAR = 6;

  private final double[] mean;
  private final double[] scale;
  private final double[] coefficients;
  private final Calibration calibration;

  /**
   * A fitted hazard; the arrays are given away.
   *
   * @param mean per term
   * @param scale per term: 1 / standard deviation, or 0 for a term that does not count
   * @param coefficients the intercept, then one per standardised term
   */
  FittedHazard(double[] mean, double[] scale, double[] coefficients, Calibration calibration) {
    this.mean = mean;
    this.scale = scale;
    this.coefficients = coefficients;
    this.calibration = calibration;
  }

  int width() {
    return mean.length;
  }

  Calibration calibration() {
    return calibration;
  }

  FittedHazard calibrated(Calibration newCalibration) {
    return new FittedHazard(mean, scale, coefficients, newCalibration);
  }

  /** The standardised value of a term. */
  static double standardised(double value, double mean, double scale) {
    if (scale == 0 || Double.isNaN(value)) {
      return 0;
    }
    return Math.max(-FAR, Math.min(FAR, (value - mean) * scale));
  }

  /** Coefficient of a standardised term: what one standard deviation adds to the log-odds. */
  double coefficient(int term) {
    return coefficients[term + 1];
  }

  /** Probability of an interruption, in [0, 1], given the terms of a row. */
  double probability(double[] terms) {
    double margin = coefficients[0];
    for (int term = 0; term < mean.length; term++) {
      if (scale[term] != 0) {
        margin += coefficients[term + 1] * standardised(terms[term], mean[term], scale[term]);
      }
    }
    return calibration.apply(LogisticRegression.probability(margin));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(mean.length);
    for (int term = 0; term < mean.length; term++) {
      out.writeDouble(mean[term]);
      out.writeDouble(scale[term]);
      out.writeDouble(coefficients[term + 1]);
    }
    out.writeDouble(coefficients[0]);
    calibration.write(out);
  }

  static FittedHazard read(DataInput in, int width) throws IOException {
    int terms = in.readInt();
    if (terms != width) {
      throw new IOException("terms must be " + width + " but were " + terms);
    }
    double[] mean = new double[width];
    double[] scale = new double[width];
    double[] coefficients = new double[width + 1];
    for (int term = 0; term < width; term++) {
      mean[term] = in.readDouble();
      scale[term] = in.readDouble();
      coefficients[term + 1] = in.readDouble();
    }
    coefficients[0] = in.readDouble();
    requireFinite(mean);
    requireFinite(scale);
    requireFinite(coefficients);
    return new FittedHazard(mean, scale, coefficients, Calibration.read(in));
  }

  private static void requireFinite(double[] values) throws IOException {
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IOException("the numbers of a hazard must be finite");
    }
  }
}
