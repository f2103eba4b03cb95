package dev.spotwise.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.MicroUsd;
import dev.spotwise.features.Labels;
import dev.spotwise.features.Labels.Outcome;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.StabilityRankerContract;
import dev.spotwise.models.tree.Workers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaseRateRankerTest extends StabilityRankerContract {

  @Override
  protected StabilityRanker train(LearningSet set, long seed, Workers workers) {
    return BaseRateRanker.of(set, SmallModels.card("boosting", set, seed));
  }

  @Test
  void itIsTheShareOfTheTrainingRowsThatSurvived() {
    LearningSet set = SmallModels.set(SmallMarket.random(4));
    Labels labels = set.labels(Split.TRAIN, SmallModels.HORIZONS.get(1));
    int[] rows =
        IntStream.range(0, labels.rows())
            .filter(row -> labels.outcome(row) != Outcome.UNKNOWN)
            .filter(row -> set.features().lastMicroUsd(row) != MicroUsd.UNKNOWN)
            .toArray();
    long survived =
        IntStream.of(rows).filter(row -> labels.outcome(row) == Outcome.SURVIVED).count();

    BaseRateRanker ranker = BaseRateRanker.of(set, SmallModels.card("boosting", set, 1));

    assertThat(ranker.survival(1)).isEqualTo((double) survived / rows.length).isBetween(0.5, 0.99);
  }

  @Test
  void itIsUnknownWhereNobodyWatched() {
    LearningSet set = SmallModels.set(SmallMarket.random(4).unwatched());

    assertThat(BaseRateRanker.of(set, SmallModels.card("boosting", set, 1)).survival(0)).isNaN();
  }

  @Test
  void sharesLieBetweenZeroAndOneOnePerHorizon() {
    ModelCard card = SmallModels.card("boosting", SmallModels.set(SmallMarket.constant()), 1);

    assertThatThrownBy(() -> new BaseRateRanker(card, new double[] {1}))
        .hasMessage("there must be a share per horizon [PT1H, PT6H] but were 1");
    assertThatThrownBy(() -> new BaseRateRanker(card, new double[] {1, 1.5}))
        .hasMessage("survival must be in [0, 1] but was 1.5");
    assertThatThrownBy(() -> new BaseRateRanker(card, new double[] {-0.5, 1}))
        .hasMessage("survival must be in [0, 1] but was -0.5");
    assertThat(new BaseRateRanker(card, new double[] {1, Double.NaN}).survival(1)).isNaN();
  }
}
