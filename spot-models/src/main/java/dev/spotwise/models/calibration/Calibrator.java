package dev.spotwise.models.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Learns calibrations. */
public final class Calibrator {

  /** Fewer interruptions than this say too little of a step function's shape. */
  private static final int ISOTONIC_POSITIVES = 100;

  private static final double EDGE = 1e-15;

  private Calibrator() {}

  /**
   * Learns a calibration from rows that the model was not trained on. Where only one outcome came
   * there is nothing to learn, and probabilities are left as they are.
   *
   * <p>{@link CalibrationMethod#AUTO} learns both ways on the older half of the rows and takes the
   * one with the lower log loss on the newer half, and Platt's unless there are {@value
   * #ISOTONIC_POSITIVES} interruptions in the older half; the one taken is learnt again on all.
   *
   * @param method how
   * @param probability the model's probabilities, in [0, 1], in order of time
   * @param positive what came, as many
   */
  public static Calibration fit(
      CalibrationMethod method, double[] probability, boolean[] positive) {
    if (probability.length != positive.length) {
      throw new IllegalArgumentException(
          "positive must have " + probability.length + " values but had " + positive.length);
    }
    long positives = count(positive);
    if (method == CalibrationMethod.NONE || positives == 0 || positives == positive.length) {
      return new Calibration.None();
    }
    return switch (method) {
      case ISOTONIC -> IsotonicRegression.fit(probability, positive);
      case AUTO -> fit(better(probability, positive), probability, positive);
      default -> PlattScaling.fit(probability, positive);
    };
  }

  private static CalibrationMethod better(double[] probability, boolean[] positive) {
    int half = probability.length / 2;
    double[] older = Arrays.copyOf(probability, half);
    boolean[] came = Arrays.copyOf(positive, half);
    if (count(came) < ISOTONIC_POSITIVES || count(came) == half) {
      return CalibrationMethod.PLATT;
    }
    double platt = logLoss(PlattScaling.fit(older, came), probability, positive, half);
    double isotonic = logLoss(IsotonicRegression.fit(older, came), probability, positive, half);
    return isotonic < platt ? CalibrationMethod.ISOTONIC : CalibrationMethod.PLATT;
  }

  private static double logLoss(
      Calibration calibration, double[] probability, boolean[] positive, int first) {
    double sum = 0;
    for (int i = first; i < probability.length; i++) {
      double p = calibration.apply(probability[i]);
      sum -= StrictMath.log(Math.max(EDGE, positive[i] ? p : 1 - p));
    }
    return sum;
  }

  private static long count(boolean[] positive) {
    return IntStream.range(0, positive.length).filter(i -> positive[i]).count();
  }
}
