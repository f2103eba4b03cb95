package dev.spotwise.models.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A map from a model's probability to one that is true to frequency, learnt on rows that the model
 * was not trained on. Never falls where the probability rises, so that it ranks as the model does.
 * Immutable and thread-safe.
 */
public sealed interface Calibration permits Calibration.None, PlattScaling, IsotonicRegression {

  /**
   * The calibrated probability.
   *
   * @param probability the model's, in [0, 1]
   * @return in [0, 1]
   */
  double apply(double probability);

  /** The method that it was learnt by. */
  CalibrationMethod method();

  /** Writes the map so that {@link #read} can read it. */
  void write(DataOutput out) throws IOException;

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if there is no sound calibration
   */
  static Calibration read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case None.KIND -> new None();
      case PlattScaling.KIND -> PlattScaling.readBody(in);
      case IsotonicRegression.KIND -> IsotonicRegression.readBody(in);
      default -> throw new IOException("a calibration must be of kind 0 to 2 but is of " + kind);
    };
  }

  /** Leaves probabilities as they are. */
  record None() implements Calibration {

    private static final int KIND = 0;

    @Override
    public double apply(double probability) {
      return probability;
    }

    @Override
    public CalibrationMethod method() {
      return CalibrationMethod.NONE;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeByte(KIND);
    }
  }
}
