package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PricePredictorContract;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.tree.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersistencePredictorTest extends PricePredictorContract {

  @Override
  protected PricePredictor train(LearningSet set, long seed, Workers workers) {
    return new PersistencePredictor(SmallModels.card("forest", set, seed));
  }

  @Test
  void thePriceStaysWhatItIs() {
    LearningSet set = SmallModels.set(SmallMarket.random(4));
    FeatureMatrix x = set.features();
    PricePredictor persistence = new PersistencePredictor(SmallModels.card("forest", set, 1));
    List<Double> forecasts = SmallModels.forecasts(persistence, x);

    for (int row = 0; row < x.rows(); row++) {
      Double last = MicroUsd.toUsd(x.lastMicroUsd(row));
      assertThat(forecasts.subList(2 * row, 2 * row + 2)).isEqualTo(List.of(last, last));
    }
    assertThat(persistence.card().model()).isEqualTo("persistence");
  }
}
