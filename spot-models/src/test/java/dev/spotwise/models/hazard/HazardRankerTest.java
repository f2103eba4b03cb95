package dev.spotwise.models.hazard;

import dev.spotwise.models.LearningSet;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.tree.Workers;

class HazardRankerTest extends StabilityRankerContract {

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return HazardTrainer.train(
            set,
            SmallModels.card(HazardRanker.ID, set, seed),
            StabilitySettings.withDefaults(),
            workers)
        .orElseThrow();
  }
}
