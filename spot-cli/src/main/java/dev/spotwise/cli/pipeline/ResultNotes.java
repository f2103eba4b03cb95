package dev.spotwise.cli.pipeline;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.baseline.BaseRateRanker;
import dev.spotwise.models.baseline.PersistencePredictor;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What speaks against a result and would be easy to overlook in its tables. */
final class ResultNotes {

  private ResultNotes() {}

  static List<String> of(
      ModelCard price, ModelCard stability, BacktestResult result, Duration priceHorizon) {
    List<String> notes = new ArrayList<>();
    worse(stability, BaseRateRanker.ID, result.stabilityWindow(), StabilityMetrics.BRIER)
        .map(found -> "The stability forecasts that decisions went by did worse than " + found)
        .ifPresent(notes::add);
    worse(price, PersistencePredictor.ID, priceHorizon, PriceMetrics.RMSE)
        .map(found -> "The price forecasts that decisions went by did worse than " + found)
        .ifPresent(notes::add);
    start(result).ifPresent(notes::add);
    return notes;
  }

  /** The metric of a model beside that of its baseline, where the baseline's is smaller. */
  private static Optional<String> worse(
      ModelCard card, String baseline, Duration horizon, String metric) {
    Optional<Score> own = card.score(card.model(), horizon, Split.TEST);
    Optional<Score> other = card.score(baseline, horizon, Split.TEST);
    if (own.isEmpty()
        || other.isEmpty()
        || !(own.get().metric(metric) > other.get().metric(metric))) {
      return Optional.empty();
    }
    return Optional.of(
        baseline
            + " on test rows, "
            + horizon.toHours()
            + " h ahead: "
            + metric
            + " "
            + rounded(own.get().metric(metric))
            + " against "
            + rounded(other.get().metric(metric)));
  }

  private static Optional<String> start(BacktestResult result) {
    String wanted = result.baseline(BacktestResult.STAY).placement();
    return result.decisions().stream()
        .findFirst()
        .filter(first -> !first.currentPool().equals(wanted))
        .map(
            first ->
                wanted + " was not up at the start: the workload began in " + first.currentPool());
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(new MathContext(4)).toPlainString();
  }
}
