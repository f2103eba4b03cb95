package dev.spotwise.models.calibration;

import static java.util.Objects.requireNonNull;

/**
 * How and on what probabilities are calibrated.
 *
 * @param method how
 * @param share newest share of the training origins that is kept from the model and calibrated on,
 *     in (0, 0.9]
 */
public record CalibrationSettings(CalibrationMethod method, double share) {

  /** Checks the range. */
  public CalibrationSettings {
    requireNonNull(method, "method");
    if (!(share > 0 && share <= 0.9)) {
      throw new IllegalArgumentException("calibrationShare must be in (0, 0.9] but was " + share);
    }
  }

  /** No calibration: the model is trained on all training rows. */
  public static CalibrationSettings none() {
    return new CalibrationSettings(CalibrationMethod.NONE, 0.2);
  }

  /** The better of both ways, on the newest fifth of the training origins. */
  public static CalibrationSettings withDefaults() {
    return new CalibrationSettings(CalibrationMethod.AUTO, 0.2);
  }
}
