package dev.spotwise.models.drift;

import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a model errs on recent rows beside how it erred on the test rows of its training.
 *
 * <p>An error is held against that of a reference on the same rows, because a restless market is
 * harder for everybody: prices against persistence, stability against the base rate of training.
 *
 * @param model id of the model
 * @param horizon how far ahead
 * @param measure name of the error, as in {@link PriceMetrics} and {@link StabilityMetrics}
 * @param before the error on test rows, &gt;= 0; NaN if it was not measured
 * @param now the error on recent rows, &gt;= 0; NaN without rows
 * @param referenceBefore the reference's error on test rows; NaN if there is none
 * @param referenceNow the reference's error on recent rows; NaN if there is none
 * @param rows recent rows
 */
public record ResidualDrift(
    String model,
    Duration horizon,
    String measure,
    double before,
    double now,
    double referenceBefore,
    double referenceNow,
    int rows) {

  private static final String PERSISTENCE = "persistence";
  private static final String BASE_RATE = "base-rate";

  /**
   * By how much the error has risen, as a share of it: {@code (now / referenceNow) / (before /
   * referenceBefore) - 1}, without the references where they are 0 or unknown; NaN where there is
   * nothing to compare. A calibration error has no reference, and its rise is {@code now - before}.
   */
  public double rise() {
    if (measure.equals(StabilityMetrics.EXPECTED_CALIBRATION_ERROR)) {
      return now - before;
    }
    boolean relative = referenceNow > 0 && referenceBefore > 0;
    double then = relative ? before / referenceBefore : before;
    return then > 0 ? (relative ? now / referenceNow : now) / then - 1 : Double.NaN;
  }

  /** What the rise means. */
  public Shift shift() {
    return Shift.ofRise(rise());
  }

  /** The root mean squared error of a predictor at each horizon. */
  static List<ResidualDrift> of(PricePredictor predictor, RecentRows recent) {
    PriceForecasts forecasts = recent.forecasts(predictor);
    List<ResidualDrift> drifts = new ArrayList<>();
    for (int i = 0; i < predictor.horizons().size(); i++) {
      Duration horizon = predictor.horizons().get(i);
      double[] errors = known(recent.priceErrors(forecasts, i));
      double[] reference = known(recent.persistenceErrors(horizon));
      ModelCard card = predictor.card();
      drifts.add(
          new ResidualDrift(
              card.model(),
              horizon,
              PriceMetrics.RMSE,
              before(card, card.model(), horizon, PriceMetrics.RMSE),
              rootMeanSquare(errors),
              before(card, PERSISTENCE, horizon, PriceMetrics.RMSE),
              rootMeanSquare(reference),
              errors.length));
    }
    return drifts;
  }

  /** The Brier score and the calibration error of a ranker at each horizon. */
  static List<ResidualDrift> of(StabilityRanker ranker, RecentRows recent) {
    SurvivalForecasts forecasts = recent.forecasts(ranker);
    List<ResidualDrift> drifts = new ArrayList<>();
    for (int i = 0; i < ranker.horizons().size(); i++) {
      drifts.add(brier(ranker.card(), recent, forecasts, i));
      drifts.add(calibration(ranker.card(), recent, forecasts, i));
    }
    return drifts;
  }

  private static ResidualDrift brier(
      ModelCard card, RecentRows recent, SurvivalForecasts forecasts, int i) {
    Duration horizon = card.horizons().get(i);
    double rate =
        card.score(BASE_RATE, horizon, Split.TRAIN)
            .map(score -> score.metric(StabilityMetrics.POSITIVE_SHARE))
            .orElse(Double.NaN);
    double[] losses = recent.brierLosses(forecasts, i);
    double[] came = recent.interrupted(horizon);
    double reference = 0;
    int rows = 0;
    for (int row = 0; row < losses.length; row++) {
      if (!Double.isNaN(losses[row])) {
        reference += (rate - came[row]) * (rate - came[row]);
        rows++;
      }
    }
    return new ResidualDrift(
        card.model(),
        horizon,
        StabilityMetrics.BRIER,
        before(card, card.model(), horizon, StabilityMetrics.BRIER),
        mean(known(losses)),
        before(card, BASE_RATE, horizon, StabilityMetrics.BRIER),
        reference / rows,
        rows);
  }

  private static ResidualDrift calibration(
      ModelCard card, RecentRows recent, SurvivalForecasts forecasts, int i) {
    Duration horizon = card.horizons().get(i);
    double[] came = recent.interrupted(horizon);
    double[] probability = new double[came.length];
    boolean[] interrupted = new boolean[came.length];
    int[] pool = new int[came.length];
    int rows = 0;
    for (int row = 0; row < came.length; row++) {
      double survival = forecasts.survival(row, i);
      if (!Double.isNaN(came[row]) && !Double.isNaN(survival)) {
        probability[rows] = 1 - survival;
        interrupted[rows] = came[row] == 1;
        pool[rows++] = recent.features().pool(row);
      }
    }
    String measure = StabilityMetrics.EXPECTED_CALIBRATION_ERROR;
    return new ResidualDrift(
        card.model(),
        horizon,
        measure,
        before(card, card.model(), horizon, measure),
        StabilityMetrics.of(
                Arrays.copyOf(probability, rows),
                Arrays.copyOf(interrupted, rows),
                Arrays.copyOf(pool, rows))
            .get(measure),
        Double.NaN,
        Double.NaN,
        rows);
  }

  private static double before(ModelCard card, String model, Duration horizon, String measure) {
    return card.score(model, horizon, Split.TEST)
        .map((Score score) -> score.metric(measure))
        .orElse(Double.NaN);
  }

  private static double[] known(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  private static double mean(double[] values) {
    return values.length == 0 ? Double.NaN : Arrays.stream(values).sum() / values.length;
  }

  private static double rootMeanSquare(double[] values) {
    return Math.sqrt(mean(Arrays.stream(values).map(value -> value * value).toArray()));
  }
}
