package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.tree.Workers;
import org.junit.jupiter.api.Test;

class UnknownRankerTest extends StabilityRankerContract {

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return new UnknownRanker(SmallModels.card("boosting", set, seed));
  }

  @Override
  protected boolean knowsAnything() {
    return false;
  }

  @Test
  void everySurvivalIsUnknown() {
    LearningSet set = SmallModels.set(SmallMarket.random(4));
    StabilityRanker ranker = new UnknownRanker(SmallModels.card("boosting", set, 1));

    assertThat(SmallModels.forecasts(ranker, set.features()))
        .hasSize(5760)
        .containsOnly(Double.NaN);
    assertThat(ranker.card().model()).isEqualTo("unknown");
  }
}
