package dev.spotwise.models.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Learns calibrations. */
public final class Calibrator {

  /** Fewer interruptions than this say too little of a step function's shape. */
  private static final int ISOTONIC_POSITIVES = 100;

  /** Fewer interruptions than this, counted once each, say nothing of a calibration. */
  private static final int LEAST_POSITIVES = 20;

  private static final double EDGE = 1e-15;

  private Calibrator() {}

  /**
   * Learns a calibration from rows that the model was not trained on. Where only one outcome came
   * there is nothing to learn, and probabilities are left as they are.
   *
   * <p>{@link CalibrationMethod#AUTO} learns both ways on the older half of the rows and takes the
   * one with the lowest log loss on the newer half, or none if the model's own is the lowest; the
   * one taken is learnt again on all. With fewer than {@value #LEAST_POSITIVES} interruptions,
   * overlapping labels counted once, nothing is learnt: a short stretch of bad luck would move all
   * forecasts. A step function takes part if there are {@value #ISOTONIC_POSITIVES} interruptions
   * in the older half; where that half has one outcome alone, Platt's is taken.
   *
   * @param method how
   * @param uniqueness share of an outcome that is its own, in (0, 1]; 1 if labels don't overlap
   * @param probability the model's probabilities, in [0, 1], in order of time
   * @param positive what came, as many
   */
  public static Calibration fit(
      CalibrationMethod method, double uniqueness, double[] probability, boolean[] positive) {
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
      case AUTO ->
          isEnough(uniqueness, positive)
              ? fit(better(probability, positive), uniqueness, probability, positive)
              : new Calibration.None();
      default -> PlattScaling.fit(probability, positive);
    };
  }

  /**
   * Whether there are interruptions enough for {@link CalibrationMethod#AUTO} to learn from.
   *
   * @param uniqueness share of an outcome that is its own, in (0, 1]
   * @param positive what came
   */
  public static boolean isEnough(double uniqueness, boolean[] positive) {
    return count(positive) * uniqueness >= LEAST_POSITIVES;
  }

  private static CalibrationMethod better(double[] probability, boolean[] positive) {
    int half = probability.length / 2;
    double[] older = Arrays.copyOf(probability, half);
    boolean[] came = Arrays.copyOf(positive, half);
    if (count(came) == 0 || count(came) == half) {
      return CalibrationMethod.PLATT;
    }
    double[] newer = Arrays.copyOfRange(probability, half, probability.length);
    boolean[] then = Arrays.copyOfRange(positive, half, positive.length);
    double none = logLoss(new Calibration.None(), newer, then);
    double platt = logLoss(PlattScaling.fit(older, came), newer, then);
    double isotonic =
        count(came) < ISOTONIC_POSITIVES
            ? Double.POSITIVE_INFINITY
            : logLoss(IsotonicRegression.fit(older, came), newer, then);
    if (none <= Math.min(platt, isotonic)) {
      return CalibrationMethod.NONE;
    }
    return isotonic < platt ? CalibrationMethod.ISOTONIC : CalibrationMethod.PLATT;
  }

  /**
   * Negative log likelihood of what came, in nats, under a calibrated probability.
   *
   * @param probability the model's, in [0, 1]
   * @param positive what came
   */
  public static double logLoss(Calibration calibration, double probability, boolean positive) {
    double p = calibration.apply(probability);
    return -StrictMath.log(Math.max(EDGE, positive ? p : 1 - p));
  }

  private static double logLoss(Calibration calibration, double[] probability, boolean[] positive) {
    double sum = 0;
    for (int i = 0; i < probability.length; i++) {
      sum += logLoss(calibration, probability[i], positive[i]);
    }
    return sum;
  }

  private static long count(boolean[] positive) {
    return IntStream.range(0, positive.length).filter(i -> positive[i]).count();
  }
}
