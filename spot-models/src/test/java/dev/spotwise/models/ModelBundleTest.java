package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.baseline.PersistencePredictor;
import dev.spotwise.models.baseline.UnknownRanker;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import dev.spotwise.models.tree.BoostedRanker;
import dev.spotwise.models.tree.ForestPredictor;
import dev.spotwise.models.tree.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleTest {

  private static final SmallMarket MARKET = SmallMarket.random(1);
  private static final ModelBundle BUNDLE = SmallModels.bundle(MARKET, 7);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  @Test
  void trainedOnAMarketIsTrainedOnItsRowsAnHourApart() throws IOException {
    LearningSet.Plan plan = new LearningSet.Plan(MARKET.window(), 0.8, HOUR);
    LearningSet set =
        LearningSet.of(
            MARKET.market(), StandardFeatures.all(), plan, SmallModels.settings(7).horizons());
    Path one = Files.createDirectories(folder.resolve("one"));
    Path other = Files.createDirectories(folder.resolve("other"));
    ModelBundle.train(MARKET.market(), MARKET.window(), SmallModels.settings(7)).save(one);
    try (Workers workers = Workers.of(2)) {
      ModelBundle.train(set, SmallModels.settings(7), workers).save(other);
    }

    for (String file : ModelBundle.FILES) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
    }
  }

  @Test
  void bothModelsAreScoredBesideTheirBaselinesOnTheSameRows() {
    assertThat(BUNDLE.price()).isInstanceOf(ForestPredictor.class);
    assertThat(BUNDLE.stability()).isInstanceOf(BoostedRanker.class);
    for (Split split : Split.values()) {
      for (Duration horizon : SmallModels.HORIZONS) {
        ModelCard price = BUNDLE.price().card();
        Score forest = price.score("forest", horizon, split).orElseThrow();
        Score persistence = price.score("persistence", horizon, split).orElseThrow();
        assertThat(forest.rows()).isEqualTo(persistence.rows()).isGreaterThan(500);
        assertThat(forest.metric(PriceMetrics.RMSE)).isPositive();
        ModelCard stability = BUNDLE.stability().card();
        Score boosting = stability.score("boosting", horizon, split).orElseThrow();
        Score baseRate = stability.score("base-rate", horizon, split).orElseThrow();
        assertThat(boosting.rows()).isEqualTo(baseRate.rows()).isGreaterThan(500);
        assertThat(baseRate.metric(StabilityMetrics.AUC)).isEqualTo(0.5);
        assertThat(boosting.metric(StabilityMetrics.AUC)).isGreaterThan(0.5);
        assertThat(boosting.metric(StabilityMetrics.POSITIVE_SHARE))
            .isEqualTo(baseRate.metric(StabilityMetrics.POSITIVE_SHARE));
      }
    }
  }

  @Test
  void everyCardListsAllItsBaselinesOnTheSameRows() {
    ModelCard price = BUNDLE.price().card();
    ModelCard stability = BUNDLE.stability().card();

    assertThat(price.scores().stream().map(Score::model).distinct())
        .containsExactly(
            "forest",
            "persistence",
            "momentum",
            "drift",
            "seasonal-naive-24h",
            "seasonal-naive-7d");
    assertThat(stability.scores().stream().map(Score::model).distinct())
        .containsExactly("boosting", "base-rate", "type-rate", "age-rate");
    for (ModelCard card : List.of(price, stability)) {
      for (Score score : card.scores()) {
        Score own = card.score(card.model(), score.horizon(), score.split()).orElseThrow();
        assertThat(score.rows()).as("%s", score).isEqualTo(own.rows());
      }
    }
    assertThat(price.score("momentum", HOUR, Split.TEST).orElseThrow().metrics())
        .isNotEqualTo(price.score("persistence", HOUR, Split.TEST).orElseThrow().metrics());
  }

  @Test
  void theCardSaysHowToTrainItAgain() {
    ModelCard card = BUNDLE.stability().card();

    assertThat(card.seed()).isEqualTo(7);
    assertThat(card.settings())
        .containsEntry("classWeights", "NONE")
        .containsEntry("trees", "24")
        .containsEntry("learningRate", "0.3");
    assertThat(BUNDLE.price().card().settings()).containsEntry("rowShare", "0.63");
    assertThat(card.trainedOn())
        .isEqualTo(new TimeWindow(MARKET.grid().start(), MARKET.grid().instant(1080)));
    assertThat(card.dataDigest()).isEqualTo(BUNDLE.price().card().dataDigest());
    assertThat(card.libraryVersion()).isEqualTo(LibraryVersion.current());
  }

  @Test
  void withoutAWatcherThereIsNoRanker() {
    assertThat(SmallModels.bundle(SmallMarket.random(1).unwatched(), 7).stability())
        .isInstanceOf(UnknownRanker.class);
  }

  @Test
  void withOneOutcomeAloneTheBaseRateStandsIn() {
    ModelBundle bundle = SmallModels.bundle(SmallMarket.constant(), 7);

    assertThat(bundle.stability()).isInstanceOf(BaseRateRanker.class);
    assertThat(((BaseRateRanker) bundle.stability()).survival(1)).isEqualTo(1);
    Score score = bundle.stability().card().score("base-rate", HOUR, Split.TEST).orElseThrow();
    assertThat(bundle.stability().card().score("age-rate", HOUR, Split.TEST)).isPresent();
    assertThat(score.metric(StabilityMetrics.AUC)).isNaN();
    assertThat(score.metric(StabilityMetrics.BRIER)).isZero();
    assertThat(bundle.price().card().score("forest", HOUR, Split.TEST).orElseThrow().metrics())
        .containsEntry(PriceMetrics.R2, Double.NaN);
  }

  @Test
  void aSavedBundleIsLoadedWhole() {
    BUNDLE.save(folder);
    ModelBundle loaded = ModelBundle.load(folder);
    LearningSet set = SmallModels.set(MARKET);

    assertThat(loaded.price().card()).isEqualTo(BUNDLE.price().card());
    assertThat(loaded.stability().card()).isEqualTo(BUNDLE.stability().card());
    assertThat(SmallModels.forecasts(loaded.stability(), set.features()))
        .isEqualTo(SmallModels.forecasts(BUNDLE.stability(), set.features()));
    assertThat(folder).isDirectoryContaining("glob:**/price_predictor.spotmodel");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(ModelBundle.FILES);
  }

  @Test
  void modelsOfDifferentDataDontBelongTogether() {
    BUNDLE.save(folder);
    Path other = folder.resolve("other");
    SmallModels.bundle(SmallMarket.random(2), 7).save(other);
    ModelFile.write(
        folder.resolve(ModelBundle.STABILITY_FILE),
        ModelFile.readStability(other.resolve(ModelBundle.STABILITY_FILE)));

    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("stability_ranker.spotmodel is not the file that bundle.json lists");
  }

  @Test
  void modelsOfAnotherWindowOrSchemaDontBelongTogether() {
    ModelCard card = BUNDLE.price().card();
    TimeWindow later = new TimeWindow(Instant.EPOCH, card.trainedOn().to());
    FeatureSchema other = new FeatureSchema("other", card.schema().names(), 3600);

    assertThatThrownBy(
            () -> new ModelBundle(BUNDLE.price(), new UnknownRanker(with(card.schema(), later))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both models must be trained on the same window but were trained on");
    assertThatThrownBy(
            () -> new ModelBundle(BUNDLE.price(), new UnknownRanker(with(other, card.trainedOn()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the bundle's price predictor takes other features");
  }

  private static ModelCard with(FeatureSchema schema, TimeWindow window) {
    ModelCard card = BUNDLE.price().card();
    return new ModelCard(
        card.model(),
        card.libraryVersion(),
        schema,
        card.horizons(),
        window,
        card.seed(),
        card.dataDigest(),
        card.settings(),
        List.of());
  }

  private static List<Double> all(ModelBundle bundle, Market market, int[] origins) {
    Forecasts forecasts = Forecasts.of(market, StandardFeatures.all(), bundle, origins);
    List<Double> all = new ArrayList<>();
    for (int origin = 0; origin < origins.length; origin++) {
      for (int pool = 0; pool < 4; pool++) {
        for (int horizon = 0; horizon < 2; horizon++) {
          all.add(forecasts.usdPerHour(origin, pool, horizon));
          all.add(forecasts.survival(origin, pool, horizon));
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void futureDataNeverChangesTheForecast(long seed) {
    int last = 1100;
    int[] origins = IntStream.rangeClosed(0, 200).map(i -> last - 200 + i).toArray();
    int[] later = {last + 30};
    SmallMarket changed = MARKET.thenAs(SmallMarket.random(seed), MARKET.grid().instant(last));

    assertThat(all(BUNDLE, changed.market(), origins))
        .isEqualTo(all(BUNDLE, MARKET.market(), origins));
    assertThat(all(BUNDLE, changed.market(), later))
        .isNotEqualTo(all(BUNDLE, MARKET.market(), later));
  }

  private ModelBundle trainedUntil(SmallMarket market, int lastHour) {
    TimeWindow window = new TimeWindow(market.grid().start(), market.grid().instant(lastHour));
    LearningSet set =
        LearningSet.of(
            market.market(),
            StandardFeatures.all(),
            new LearningSet.Plan(window, 0.8, Duration.ofHours(2)),
            SmallModels.HORIZONS);
    try (Workers workers = Workers.of(2)) {
      return ModelBundle.train(set, SmallModels.settings(3), workers);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12})
  void whatHappensAfterTheWindowNeverChangesAModel(long seed) {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Instant lastInside = MARKET.grid().instant(1000).minusSeconds(1);
    SmallMarket changed = MARKET.thenAs(SmallMarket.random(seed), lastInside);

    trainedUntil(MARKET, 1000).save(first);
    trainedUntil(changed, 1000).save(second);

    for (String file : List.of(ModelBundle.PRICE_FILE, ModelBundle.STABILITY_FILE)) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void whatHappensAfterTheSplitChangesTheScoresAndNotTheModel() {
    Instant lastInside = MARKET.grid().instant(800).minusSeconds(1);
    SmallMarket changed = MARKET.thenAs(SmallMarket.random(11), lastInside);
    ModelBundle plain = trainedUntil(MARKET, 1000);
    ModelBundle other = trainedUntil(changed, 1000);
    int[] origins = {100, 500, 900};

    assertThat(all(other, MARKET.market(), origins))
        .isEqualTo(all(plain, MARKET.market(), origins));
    assertThat(other.price().card().scores()).isNotEqualTo(plain.price().card().scores());
    assertThat(other.price().card().dataDigest()).isEqualTo(plain.price().card().dataDigest());
  }

  @Test
  void aSplitOneHourEarlierIsAnotherModel() {
    assertThat(all(trainedUntil(MARKET, 990), MARKET.market(), new int[] {900}))
        .isNotEqualTo(all(trainedUntil(MARKET, 1000), MARKET.market(), new int[] {900}));
    assertThat(new PersistencePredictor(BUNDLE.price().card()).card().scores()).isEmpty();
  }

  @Test
  void whatAStoppedSaveLeftAsideHarmsNobody(@TempDir Path folder) throws IOException {
    ModelBundle old = SmallModels.bundle(SmallMarket.random(3), 1);
    ModelBundle other = SmallModels.bundle(SmallMarket.random(3), 2);
    old.save(folder);
    Path aside = Files.createDirectory(folder.resolve(".new"));
    Files.write(aside.resolve(ModelBundle.PRICE_FILE), new byte[10]);

    assertThat(ModelBundle.load(folder).price().card()).isEqualTo(old.price().card());

    other.save(folder);
    assertThat(ModelBundle.load(folder).price().card()).isEqualTo(other.price().card());
    assertThat(aside).doesNotExist();
  }
}
