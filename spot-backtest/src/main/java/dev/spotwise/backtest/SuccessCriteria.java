package dev.spotwise.backtest;

import static dev.spotwise.backtest.BacktestResult.ON_DEMAND;
import static dev.spotwise.backtest.BacktestResult.SINGLE_SPOT;

import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The guide's success criteria, held against a run. Models are judged on their test rows at their
 * shortest horizon.
 *
 * <p>Most are met or missed for reasons that have little to do with skill: on real prices doing
 * nothing beats the error bounds, and a calm market needs no migrations. Each therefore carries its
 * baseline.
 */
public final class SuccessCriteria {

  private static final double HOURS_PER_MONTH = 730.5;

  private SuccessCriteria() {}

  /** Whether a criterion is met. */
  public enum Verdict {
    /** It is. */
    MET,
    /** It is not. */
    NOT_MET,
    /** The data don't say. */
    UNKNOWN
  }

  /**
   * One criterion.
   *
   * @param name what is measured, with its unit
   * @param target what the guide asks, such as {@code < 0.01}
   * @param value what was measured, NaN if nothing
   * @param verdict whether it is met
   * @param beside the baseline or the reason, in words
   */
  public record Criterion(
      String name, String target, double value, Verdict verdict, String beside) {}

  /** The criteria in the guide's order. */
  public static List<Criterion> of(ModelCard price, ModelCard stability, BacktestResult result) {
    List<Criterion> criteria = new ArrayList<>();
    Optional<Score> own = price.score(price.model(), price.horizons().get(0), Split.TEST);
    criteria.add(atMost("Price MAE, USD/h", 0.01, own, price, PriceMetrics.MAE));
    criteria.add(atMost("Price RMSE, USD/h", 0.015, own, price, PriceMetrics.RMSE));
    criteria.add(atLeast("Price R2", 0.7, own, PriceMetrics.R2, beside(price, PriceMetrics.R2)));
    Optional<Score> ranked =
        stability.score(stability.model(), stability.horizons().get(0), Split.TEST);
    criteria.add(atLeast("Interruption AUC", 0.75, ranked, StabilityMetrics.AUC, "coin toss 0.5"));
    criteria.add(savings("Savings vs single spot, %", 0, result, SINGLE_SPOT));
    criteria.add(savings("Savings vs on-demand, %", 50, result, ON_DEMAND));
    criteria.add(migrations(result));
    criteria.add(migrationCost(result));
    return criteria;
  }

  private static Criterion atMost(
      String name, double bound, Optional<Score> own, ModelCard card, String metric) {
    double value = own.map(score -> score.metric(metric)).orElse(Double.NaN);
    return new Criterion(
        name, "< " + bound, value, verdict(value, value < bound), beside(card, metric));
  }

  private static Criterion atLeast(
      String name, double bound, Optional<Score> own, String metric, String beside) {
    double value = own.map(score -> score.metric(metric)).orElse(Double.NaN);
    return new Criterion(name, "> " + bound, value, verdict(value, value > bound), beside);
  }

  private static String beside(ModelCard card, String metric) {
    return card.score("persistence", card.horizons().get(0), Split.TEST)
        .map(score -> "persistence " + rounded(score.metric(metric)))
        .orElse("");
  }

  private static Criterion savings(
      String name, double bound, BacktestResult result, String baseline) {
    double value = result.savingsPercentAgainst(baseline);
    return new Criterion(
        name,
        "> " + (int) bound,
        value,
        verdict(value, value > bound),
        result.baseline(baseline).placement()
            + " "
            + rounded(result.baseline(baseline).totalUsd())
            + " USD");
  }

  private static Criterion migrations(BacktestResult result) {
    double perMonth =
        result.ourStrategy().migrations() * HOURS_PER_MONTH / result.ourStrategy().hours();
    return new Criterion(
        "Migrations per month",
        "10-30",
        perMonth,
        verdict(perMonth, perMonth >= 10 && perMonth <= 30),
        result.ourStrategy().migrations() + " in the window");
  }

  private static Criterion migrationCost(BacktestResult result) {
    double saved = result.baseline(ON_DEMAND).totalUsd() - result.ourStrategy().totalUsd();
    double share = saved > 0 ? 100 * result.ourStrategy().migrationUsd() / saved : Double.NaN;
    return new Criterion(
        "Migration cost, % of savings",
        "< 20",
        share,
        verdict(share, share < 20),
        saved > 0 ? "savings against on-demand" : "nothing was saved against on-demand");
  }

  private static Verdict verdict(double value, boolean met) {
    if (Double.isNaN(value)) {
      return Verdict.UNKNOWN;
    }
    return met ? Verdict.MET : Verdict.NOT_MET;
  }

  private static String rounded(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(4, RoundingMode.HALF_UP).toPlainString()
        : "unknown";
  }
}
