package dev.spotwise.models.evaluation;

import dev.spotwise.data.Market;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureMatrix;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.LibraryVersion;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.PricePredictor;
import dev.spotwise.models.Split;
import dev.spotwise.models.StabilityRanker;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.baseline.UnknownRanker;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Evaluates models as they would have been used: each fold is trained on what lies before its test
 * window and forecasts the rows in it; all folds together are the result.
 *
 * <p>Forecasts of a test row come from its features, which see nothing after its origin, and from
 * models that were trained on labels which end before the test window, the embargo apart. A row is
 * judged if its outcome is known by the end of the whole window and every model forecasts it.
 *
 * <p>Memory follows one fold's rows, plus sums per pool and origin for prices and every test row
 * for stability. Use by one thread: {@link #run} once per fold, in order, then {@link #report}.
 */
public final class WalkForward {

  /** Name of a trained model that could learn nothing and is a baseline. */
  static final String UNTRAINED = "model";

  private static final int BLOCK = 16_384;
  private static final int PRICE_MODELS = 6;
  private static final int STABILITY_MODELS = 4;

  private final Market market;
  private final FeatureExtractor extractor;
  private final WalkForwardSettings settings;
  private final List<Fold> folds;
  private final TestOrigins origins;
  private final List<String> bounds = new ArrayList<>();
  private final PriceJudge price;
  private final StabilityJudge stability;
  private final List<EvaluationReport.FoldRows> done = new ArrayList<>();
  private List<String> priceNames = List.of();
  private List<String> stabilityNames = List.of();
  private List<List<Importance>> priceImportance = List.of();
  private List<List<Importance>> stabilityImportance = List.of();

  /**
   * A walk that has not begun. The bounds forecast here and now.
   *
   * @param market what happened
   * @param extractor makes the features
   * @param settings what is evaluated and how
   * @param bounds who knows more; may be empty
   * @throws IllegalArgumentException if the window can't be cut into such folds; says what to
   *     change
   */
  public WalkForward(
      Market market, FeatureExtractor extractor, WalkForwardSettings settings, List<Bound> bounds) {
    this.market = market;
    this.extractor = extractor;
    this.settings = settings;
    LearningSettings learning = settings.learning();
    this.folds =
        settings
            .rolling()
            .folds(
                market.grid(),
                settings.window(),
                settings.interval(),
                learning.horizons().stream().max(Comparator.naturalOrder()).orElseThrow());
    this.origins = new TestOrigins(market, settings.window(), folds, settings.interval());
    List<PriceForecasts> prices = new ArrayList<>();
    List<SurvivalForecasts> survivals = new ArrayList<>();
    for (Bound bound : bounds) {
      this.bounds.add(bound.name());
      prices.add(PriceForecasts.allocate(learning.priceHorizons(), origins.rows()));
      survivals.add(SurvivalForecasts.allocate(learning.stabilityHorizons(), origins.rows()));
      bound.forecast(
          origins.ticks(), prices.get(prices.size() - 1), survivals.get(prices.size() - 1));
    }
    this.price = new PriceJudge(origins, learning.priceHorizons(), prices, PRICE_MODELS);
    this.stability =
        new StabilityJudge(origins, learning.stabilityHorizons(), survivals, STABILITY_MODELS);
  }

  /** The folds, oldest first. */
  public List<Fold> folds() {
    return folds;
  }

  /**
   * Trains and judges the next fold.
   *
   * @param workers run the training
   * @return what was done
   * @throws IllegalStateException if all folds are done
   * @throws IllegalArgumentException if the fold has nothing to learn from; says which it is
   */
  public EvaluationReport.FoldRows run(Workers workers) {
    if (done.size() == folds.size()) {
      throw new IllegalStateException("all " + folds.size() + " folds are done");
    }
    Fold fold = folds.get(done.size());
    try {
      return run(fold, workers);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "fold %d of %d, trained on %s: %s",
              fold.number(),
              folds.size(),
              fold.train(),
              e.getMessage()),
          e);
    }
  }

  private EvaluationReport.FoldRows run(Fold fold, Workers workers) {
    LearningSet set = set(fold);
    FoldModels models = FoldModels.train(set, settings.learning(), workers);
    int index = fold.number() - 1;
    price.open(index, set, models.price());
    int firstTest = set.firstRow(Split.TEST);
    int tested = set.features().rows() - firstTest;
    int before = origins.foldStart(index) * origins.pools();
    for (int from = 0; from < tested; from += BLOCK) {
      int to = Math.min(tested, from + BLOCK);
      FeatureMatrix x =
          set.features().select(IntStream.range(firstTest + from, firstTest + to).toArray());
      price.judge(index, x, before + from, models.price());
      stability.judge(index, x, before + from, models.stability());
    }
    if (fold.number() == folds.size()) {
      priceNames = names(models.price().stream().map(model -> model.card().model()).toList());
      stabilityNames =
          names(models.stability().stream().map(model -> model.card().model()).toList());
      settings.importance().ifPresent(how -> importance(how, set, models, before));
    }
    done.add(new EvaluationReport.FoldRows(fold, firstTest, tested));
    return done.get(done.size() - 1);
  }

  /** Features and labels of a fold. */
  LearningSet set(Fold fold) {
    return LearningSet.of(
        market,
        extractor,
        new LearningSet.Windows(fold.train(), fold.test(), fold.embargo(), settings.interval()),
        settings.learning().horizons());
  }

  /** A trained model that is one of its own baselines is named for what it should have been. */
  private List<String> names(List<String> models) {
    List<String> names = new ArrayList<>(models);
    if (models.lastIndexOf(models.get(0)) > 0 || models.get(0).equals(UnknownRanker.ID)) {
      names.set(0, UNTRAINED);
    }
    names.addAll(bounds);
    return names;
  }

  private void importance(ImportanceSettings how, LearningSet set, FoldModels models, int before) {
    int firstTest = set.firstRow(Split.TEST);
    int[] places = PermutationImportance.spread(set.features().rows() - firstTest, how.rows());
    FeatureMatrix x =
        set.features().select(IntStream.of(places).map(place -> firstTest + place).toArray());
    int[] rows = IntStream.of(places).map(place -> before + place).toArray();
    PermutationImportance importance =
        new PermutationImportance(x, how, settings.learning().seed());
    PricePredictor predictor = models.price().get(0);
    priceImportance =
        importance.of(settings.families(), some -> price.losses(predictor, some, rows));
    StabilityRanker ranker = models.stability().get(0);
    if (market.knowsInterruptions()) {
      stabilityImportance =
          importance.of(settings.families(), some -> stability.losses(ranker, some, rows));
    }
  }

  /**
   * What was found.
   *
   * @throws IllegalStateException if a fold is left to run
   */
  public EvaluationReport report() {
    if (done.size() < folds.size()) {
      throw new IllegalStateException(
          done.size() + " of " + folds.size() + " folds are done; all must be");
    }
    Duration interval = market.grid().step().multipliedBy(market.grid().steps(settings.interval()));
    return new EvaluationReport(
        LibraryVersion.current(),
        settings.window(),
        settings.rolling(),
        interval,
        settings.learning().seed(),
        market.pools().size(),
        new TreeMap<>(),
        done,
        price.tables(priceNames, bounds, priceImportance),
        market.knowsInterruptions()
            ? stability.tables(stabilityNames, bounds, stabilityImportance)
            : List.of());
  }
}
