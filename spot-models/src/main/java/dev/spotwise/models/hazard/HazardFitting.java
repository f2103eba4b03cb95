package dev.spotwise.models.hazard;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.StabilityRows;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.calibration.Calibration;
import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.calibration.Calibrator;
import dev.spotwise.models.evaluation.DieboldMariano;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Fits the hazard of one horizon: a regression on all training rows. A calibration is learnt from
 * the newest of them by a regression that has not seen those, and is used if it has served well on
 * still newer ones.
 *
 * <p>Rows whose labels overlap count for their own share (López de Prado 2018, section 4.4), and
 * where many overlap some are passed over: {@value #OVERLAP} views of the same stretch tell as much
 * as all.
 */
final class HazardFitting {

  private static final int OVERLAP = 6;
  private static final double SIGNIFICANCE = 0.05;
  private static final int MOST_ROWS = 200_000;

  private final HazardTerms terms;
  private final Start start;
  private final double ridge;
  private final CalibrationSettings calibration;

  /**
   * How to fit.
   *
   * @param terms what the regression is on
   * @param start what it begins from
   * @param settings the ridge, and how to calibrate
   */
  HazardFitting(HazardTerms terms, Start start, StabilitySettings settings) {
    this.terms = terms;
    this.start = start;
    this.ridge = settings.penalty();
    this.calibration = settings.calibration();
  }

  /** What a regression begins from, and how far it goes. */
  interface Start {

    /** Log-odds of a row before its terms count, finite. */
    double logOdds(FeatureMatrix x, int row);

    /** Penalty on the intercept, given that on the coefficients, &gt;= 0. */
    double interceptRidge(double ridge);

    /** Standard deviations that a term counts at most, &gt; 0. */
    double far();

    /** Whether rows are enough to learn from; if not, it stays at the beginning. */
    boolean isEnough(StabilityRows rows);
  }

  /** The hazard of some rows, of which there is at least one. */
  FittedHazard of(StabilityRows rows) {
    Calibration learnt = calibration(rows);
    return fit(rows).calibrated(learnt);
  }

  private Calibration calibration(StabilityRows rows) {
    double share = calibration.share();
    CalibrationMethod method = calibration.method();
    StabilityRows older = rows.before(share);
    StabilityRows fold = rows.from(share);
    boolean enough = Calibrator.isEnough(fold.uniqueness(), fold.outcomes());
    if (method == CalibrationMethod.NONE
        || older.hasOneOutcome()
        || (method == CalibrationMethod.AUTO && !enough)) {
      return new Calibration.None();
    }
    FittedHazard first = fit(older);
    CalibrationMethod chosen = method == CalibrationMethod.AUTO ? best(first, rows) : method;
    return Calibrator.fit(chosen, fold.uniqueness(), probabilities(first, fold), fold.outcomes());
  }

  /**
   * The calibration that serves best where it is put to use: learnt on the older half of the fold,
   * and applied, on the newer half, to a hazard that has seen the older one meanwhile. None, unless
   * its log loss is lower there by more than chance explains (Diebold and Mariano's test at 5 %).
   */
  private CalibrationMethod best(FittedHazard first, StabilityRows rows) {
    double share = calibration.share();
    StabilityRows half = rows.from(share).before(share / 2);
    StabilityRows newest = rows.from(share / 2);
    if (half.hasOneOutcome() || newest.size() == 0) {
      return CalibrationMethod.NONE;
    }
    double[] learnt = probabilities(first, half);
    FittedHazard second = fit(rows.before(share / 2));
    double[] judged = probabilities(second, newest);
    double[] none = losses(new Calibration.None(), judged, newest);
    CalibrationMethod best = CalibrationMethod.NONE;
    double least = 0;
    for (CalibrationMethod method : List.of(CalibrationMethod.PLATT, CalibrationMethod.ISOTONIC)) {
      Calibration tried = Calibrator.fit(method, half.uniqueness(), learnt, half.outcomes());
      DieboldMariano test =
          DieboldMariano.ofRows(
              losses(tried, judged, newest), none, origins(newest), overlap(newest));
      if (test.pValue() < SIGNIFICANCE && test.meanLossDifference() < least) {
        best = method;
        least = test.meanLossDifference();
      }
    }
    return best;
  }

  private static double[] losses(
      Calibration calibration, double[] probability, StabilityRows rows) {
    double[] losses = new double[probability.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = Calibrator.logLoss(calibration, probability[i], rows.interrupted(i));
    }
    return losses;
  }

  private static long[] origins(StabilityRows rows) {
    long[] origins = new long[rows.size()];
    Arrays.setAll(origins, i -> rows.features().originSecond(rows.row(i)));
    return origins;
  }

  /** How many origins a label reaches over. */
  private static int overlap(StabilityRows rows) {
    return (int) Math.max(1, Math.ceil(1 / rows.uniqueness()));
  }

  private double[] probabilities(FittedHazard hazard, StabilityRows rows) {
    double[] probabilities = new double[rows.size()];
    double[] values = new double[terms.width()];
    for (int i = 0; i < probabilities.length; i++) {
      terms.fill(rows.features(), rows.row(i), values);
      double offset = start.logOdds(rows.features(), rows.row(i));
      probabilities[i] = hazard.probability(offset, values);
    }
    return probabilities;
  }

  private FittedHazard fit(StabilityRows all) {
    if (!start.isEnough(all)) {
      return FittedHazard.none(start.far(), terms.width());
    }
    int overlap = (int) Math.floor(1 / (OVERLAP * all.uniqueness()));
    int crowd = (all.size() + MOST_ROWS - 1) / MOST_ROWS;
    StabilityRows rows = all.every(Math.max(1, Math.max(overlap, crowd)));
    Design design = new Design(rows, terms, start);
    double[] coefficients = LogisticRegression.fit(design, ridge, start.interceptRidge(ridge));
    return new FittedHazard(
        start.far(), design.mean, design.scale, coefficients, new Calibration.None());
  }

  /** The standardised terms of all rows. */
  private static final class Design implements LogisticRegression.Rows {

    private final StabilityRows rows;
    private final double far;
    private final double[] mean;
    private final double[] scale;
    private final float[] values;
    private final double[] offsets;

    Design(StabilityRows rows, HazardTerms terms, Start start) {
      this.rows = rows;
      this.far = start.far();
      int width = terms.width();
      mean = new double[width];
      scale = new double[width];
      values = new float[Math.multiplyExact(rows.size(), width)];
      offsets = new double[rows.size()];
      FeatureMatrix x = rows.features();
      double[] line = new double[width];
      for (int i = 0; i < rows.size(); i++) {
        terms.fill(x, rows.row(i), line);
        offsets[i] = start.logOdds(x, rows.row(i));
        for (int term = 0; term < width; term++) {
          values[i * width + term] = (float) line[term];
        }
      }
      for (int term = 0; term < width; term++) {
        standardise(term);
      }
    }

    private void standardise(int term) {
      double[] known = new double[rows.size()];
      int size = 0;
      for (int i = 0; i < rows.size(); i++) {
        float value = values[i * mean.length + term];
        if (Float.isFinite(value)) {
          known[size++] = value;
        }
      }
      known = Arrays.copyOf(known, size);
      if (size > 0) {
        mean[term] = new Mean().evaluate(known);
        double deviation = new StandardDeviation(false).evaluate(known, mean[term]);
        boolean varies = deviation > 1e-9 * (1 + Math.abs(mean[term]));
        scale[term] = varies ? 1 / deviation : 0;
      }
      for (int i = 0; i < rows.size(); i++) {
        int at = i * mean.length + term;
        values[at] = (float) FittedHazard.standardised(values[at], mean[term], scale[term], far);
      }
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public int width() {
      return mean.length;
    }

    @Override
    public void copy(int row, double[] out) {
      for (int term = 0; term < out.length; term++) {
        out[term] = values[row * out.length + term];
      }
    }

    @Override
    public boolean positive(int row) {
      return rows.interrupted(row);
    }

    @Override
    public double weight(int row) {
      return rows.weight();
    }

    @Override
    public double offset(int row) {
      return offsets[row];
    }
  }
}
