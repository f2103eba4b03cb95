package dev.spotwise.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.Labels;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PriceStatistic;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.Split;
import dev.spotwise.models.baseline.PersistencePredictor;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingResidualsTest {

  private static final LearningSet SET = SmallModels.set(SmallMarket.random(1));
  private static final ModelCard CARD = SmallModels.card("any", SET, 1);

  /** Says one, with bounds of a tenth to either side. */
  private record Bounded(ModelCard card) implements PricePredictor {

    @Override
    public void predict(FeatureMatrix x, PriceForecasts out) {
      for (int row = 0; row < x.rows(); row++) {
        for (int horizon = 0; horizon < horizons().size(); horizon++) {
          out.set(row, horizon, 1);
          out.set(row, horizon, PriceStatistic.LOW, 0.9);
          out.set(row, horizon, PriceStatistic.HIGH, 1.1);
        }
      }
    }
  }

  private static PriceForecasts point(double usd) {
    PriceForecasts forecasts = PriceForecasts.allocate(SmallModels.HORIZONS, 1);
    IntStream.range(0, 2).forEach(horizon -> forecasts.set(0, horizon, usd));
    return forecasts;
  }

  @Test
  void aPointGetsTheQuantilesOfItsOwnTrainingErrors() {
    TrainingResiduals residuals = TrainingResiduals.of(SET, new PersistencePredictor(CARD));
    Labels labels = SET.labels(Split.TRAIN, SmallModels.HORIZONS.get(1));
    double[] sorted =
        IntStream.range(0, labels.rows())
            .mapToDouble(
                row -> change(labels.futureMicroUsd(row), SET.features().lastMicroUsd(row)))
            .filter(Double::isFinite)
            .sorted()
            .toArray();

    PriceSums.Forecast forecast = residuals.forecast(point(2), 0, 1, 0.5);

    assertThat(sorted).hasSizeGreaterThan(1000);
    assertThat(forecast.mean()).isEqualTo(2);
    assertThat(forecast.median()).isEqualTo(2);
    assertThat(forecast.low()).isEqualTo(2 + 0.5 * Quantiles.ofSorted(sorted, 0.05)).isLessThan(2);
    assertThat(forecast.high())
        .isEqualTo(2 + 0.5 * Quantiles.ofSorted(sorted, 0.95))
        .isGreaterThan(2);
  }

  private static double change(long future, long last) {
    return (MicroUsd.toUsd(future) - MicroUsd.toUsd(last)) / MicroUsd.toUsd(last);
  }

  @Test
  void aModelKeepsItsOwnQuantiles() {
    Bounded bounded = new Bounded(CARD);
    PriceForecasts own = PriceForecasts.allocate(bounded.horizons(), SET.features().rows());
    bounded.predict(SET.features(), own);

    PriceSums.Forecast forecast = TrainingResiduals.of(SET, bounded).forecast(own, 3, 0, 7);

    assertThat(forecast).isEqualTo(new PriceSums.Forecast(1, 0.9, 1, 1.1));
  }

  @Test
  void whoIsNotTrainedHasNoInterval() {
    PriceSums.Forecast forecast = TrainingResiduals.none(2).forecast(point(2), 0, 0, 1);

    assertThat(DoubleStream.of(forecast.low(), forecast.high()).allMatch(Double::isNaN)).isTrue();
    assertThat(forecast.isKnown()).isTrue();
    PriceForecasts none = PriceForecasts.allocate(SmallModels.HORIZONS, 1);
    assertThat(TrainingResiduals.none(2).forecast(none, 0, 0, 1).isKnown()).isFalse();
  }
}
