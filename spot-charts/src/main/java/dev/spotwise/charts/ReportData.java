package dev.spotwise.charts;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.SuccessCriteria;
import dev.spotwise.backtest.sweep.SweepRecord;
import dev.spotwise.data.quality.MarketQuality;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.evaluation.EvaluationReport;
import dev.spotwise.models.evaluation.ForecastReview;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What figures and report are made from. Immutable.
 *
 * @param price card of the price predictor
 * @param stability card of the stability ranker; without scores if no interruptions are known
 * @param result the backtest
 * @param criteria the success criteria, in the order in which they are listed; may be empty
 * @param events all that happened in the backtest, in the order in which it did; may be empty
 * @param review how the forecasts of the backtest came out, if that was looked at
 * @param evaluation what a walk forward found; empty if none was made
 * @param sweep what a search for the policy's numbers found; empty if none was made
 * @param quality what is known of each pool
 * @param notes remarks for the reader, plain text, in order; may be empty
 * @param origin what is needed to make the run again
 */
public record ReportData(
    ModelCard price,
    ModelCard stability,
    BacktestResult result,
    List<SuccessCriteria.Criterion> criteria,
    List<ReplayEvent> events,
    Optional<ForecastReview> review,
    Optional<EvaluationReport> evaluation,
    Optional<SweepRecord> sweep,
    MarketQuality quality,
    List<String> notes,
    Origin origin) {

  /**
   * Where a run comes from.
   *
   * @param command the command line that makes it again; empty if unknown
   * @param configuration every setting, as YAML; empty if unknown
   * @param provenance versions, seeds, sources and digests, value by name
   */
  public record Origin(String command, String configuration, SortedMap<String, String> provenance) {

    /** Freezes. */
    public Origin {
      requireNonNull(command, "command");
      requireNonNull(configuration, "configuration");
      provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    }
  }

  /** Checks and freezes. */
  public ReportData {
    requireNonNull(price, "price");
    requireNonNull(stability, "stability");
    requireNonNull(result, "result");
    requireNonNull(review, "review");
    requireNonNull(evaluation, "evaluation");
    requireNonNull(sweep, "sweep");
    requireNonNull(quality, "quality");
    requireNonNull(origin, "origin");
    criteria = List.copyOf(criteria);
    events = List.copyOf(events);
    notes = List.copyOf(notes);
  }
}
