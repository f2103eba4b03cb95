package dev.spotwise.cli.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.EventLog;
import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.backtest.sweep.SweepJson;
import dev.spotwise.charts.ReportData;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.quality.MarketQuality;
import dev.spotwise.decision.Placement;
import dev.spotwise.models.LibraryVersion;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.evaluation.EvaluationReader;
import dev.spotwise.models.evaluation.ForecastReviewJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Gathers what figures and report are made from: of this run, or from the output folder. */
final class ReportMaterial {

  /** With the configuration that the report shows saved beside it. */
  private static final String COMMAND = "spot run --config spot.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build();

  private ReportMaterial() {}

  static ReportData of(StoredRun work, List<Criterion> criteria, List<String> notes) {
    OutputFolder out = work.out;
    return new ReportData(
        work.bundle.price().card(),
        work.bundle.stability().card(),
        work.result,
        criteria,
        stored(out.events(), EventLog::readJsonLines).orElse(List.of()),
        stored(out.review(), ForecastReviewJson::read),
        stored(out.evaluation(), EvaluationReader::read),
        stored(out.sweep(), SweepJson::read),
        MarketQuality.of(work.market.market()),
        notes,
        new ReportData.Origin(COMMAND, configuration(work), provenance(work)));
  }

  private static <T> Optional<T> stored(Path file, Function<Path, T> reader) {
    return Files.exists(file) ? Optional.of(reader.apply(file)) : Optional.empty();
  }

  private static String configuration(StoredRun work) {
    ObjectNode tree = work.settings.tree().deepCopy();
    tree.remove(List.of("threads", "out"));
    try {
      return YAML.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  private static SortedMap<String, String> provenance(StoredRun work) {
    SourceFile source = SourceFile.open(work.out.data());
    ModelCard card = work.bundle.price().card();
    SortedMap<String, String> provenance = new TreeMap<>();
    provenance.put("Spotwise version", LibraryVersion.current());
    provenance.put("Seed of the models", Long.toString(card.seed()));
    provenance.put("Models trained on", card.trainedOn().toString());
    provenance.put("Backtest window", work.result.window().toString());
    source.origin().forEach((name, value) -> provenance.put("Source: " + name, value));
    source.digests().forEach((name, value) -> provenance.put("SHA-256 of " + name, value));
    provenance.put("Training data digest", card.dataDigest());
    return provenance;
  }

  /**
   * The pool that the workload was found in at most decisions, the first by name of equals; the
   * start if it never was in one.
   */
  static CapacityPool mostHeld(BacktestResult result, Placement start, List<CapacityPool> pools) {
    SortedMap<String, Integer> held = new TreeMap<>();
    for (DecisionRecord decision : result.decisions()) {
      held.merge(decision.currentPool(), 1, Integer::sum);
    }
    Map<String, CapacityPool> byId = new TreeMap<>();
    pools.forEach(pool -> byId.put(pool.id(), pool));
    CapacityPool most = null;
    int decisions = 0;
    for (Map.Entry<String, Integer> entry : held.entrySet()) {
      if (byId.containsKey(entry.getKey()) && entry.getValue() > decisions) {
        most = byId.get(entry.getKey());
        decisions = entry.getValue();
      }
    }
    if (most != null) {
      return most;
    }
    return start instanceof Placement.Spot spot ? spot.pool() : pools.get(0);
  }
}
