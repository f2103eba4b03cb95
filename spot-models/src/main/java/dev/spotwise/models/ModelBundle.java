package dev.spotwise.models;

import dev.spotwise.models.baseline.Baselines;
import dev.spotwise.models.evaluation.Evaluator;
import dev.spotwise.models.tree.ForestPredictor;
import dev.spotwise.models.tree.ForestTrainer;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The two models that a decision needs, trained on the same rows. Immutable.
 *
 * @param price forecasts prices
 * @param stability forecasts survival
 */
public record ModelBundle(PricePredictor price, StabilityRanker stability) {

  /** File name of the price predictor. */
  public static final String PRICE_FILE = "price_predictor.spotmodel";

  /** File name of the stability ranker. */
  public static final String STABILITY_FILE = "stability_ranker.spotmodel";

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
  }

  /**
   * Trains both models on the training rows of a set and scores them, beside their baselines, on
   * all of its rows: prices beside persistence, momentum, drift and the seasonal naive forecasts of
   * a day and a week, stability beside the base rate and the rates by type and by age.
   *
   * <p>Without a known outcome the ranker is {@link dev.spotwise.models.baseline.AdvisorRanker}
   * where the market has the Advisor's ratings, or else {@link
   * dev.spotwise.models.baseline.UnknownRanker}; where only one of the outcomes occurred there is
   * nothing to rank by, and it is {@link dev.spotwise.models.baseline.BaseRateRanker}.
   */
  public static ModelBundle train(LearningSet set, LearningSettings settings, Workers workers) {
    String digest = set.digest(settings.horizons());
    return new ModelBundle(
        trainPrice(set, settings, digest, workers),
        new StabilityTraining(set, settings, digest, workers).train());
  }

  private static PricePredictor trainPrice(
      LearningSet set, LearningSettings settings, String digest, Workers workers) {
    ModelCard card =
        new ModelCard(
            ForestPredictor.ID,
            LibraryVersion.current(),
            set.features().schema(),
            settings.priceHorizons(),
            set.trainWindow(),
            settings.seed(),
            digest,
            settings.forest().toMap(),
            List.of());
    ForestPredictor forest = ForestTrainer.train(set, card, settings.forest(), workers);
    List<Score> scores = new ArrayList<>(Evaluator.scores(forest, set));
    for (PricePredictor baseline : Baselines.price(set, card)) {
      scores.addAll(Evaluator.scores(baseline, set));
    }
    return forest.withCard(card.withScores(scores));
  }

  /**
   * Writes both models into a folder, each file whole or not at all, the same bytes for the same
   * models.
   *
   * @throws java.io.UncheckedIOException if a file can't be written
   */
  public void save(Path folder) {
    ModelFile.write(folder.resolve(PRICE_FILE), price);
    ModelFile.write(folder.resolve(STABILITY_FILE), stability);
  }

  /**
   * Reads both models from a folder.
   *
   * @throws dev.spotwise.data.MarketDataException if a file is missing, damaged, of a newer format,
   *     or the two were not trained together
   */
  public static ModelBundle load(Path folder) {
    PricePredictor price = ModelFile.readPrice(folder.resolve(PRICE_FILE));
    StabilityRanker stability = ModelFile.readStability(folder.resolve(STABILITY_FILE));
    return ModelFile.together(folder, price, stability);
  }
}
