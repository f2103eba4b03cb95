package dev.spotwise.models.hazard;

import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.StabilityRows;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.calibration.Calibration;
import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.Calibrator;
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
 * Trains a {@link HazardRanker}: per horizon a regression on the older training rows, whose
 * calibration is learnt from the newest, which it has not seen; then, with that calibration, one on
 * all of them.
 *
 * <p>Rows whose labels overlap count for their own share (López de Prado 2018, section 4.4), and
 * where many overlap some are passed over: {@value #OVERLAP} views of the same stretch tell as much
 * as all.
 */
public final class HazardTrainer {

  private static final int OVERLAP = 6;
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
    StabilityRows older = rows.before(settings.calibration().share());
    Calibration calibration = new Calibration.None();
    if (settings.calibration().method() != CalibrationMethod.NONE && !older.hasOneOutcome()) {
      FittedHazard first = fit(older, terms, settings.ridge());
      StabilityRows newer = rows.from(settings.calibration().share());
      calibration =
          Calibrator.fit(
              settings.calibration().method(),
              newer.uniqueness(),
              probabilities(first, newer, terms),
              newer.outcomes());
    }
    return fit(rows, terms, settings.ridge()).calibrated(calibration);
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
