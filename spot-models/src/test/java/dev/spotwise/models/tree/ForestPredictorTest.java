package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.PricePredictorContract;
import dev.spotwise.models.SmallMarket;
import dev.spotwise.models.SmallModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForestPredictorTest extends PricePredictorContract {

  @Override
  protected PricePredictor train(LearningSet set, long seed, Workers workers) {
    ModelCard card = SmallModels.card(ForestPredictor.ID, set, seed);
    return ForestTrainer.train(set, card, SmallModels.FOREST, workers);
  }

  private ForestPredictor grown(LearningSet set, ForestSettings settings, long seed) {
    try (Workers workers = Workers.of(2)) {
      return ForestTrainer.train(
          set, SmallModels.card(ForestPredictor.ID, set, seed), settings, workers);
    }
  }

  private static ForestSettings trees(int number) {
    return SmallModels.FOREST.withTrees(SmallModels.FOREST.trees().withTrees(number));
  }

  @Test
  void anotherSeedGivesAnotherForest() {
    LearningSet set = SmallModels.set(SmallMarket.random(2));

    assertThat(SmallModels.forecasts(grown(set, SmallModels.FOREST, 7), set.features()))
        .isNotEqualTo(SmallModels.forecasts(grown(set, SmallModels.FOREST, 8), set.features()));
  }

  @Test
  void neighbouringSeedsShareNoTrees() {
    LearningSet set = SmallModels.set(SmallMarket.random(2));
    ForestSettings four = trees(4);

    List<List<Float>> parts =
        List.of(7L, 8L).stream()
            .flatMap(seed -> grown(set, four, seed).forests().get(0).parts().stream())
            .map(part -> margins(part.trees(), set.features()))
            .toList();

    assertThat(parts).hasSize(8).doesNotHaveDuplicates();
  }

  private static List<Float> margins(TreeEnsemble trees, FeatureMatrix x) {
    return Margins.of(trees, x);
  }

  @Test
  void aForestOfOneTreeHasOnePart() {
    LearningSet set = SmallModels.set(SmallMarket.random(2));
    ForestPredictor forest = grown(set, trees(1), 7);

    assertThat(forest.forests()).allMatch(horizon -> horizon.trees() == 1);
    assertThat(SmallModels.forecasts(forest, set.features())).contains(Double.NaN);
  }

  @Test
  void everyTreeCountsAlikeInPartsOfUnequalSize() {
    // Two trees of one part say 3 each, and hold half of it, as a forest's leaves do.
    TreeEnsemble two = Margins.leaves(1.5f, 1.5f);
    TreeEnsemble one = Margins.leaves(9f);
    ForestPredictor forest = forestOf(0.1, List.of(two, one));
    FeatureMatrix x = FeatureMatrix.allocate(Margins.SCHEMA, List.of(CapacityPool.of("a", "b")), 1);
    x.describe(0, 0, 0, 1_000_000, 1_000_000);

    // (3 + 3 + 9) / 3 = 5 spreads of 0.1 above the last price of 1 USD
    assertThat(SmallModels.forecasts(forest, x).get(0))
        .isCloseTo(StrictMath.exp(0.5), within(1e-12));
  }

  private static ForestPredictor forestOf(double spread, List<TreeEnsemble> trees) {
    LearningSet set = SmallModels.set(SmallMarket.constant());
    ModelCard like = SmallModels.card(ForestPredictor.ID, set, 1);
    FeatureSchema schema = Margins.SCHEMA;
    ModelCard card =
        new ModelCard(
            like.model(),
            like.libraryVersion(),
            schema,
            like.horizons(),
            like.trainedOn(),
            1,
            "",
            like.settings(),
            List.of());
    TargetBins.Sorted sorted = TargetBins.of(new double[] {0});
    FeatureMatrix row = FeatureMatrix.allocate(schema, List.of(CapacityPool.of("a", "b")), 1);
    row.set(0, 0, 1);
    TreeRows rows = new TreeRows(row, new int[] {0}, new double[] {0});
    List<PriceForest.Part> parts =
        trees.stream()
            .map(part -> new PriceForest.Part(part, LeafDistributions.of(part, rows, sorted.of())))
            .toList();
    PriceForest horizon = new PriceForest(spread, sorted.bins(), parts);
    return new ForestPredictor(card, List.of(horizon, horizon));
  }

  @Test
  void constantPricesAreForecastAsTheyAre() {
    LearningSet set = SmallModels.set(SmallMarket.constant());

    assertThat(SmallModels.forecasts(grown(set, SmallModels.FOREST, 7), set.features()))
        .hasSize(1440)
        .allSatisfy(usd -> assertThat(usd).isCloseTo(0.0313, within(1e-12)));
  }

  @Test
  void aForestHasSpreadAndTreesOfOneGroup() {
    List<TreeEnsemble> leaf = List.of(Margins.leaves(1f));

    assertThatThrownBy(() -> forestOf(0, leaf)).hasMessageContaining("spread must be finite");
    assertThatThrownBy(() -> forestOf(Double.POSITIVE_INFINITY, leaf))
        .hasMessageContaining("Infinity");
    assertThatThrownBy(() -> forestOf(1, List.of())).hasMessageContaining("trees of one group");
    assertThatThrownBy(() -> forestOf(1, List.of(Margins.leaves())))
        .hasMessageContaining("trees of one group");
    assertThatThrownBy(() -> forestOf(1, List.of(Margins.twoClasses(1, 2))))
        .hasMessageContaining("trees of one group");
  }

  @Test
  void aForestPerHorizonIsNeeded() {
    LearningSet set = SmallModels.set(SmallMarket.constant());
    ModelCard card = SmallModels.card(ForestPredictor.ID, set, 1);

    assertThatThrownBy(() -> new ForestPredictor(card, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be a forest per horizon [PT1H, PT6H] but were 0");
  }

  @Test
  void aWindowWithoutPricesIsRefused() {
    SmallMarket market = SmallMarket.constant();
    SmallMarket late =
        new SmallMarket(market.grid(), market.pools()).withPrice(0, market.grid().instant(1439), 5);
    LearningSet set = SmallModels.set(late.withoutPricesBefore(market.grid().instant(1400)));

    assertThatThrownBy(() -> grown(set, SmallModels.FOREST, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("training window must hold a price PT1H ahead but holds none");
  }
}
