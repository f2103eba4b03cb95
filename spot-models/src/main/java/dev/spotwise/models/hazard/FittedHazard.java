package dev.spotwise.models.hazard;

import dev.spotwise.models.calibration.Calibration;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The hazard of one horizon: a logistic regression on standardised terms, calibrated. A term that
 * is unknown counts as its mean in training, and one that is far out as so many standard
 * deviations; a term that never varied in training does not count. Immutable.
 */
final class FittedHazard {

  private final double far;
  private final double[] mean;
  private final double[] scale;
  private final double[] coefficients;
  private final Calibration calibration;

  /**
   * A fitted hazard; the arrays are given away.
   *
   * @param far standard deviations that a term counts at most, &gt; 0
   * @param mean per term
   * @param scale per term: 1 / standard deviation, or 0 for a term that does not count
   * @param coefficients the intercept, then one per standardised term
   */
  FittedHazard(
      double far, double[] mean, double[] scale, double[] coefficients, Calibration calibration) {
    this.far = far;
    this.mean = mean;
    this.scale = scale;
    this.coefficients = coefficients;
    this.calibration = calibration;
  }

  /** One that adds nothing to what is known before. */
  static FittedHazard none(double far, int width) {
    return new FittedHazard(
        far, new double[width], new double[width], new double[width + 1], new Calibration.None());
  }

  int width() {
    return mean.length;
  }

  Calibration calibration() {
    return calibration;
  }

  FittedHazard calibrated(Calibration newCalibration) {
    return new FittedHazard(far, mean, scale, coefficients, newCalibration);
  }

  /** The standardised value of a term, in [-far, far]. */
  static double standardised(double value, double mean, double scale, double far) {
    if (scale == 0 || Double.isNaN(value)) {
      return 0;
    }
    return Math.max(-far, Math.min(far, (value - mean) * scale));
  }

  /** Coefficient of a standardised term: what one standard deviation adds to the log-odds. */
  double coefficient(int term) {
    return coefficients[term + 1];
  }

  /**
   * Probability of an interruption, in [0, 1].
   *
   * @param offset log-odds before anything of the row counts, finite
   * @param terms of the row
   */
  double probability(double offset, double[] terms) {
    double margin = offset + coefficients[0];
    for (int term = 0; term < mean.length; term++) {
      if (scale[term] != 0) {
        margin += coefficients[term + 1] * standardised(terms[term], mean[term], scale[term], far);
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

  static FittedHazard read(DataInput in, double far, int width) throws IOException {
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
    return new FittedHazard(far, mean, scale, coefficients, Calibration.read(in));
  }

  private static void requireFinite(double[] values) throws IOException {
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IOException("the numbers of a hazard must be finite");
    }
  }
}
