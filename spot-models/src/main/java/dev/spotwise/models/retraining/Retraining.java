package dev.spotwise.models.retraining;

import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureExtractor;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.LearningSet;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.PriceForecasts;
import dev.spotwise.models.SurvivalForecasts;
import dev.spotwise.models.drift.DriftReport;
import dev.spotwise.models.drift.RecentRows;
import dev.spotwise.models.retraining.LossComparison.Losses;
import dev.spotwise.models.retraining.LossComparison.Verdict;
import dev.spotwise.models.retraining.RetrainingSettings.Incompatible;
import dev.spotwise.models.tree.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a challenger on the newest window of a market and judges it beside the champion, the
 * models in use, on a holdout that neither has seen.
 *
 * <p>The challenger is promoted if no model of it is worse at any horizon. With d the mean loss of
 * the challenger less that of the champion, it is not worse if {@code d <= 0}, or if the test of
 * Diebold and Mariano doesn't tell them apart ({@code p >=} significance, or too few origins to
 * judge) and {@code d <= tolerance x} the champion's mean loss. The loss of a price is the squared
 * error as a share of on-demand, that of stability the squared error of the probability (Brier). A
 * holdout without a known outcome, or without a single interruption, can't judge stability, and the
 * champion stays. So it does if the challenger is the same.
 */
public final class Retraining {

  private final Market market;
  private final FeatureExtractor extractor;
  private final LearningSettings learning;
  private final Duration interval;
  private final RetrainingSettings settings;

  /**
   * A retraining.
   *
   * @param market holds the newest data
   * @param extractor makes the features
   * @param learning what to train and how
   * @param interval distance between origins, &gt; 0
   * @param settings windows and tolerance
   */
  public Retraining(
      Market market,
      FeatureExtractor extractor,
      LearningSettings learning,
      Duration interval,
      RetrainingSettings settings) {
    this.market = market;
    this.extractor = extractor;
    this.learning = learning;
    this.interval = interval;
    this.settings = settings;
  }

  /**
   * What came of it.
   *
   * @param challenger the new models; empty if none were trained because they could not be judged
   * @param decision whether they take the champion's place
   */
  public record Result(Optional<ModelBundle> challenger, PromotionDecision decision) {}

  /**
   * Trains and judges.
   *
   * @param champion the models in use
   * @param available the part of the market that is known
   * @param workers grow the trees
   * @throws IllegalArgumentException if the champion has learnt from the holdout, or a window is
   *     too short
   */
  public Result against(ModelBundle champion, TimeWindow available, Workers workers) {
    TimeWindow before = champion.price().card().trainedOn();
    RetrainingWindows windows = RetrainingWindows.newest(available, settings, Optional.of(before));
    requireUnseen(before, windows.holdout());
    Optional<String> incompatible = incompatible(champion);
    if (incompatible.isPresent() && settings.incompatible() == Incompatible.KEEP) {
      return new Result(
          Optional.empty(),
          new PromotionDecision(
              before,
              windows,
              false,
              List.of("the models in use can't be judged: " + incompatible.get()),
              List.of(),
              Optional.empty()));
    }
    LearningSet set =
        LearningSet.of(
            market,
            extractor,
            new LearningSet.Windows(windows.train(), windows.holdout(), Duration.ZERO, interval),
            learning.horizons());
    ModelBundle challenger = ModelBundle.train(set, learning, workers);
    if (incompatible.isPresent()) {
      String reason = "replaced without a comparison as asked: " + incompatible.get();
      return new Result(
          Optional.of(challenger),
          new PromotionDecision(
              before, windows, true, List.of(reason), List.of(), Optional.empty()));
    }
    RecentRows rows = RecentRows.of(set, windows.holdout(), learning.horizons());
    List<LossComparison> comparisons = prices(champion, challenger, rows);
    comparisons.addAll(stabilities(champion, challenger, rows));
    List<String> against = against(comparisons);
    if (sameCards(champion, challenger)) {
      against.add("the challenger is the same as the models in use: there is nothing newer");
    }
    return new Result(
        Optional.of(challenger),
        new PromotionDecision(
            before,
            windows,
            against.isEmpty(),
            against.isEmpty() ? List.of("no model is worse at any horizon") : against,
            comparisons,
            Optional.of(DriftReport.of(champion, rows))));
  }

