package dev.spotwise.models;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.baseline.Baselines;
import dev.spotwise.models.baseline.PersistencePredictor;
import dev.spotwise.models.drift.ColumnSummary;
import dev.spotwise.models.drift.FeatureSummary;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.tree.ForestPredictor;
import dev.spotwise.models.tree.ForestTrainer;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The two models that a decision needs, trained on the same rows. Immutable.
 *
 * @param price forecasts prices
 * @param stability forecasts survival
 * @param features how the features that they were trained on were distributed; empty if that is not
 *     known
 */
public record ModelBundle(
    PricePredictor price, StabilityRanker stability, Optional<FeatureSummary> features) {

  /** File name of the price predictor. */
  public static final String PRICE_FILE = "price_predictor.spotmodel";

  /** File name of the stability ranker. */
  public static final String STABILITY_FILE = "stability_ranker.spotmodel";

  /** All files that a saved bundle may consist of, the manifest first. */
  public static final List<String> FILES =
      List.of(BundleManifest.FILE, PRICE_FILE, STABILITY_FILE, BundleManifest.SUMMARY_FILE);

  /** Checks that both models read the same features of the same window and data. */
  public ModelBundle {
    price.schema().requireSame(stability.schema(), "the bundle's price predictor");
    if (!price.card().trainedOn().equals(stability.card().trainedOn())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "both models must be trained on the same window but were trained on %s and %s",
              price.card().trainedOn(),
              stability.card().trainedOn()));
    }
    if (!price.card().dataDigest().equals(stability.card().dataDigest())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "both models must be trained on the same data but were trained on %s and %s",
              price.card().dataDigest(),
              stability.card().dataDigest()));
    }
    if (features.isPresent()) {
      requireColumns(price.schema(), features.get());
    }
  }

  /** Two models without a summary of their features. */
  public ModelBundle(PricePredictor price, StabilityRanker stability) {
    this(price, stability, Optional.empty());
  }

  private static void requireColumns(FeatureSchema schema, FeatureSummary summary) {
    List<String> names = summary.columns().stream().map(ColumnSummary::name).toList();
    if (!names.equals(schema.names())) {
      throw new IllegalArgumentException(
          "the summary of features must be of the models' columns but is of others");
    }
  }

  /**
   * Trains both models on the training rows of a set and scores them, beside their baselines, on
   * all of its rows: prices beside persistence, momentum, drift and the seasonal naive forecasts of
   * a day and a week, stability beside the base rate and the rates by type and by age.
   *
   * <p>Without a known outcome the ranker is {@link dev.spotwise.models.baseline.AdvisorRanker}
   * where the market has the Advisor's ratings, or else {@link
   * dev.spotwise.models.baseline.UnknownRanker}; where only one of the outcomes occurred there is
   * nothing to rank by, and it is {@link dev.spotwise.models.baseline.BaseRateRanker}, or the prior
   * of {@link dev.spotwise.models.hazard.RenewalRanker} if that was asked for.
   */
  public static ModelBundle train(LearningSet set, LearningSettings settings, Workers workers) {
    String digest = set.digest(settings.horizons());
    return new ModelBundle(
        trainPrice(set, settings, digest, workers),
        new StabilityTraining(set, settings, digest, workers).train(),
        Optional.of(FeatureSummary.of(set.features(), set.firstRow(Split.TEST))));
  }

  /**
   * Trains both models on a window of a market as {@code spot train} does unless told otherwise:
   * all {@link StandardFeatures}, origins an hour apart, the first 80 % of them to learn from and
   * the rest to score on; on one thread.
   *
   * @param market holds the window; a step of an hour or less
   * @param window what to learn from and to score on, half-open
   */
  public static ModelBundle train(Market market, TimeWindow window, LearningSettings settings) {
    LearningSet.Plan plan = new LearningSet.Plan(window, 0.8, Duration.ofHours(1));
    try (Workers workers = Workers.of(1)) {
      return train(
          LearningSet.of(market, StandardFeatures.all(), plan, settings.horizons()),
          settings,
          workers);
    }
  }

  /**
   * Trains stability alone; prices are forecast by {@link PersistencePredictor}, which takes no
   * training and is hard to beat.
   */
  public static ModelBundle trainStability(
      LearningSet set, LearningSettings settings, Workers workers) {
    String digest = set.digest(settings.horizons());
    return new ModelBundle(
        new PersistencePredictor(priceCard(set, settings, digest)),
        new StabilityTraining(set, settings, digest, workers).train(),
        Optional.of(FeatureSummary.of(set.features(), set.firstRow(Split.TEST))));
  }

  private static PricePredictor trainPrice(
      LearningSet set, LearningSettings settings, String digest, Workers workers) {
    ModelCard card = priceCard(set, settings, digest);
    ForestPredictor forest = ForestTrainer.train(set, card, settings.forest(), workers);
    List<Score> scores = new ArrayList<>(Evaluator.scores(forest, set));
    for (PricePredictor baseline : Baselines.price(set, card)) {
      scores.addAll(Evaluator.scores(baseline, set));
    }
    return forest.withCard(card.withScores(scores));
  }

  private static ModelCard priceCard(LearningSet set, LearningSettings settings, String digest) {
    return new ModelCard(
        ForestPredictor.ID,
        LibraryVersion.current(),
        set.features().schema(),
        settings.priceHorizons(),
        set.trainWindow(),
        settings.seed(),
        digest,
        settings.forest().toMap(),
        List.of());
  }

  /**
   * Writes the models into a folder, each file whole or not at all, the same bytes for the same
   * models. The manifest comes last: stopped before, the folder is refused by {@link #load}.
   *
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  public void save(Path folder) {
    BundleFiles.save(folder, this);
  }

  /**
   * Reads the models of a folder, whose files must be those that its manifest lists.
   *
   * @throws dev.spotwise.data.MarketDataException if a file is missing, damaged, of a newer format,
   *     or the files were not written together
   */
  public static ModelBundle load(Path folder) {
    return BundleFiles.load(folder);
  }
}
