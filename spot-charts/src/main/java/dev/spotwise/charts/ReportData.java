package dev.spotwise.charts;

import static java.util.Objects.requireNonNull;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.SuccessCriteria;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.evaluation.EvaluationReport;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a report is written from. Immutable.
 *
 * @param price card of the price predictor
 * @param stability card of the stability ranker; without scores if no interruptions are known
 * @param result the backtest
 * @param criteria the success criteria, in the order in which they are listed; may be empty
 * @param provenance what is needed to make the run again, value by name: seed, source, digest,
 *     settings, command, version
 * @param notes remarks for the reader, plain text, in order; may be empty
 * @param evaluation what a walk forward found; empty if none was made
 */
public record ReportData(
    ModelCard price,
    ModelCard stability,
    BacktestResult result,
    List<SuccessCriteria.Criterion> criteria,
    SortedMap<String, String> provenance,
    List<String> notes,
    Optional<EvaluationReport> evaluation) {

  /** Checks and freezes. */
  public ReportData {
    requireNonNull(price, "price");
    requireNonNull(stability, "stability");
    requireNonNull(result, "result");
    requireNonNull(evaluation, "evaluation");
    criteria = List.copyOf(criteria);
    provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    notes = List.copyOf(notes);
  }
}