  /**
   * Refuses models that have learnt from what they are to be judged on.
   *
   * @param trainedOn their training window
   * @param holdout what they are to be judged on
   */
  public static void requireUnseen(TimeWindow trainedOn, TimeWindow holdout) {
    if (trainedOn.to().isAfter(holdout.from())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "holdout must begin after the models in use were trained, at %s or later, but is %s:"
                  + " they have seen its answers; wait for newer data or choose a shorter holdout",
              trainedOn.to(),
              holdout));
    }
  }

  private Optional<String> incompatible(ModelBundle champion) {
    FeatureSchema schema = extractor.schema(market.grid().step());
    try {
      champion.price().schema().requireSame(schema, "their schema");
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    if (!champion.price().horizons().equals(learning.priceHorizons())
        || !champion.stability().horizons().equals(learning.stabilityHorizons())) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "horizons must be %s and %s but are %s and %s",
              learning.priceHorizons(),
              learning.stabilityHorizons(),
              champion.price().horizons(),
              champion.stability().horizons()));
    }
    return Optional.empty();
  }

  /** Cards tell the data, the settings and the scores: models with the same ones are the same. */
  private static boolean sameCards(ModelBundle champion, ModelBundle challenger) {
    return champion.price().card().equals(challenger.price().card())
        && champion.stability().card().equals(challenger.stability().card());
  }

  private List<LossComparison> prices(
      ModelBundle champion, ModelBundle challenger, RecentRows rows) {
    PriceForecasts before = rows.forecasts(champion.price());
    PriceForecasts now = rows.forecasts(challenger.price());
    List<LossComparison> comparisons = new ArrayList<>();
    for (int i = 0; i < before.horizons().size(); i++) {
      Duration horizon = before.horizons().get(i);
      Losses losses =
          new Losses(
              rows.squaredShares(rows.priceErrors(before, i)),
              rows.squaredShares(rows.priceErrors(now, i)),
              rows.squaredShares(rows.persistenceErrors(horizon)));
      comparisons.add(compared("price", horizon, losses, rows));
    }
    return comparisons;
  }

  private List<LossComparison> stabilities(
      ModelBundle champion, ModelBundle challenger, RecentRows rows) {
    SurvivalForecasts before = rows.forecasts(champion.stability());
    SurvivalForecasts now = rows.forecasts(challenger.stability());
    List<LossComparison> comparisons = new ArrayList<>();
    for (int i = 0; i < before.horizons().size(); i++) {
      Duration horizon = before.horizons().get(i);
      double[] none = new double[rows.features().rows()];
      Arrays.fill(none, Double.NaN);
      Losses losses = new Losses(rows.brierLosses(before, i), rows.brierLosses(now, i), none);
      LossComparison found = compared("stability", horizon, losses, rows);
      if (isUnknown(before, i)) {
        found = found.with(Verdict.NONE_BEFORE);
      } else if (isUnknown(now, i)) {
        found = found.with(Verdict.WORSE);
      } else if (Arrays.stream(rows.interrupted(horizon)).noneMatch(came -> came == 1)) {
        found = found.with(Verdict.NOT_JUDGED);
      }
      comparisons.add(found);
    }
    return comparisons;
  }

  private static boolean isUnknown(SurvivalForecasts forecasts, int horizon) {
    for (int row = 0; row < forecasts.rows(); row++) {
      if (!Double.isNaN(forecasts.survival(row, horizon))) {
        return false;
      }
    }
    return true;
  }

  private LossComparison compared(String role, Duration horizon, Losses losses, RecentRows rows) {
    return LossComparison.of(
        role, horizon, losses, rows.origins(), rows.originsOf(horizon), settings);
  }

  private List<String> against(List<LossComparison> comparisons) {
    List<String> reasons = new ArrayList<>();
    for (LossComparison found : comparisons) {
      if (found.verdict() == Verdict.NOT_JUDGED) {
        reasons.add(
            String.format(
                Locale.ROOT,
                "%s at %s can't be judged: the holdout has %s; choose a longer one",
                found.role(),
                found.horizon(),
                found.rows() == 0 ? "no known outcome" : "no interruption"));
      } else if (found.verdict() == Verdict.WORSE) {
        reasons.add(worse(found));
      }
    }
    return reasons;
  }

  private String worse(LossComparison found) {
    if (found.rows() == 0) {
      return found.role() + " at " + found.horizon() + " would not be forecast any more";
    }
    return String.format(
        Locale.ROOT,
        "%s at %s is worse: mean loss %.4g, %.1f %% above %.4g (tolerance %.1f %%, p %.3g)",
        found.role(),
        found.horizon(),
        found.challenger(),
        100 * (found.challenger() / found.champion() - 1),
        found.champion(),
        100 * settings.tolerance(),
        found.test().pValue());
  }
}
