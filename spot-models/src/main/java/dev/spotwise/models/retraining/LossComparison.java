package dev.spotwise.models.retraining;

import static java.util.Objects.requireNonNull;

import dev.spotwise.models.evaluation.DieboldMariano;
import java.time.Duration;
import java.util.Arrays;

/**
 * The losses of two models on the same rows at one horizon. Means are taken over the rows of an
 * origin first and then over origins, as {@link DieboldMariano} does.
 *
 * @param role {@code price} or {@code stability}
 * @param horizon how far ahead
 * @param rows rows where both have a forecast and what came is known
 * @param champion mean loss of the model in use; NaN without rows
 * @param challenger mean loss of the new model; NaN without rows
 * @param reference mean loss of a baseline on these rows; NaN if there is none
 * @param test of the new model's losses against the other's
 * @param verdict what follows
 */
public record LossComparison(
    String role,
    Duration horizon,
    int rows,
    double champion,
    double challenger,
    double reference,
    DieboldMariano test,
    Verdict verdict) {

  /** A difference smaller than this share of the loss is rounding. */
  private static final double ROUNDING = 1e-12;

  /** Whether a new model may take the place of the one in use. */
  public enum Verdict {
    /** Its mean loss is not above the other's. */
    NOT_WORSE,
    /** Its mean loss is higher by no more than the tolerance, and a test can't tell them apart. */
    WITHIN_TOLERANCE,
    /** There was no forecast before, and there is none or one now. */
    NONE_BEFORE,
    /** Its mean loss is higher than that. */
    WORSE,
    /** The rows can't tell: none has a known outcome, or nothing was interrupted in any. */
    NOT_JUDGED;

    /** Whether the new model may take the place of the other as far as this goes. */
    public boolean allows() {
      return this != WORSE && this != NOT_JUDGED;
    }
  }

  /** Checks that nothing is missing. */
  public LossComparison {
    requireNonNull(role, "role");
    requireNonNull(horizon, "horizon");
    requireNonNull(test, "test");
    requireNonNull(verdict, "verdict");
  }

  /** Losses row by row, NaN where unknown; as many in all arrays. */
  static final class Losses {

    private final double[] champion;
    private final double[] challenger;
    private final double[] reference;

    Losses(double[] champion, double[] challenger, double[] reference) {
      this.champion = champion;
      this.challenger = challenger;
      this.reference = reference;
    }

    /** Keeps the rows that both models have. */
    Losses common() {
      double[] first = champion.clone();
      double[] second = challenger.clone();
      double[] third = reference.clone();
      for (int row = 0; row < first.length; row++) {
        if (Double.isNaN(first[row]) || Double.isNaN(second[row])) {
          first[row] = Double.NaN;
          second[row] = Double.NaN;
          third[row] = Double.NaN;
        }
      }
      return new Losses(first, second, third);
    }
  }

  /**
   * Compares losses.
   *
   * @param losses rows whose outcome is known
   * @param origins origin of each row, epoch second
   * @param horizonOrigins the horizon in origins
   * @param settings tolerance and significance
   */
  static LossComparison of(
      String role,
      Duration horizon,
      Losses losses,
      long[] origins,
      int horizonOrigins,
      RetrainingSettings settings) {
    Losses common = losses.common();
    double champion = mean(common.champion, origins);
    double challenger = mean(common.challenger, origins);
    DieboldMariano test =
        DieboldMariano.ofRows(common.challenger, common.champion, origins, horizonOrigins);
    return new LossComparison(
        role,
        horizon,
        known(common.champion),
        champion,
        challenger,
        mean(common.reference, origins),
        test,
        verdict(champion, challenger, test, settings));
  }

  /** The same with a verdict that the losses can't give. */
  LossComparison with(Verdict other) {
    return new LossComparison(role, horizon, rows, champion, challenger, reference, test, other);
  }

  private static Verdict verdict(
      double champion, double challenger, DieboldMariano test, RetrainingSettings settings) {
    double rise = challenger - champion;
    if (Double.isNaN(rise)) {
      return Verdict.NOT_JUDGED;
    }
    if (rise <= ROUNDING * Math.max(champion, challenger)) {
      return Verdict.NOT_WORSE;
    }
    boolean apart = test.pValue() < settings.significance();
    return !apart && rise <= settings.tolerance() * champion
        ? Verdict.WITHIN_TOLERANCE
        : Verdict.WORSE;
  }

  private static double mean(double[] losses, long[] origins) {
    return Arrays.stream(DieboldMariano.perOrigin(losses, origins)).average().orElse(Double.NaN);
  }

  static int known(double[] values) {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }
}
