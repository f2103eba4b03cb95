package dev.spotwise.models.calibration;

/** How probabilities are calibrated. */
public enum CalibrationMethod {
  /** Not at all. */
  NONE,
  /** By a logistic curve of the model's log-odds: two numbers, enough for few interruptions. */
  PLATT,
  /** By the best non-falling step function: any shape, but it takes many interruptions. */
  ISOTONIC,
  /** Platt, isotonic or none: the lowest log loss on rows that it was not learnt from. */
  AUTO
}
