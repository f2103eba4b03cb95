package dev.spotwise.models.evaluation;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PriceStatistic;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The 90 % prediction interval of a model that has none of its own: its median plus the 0.05 and
 * 0.95 quantiles of its errors on training rows, {@code (actual - median) / last price}, times the
 * last price. In sample, so that a model which fits its training rows closely gets too narrow an
 * interval.
 */
final class TrainingResiduals {

  private static final int MOST_ROWS = 200_000;
  private static final int BLOCK = 16_384;

  private final double[] low;
  private final double[] high;

  private TrainingResiduals(double[] low, double[] high) {
    this.low = low;
    this.high = high;
  }

  /** Of a model that is not judged by its training, such as a bound: no interval. */
  static TrainingResiduals none(int horizons) {
    double[] unknown = new double[horizons];
    Arrays.fill(unknown, Double.NaN);
    return new TrainingResiduals(unknown, unknown);
  }

  /**
   * Of a predictor on the training rows of a set, at most {@value #MOST_ROWS} of them, evenly
   * spread; none if the predictor has quantiles of its own.
   */
  static TrainingResiduals of(LearningSet set, PricePredictor predictor) {
    int horizons = predictor.horizons().size();
    int trainRows = set.firstRow(Split.TEST);
    int every = (trainRows + MOST_ROWS - 1) / MOST_ROWS;
    int[] rows = IntStream.range(0, trainRows).filter(row -> row % every == 0).toArray();
    double[][] residuals = new double[horizons][rows.length];
    int[] sizes = new int[horizons];
    for (int from = 0; from < rows.length; from += BLOCK) {
      int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
      FeatureMatrix x = set.features().select(block);
      PriceForecasts forecasts = PriceForecasts.allocate(predictor.horizons(), block.length);
      predictor.predict(x, forecasts);
      if (hasQuantiles(forecasts)) {
        return none(horizons);
      }
      for (int horizon = 0; horizon < horizons; horizon++) {
        Duration ahead = predictor.horizons().get(horizon);
        Labels labels = set.labels(Split.TRAIN, ahead);
        for (int i = 0; i < block.length; i++) {
          double residual = residual(labels, block[i], x.lastMicroUsd(i), forecasts, i, horizon);
          if (!Double.isNaN(residual)) {
            residuals[horizon][sizes[horizon]++] = residual;
          }
        }
      }
    }
    double[] low = new double[horizons];
    double[] high = new double[horizons];
    for (int horizon = 0; horizon < horizons; horizon++) {
      double[] known = Arrays.copyOf(residuals[horizon], sizes[horizon]);
      Arrays.sort(known);
      low[horizon] = Quantiles.ofSorted(known, 0.05);
      high[horizon] = Quantiles.ofSorted(known, 0.95);
    }
    return new TrainingResiduals(low, high);
  }

  private static boolean hasQuantiles(PriceForecasts forecasts) {
    return IntStream.range(0, forecasts.rows())
        .anyMatch(row -> !Double.isNaN(forecasts.get(row, 0, PriceStatistic.LOW)));
  }

  private static double residual(
      Labels labels, int row, long last, PriceForecasts forecasts, int i, int horizon) {
    double actual = MicroUsd.toUsd(labels.futureMicroUsd(row));
    double median = forecasts.get(i, horizon, PriceStatistic.MEDIAN);
    return (actual - median) / MicroUsd.toUsd(last);
  }

  /** A forecast with its own bounds, or else with those of the training rows. */
  PriceSums.Forecast forecast(PriceForecasts forecasts, int row, int horizon, double lastUsd) {
    double mean = forecasts.get(row, horizon, PriceStatistic.MEAN);
    double median = forecasts.get(row, horizon, PriceStatistic.MEDIAN);
    double ownLow = forecasts.get(row, horizon, PriceStatistic.LOW);
    double ownHigh = forecasts.get(row, horizon, PriceStatistic.HIGH);
    boolean own = !Double.isNaN(ownLow) && !Double.isNaN(ownHigh);
    return new PriceSums.Forecast(
        mean,
        own ? ownLow : median + low[horizon] * lastUsd,
        median,
        own ? ownHigh : median + high[horizon] * lastUsd);
  }
}
