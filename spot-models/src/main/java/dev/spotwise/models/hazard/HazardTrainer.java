package dev.spotwise.models.hazard;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.StabilityRows;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.calibration.Calibration;
import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.Calibrator;
import dev.spotwise.models.evaluation.DieboldMariano;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Trains a {@link HazardRanker}: per horizon a regression on all training rows. A calibration is
 * learnt from the newest of them by a regression that has not seen those, and is used if it has
 * served well on still newer ones.
 *
 * <p>Rows whose labels overlap count for their own share (López de Prado 2018, section 4.4), and
 * where many overlap some are passed over: {@value #OVERLAP} views of the same stretch tell as much
 * as all.
 */
public final class HazardTrainer {

  private static final int OVERLAP = 6;
  private static final double SIGNIFICANCE = 0.05;
  private static final int MOST_ROWS = 200_000;

  private HazardTrainer() {}

  /**
   * Trains on the training rows whose outcome is known.
   *
   * @param set what to learn from
   * @param card of the model to be; names the horizons
   * @param settings the ridge, and how to calibrate
   * @param workers runs the horizons
   * @return the ranker; empty unless interruptions and survivals both occur at every horizon
   */
  public static Optional<HazardRanker> train(
      LearningSet set, ModelCard card, StabilitySettings settings, Workers workers) {
    List<StabilityRows> known = new ArrayList<>();
    for (Duration horizon : card.horizons()) {
      known.add(StabilityRows.known(set, horizon));
    }
    if (known.stream().anyMatch(StabilityRows::hasOneOutcome)) {
      return Optional.empty();
    }
    Duration shortest = card.horizons().get(0);
    PoolPriors priors = PoolPriors.of(set, shortest, known.get(0).uniqueness());
    HazardTerms terms = HazardTerms.of(card.schema(), priors);
    List<Callable<FittedHazard>> tasks = new ArrayList<>();
    for (StabilityRows rows : known) {
      tasks.add(() -> train(rows, terms, settings));
    }
    return Optional.of(new HazardRanker(card, priors, workers.all(tasks)));
  }

  private static FittedHazard train(
      StabilityRows rows, HazardTerms terms, StabilitySettings settings) {
    Calibration calibration = calibration(rows, terms, settings);
    return fit(rows, terms, settings.ridge()).calibrated(calibration);
  }

  private static Calibration calibration(
      StabilityRows rows, HazardTerms terms, StabilitySettings settings) {
    double share = settings.calibration().share();
    CalibrationMethod method = settings.calibration().method();
    StabilityRows older = rows.before(share);
    StabilityRows fold = rows.from(share);
    boolean enough = Calibrator.isEnough(fold.uniqueness(), fold.outcomes());
    if (method == CalibrationMethod.NONE
        || older.hasOneOutcome()
        || (method == CalibrationMethod.AUTO && !enough)) {
      return new Calibration.None();
    }
    FittedHazard first = fit(older, terms, settings.ridge());
    CalibrationMethod chosen =
        method == CalibrationMethod.AUTO ? best(first, rows, terms, settings) : method;
    return Calibrator.fit(
        chosen, fold.uniqueness(), probabilities(first, fold, terms), fold.outcomes());
  }

  /**
   * The calibration that serves best where it is put to use: learnt on the older half of the fold,
   * and applied, on the newer half, to a hazard that has seen the older one meanwhile. None, unless
   * its log loss is lower there by more than chance explains (Diebold and Mariano's test at 5 %).
   */
  private static CalibrationMethod best(
      FittedHazard first, StabilityRows rows, HazardTerms terms, StabilitySettings settings) {
    double share = settings.calibration().share();
    StabilityRows half = rows.from(share).before(share / 2);
    StabilityRows newest = rows.from(share / 2);
    if (half.hasOneOutcome() || newest.size() == 0) {
      return CalibrationMethod.NONE;
    }
    double[] learnt = probabilities(first, half, terms);
    FittedHazard second = fit(rows.before(share / 2), terms, settings.ridge());
    double[] judged = probabilities(second, newest, terms);
    double[] none = losses(new Calibration.None(), judged, newest);
    CalibrationMethod best = CalibrationMethod.NONE;
    double least = 0;
    for (CalibrationMethod method : List.of(CalibrationMethod.PLATT, CalibrationMethod.ISOTONIC)) {
      Calibration calibration = Calibrator.fit(method, half.uniqueness(), learnt, half.outcomes());
      DieboldMariano test =
          DieboldMariano.ofRows(
              losses(calibration, judged, newest), none, origins(newest), overlap(newest));
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

  private static double[] probabilities(
      FittedHazard hazard, StabilityRows rows, HazardTerms terms) {
    double[] probabilities = new double[rows.size()];
    double[] values = new double[terms.width()];
    for (int i = 0; i < probabilities.length; i++) {
      terms.fill(rows.features(), rows.row(i), values);
      probabilities[i] = hazard.probability(values);
    }
    return probabilities;
  }

  private static FittedHazard fit(StabilityRows all, HazardTerms terms, double ridge) {
    int overlap = (int) Math.floor(1 / (OVERLAP * all.uniqueness()));
    int crowd = (all.size() + MOST_ROWS - 1) / MOST_ROWS;
    StabilityRows rows = all.every(Math.max(1, Math.max(overlap, crowd)));
    Design design = new Design(rows, terms);
    double[] coefficients = LogisticRegression.fit(design, ridge);
    return new FittedHazard(design.mean, design.scale, coefficients, new Calibration.None());
  }

  /** The standardised terms of all rows. */
  private static final class Design implements LogisticRegression.Rows {

    private final StabilityRows rows;
    private final double[] mean;
    private final double[] scale;
    private final float[] values;

    Design(StabilityRows rows, HazardTerms terms) {
      this.rows = rows;
      int width = terms.width();
      mean = new double[width];
      scale = new double[width];
      values = new float[Math.multiplyExact(rows.size(), width)];
      FeatureMatrix x = rows.features();
      double[] line = new double[width];
      for (int i = 0; i < rows.size(); i++) {
        terms.fill(x, rows.row(i), line);
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
        values[at] = (float) FittedHazard.standardised(values[at], mean[term], scale[term]);
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
  }
}
