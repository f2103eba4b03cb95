package dev.spotwise.models.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.AtomicFile;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.evaluation.EvaluationReport.FoldRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An {@link EvaluationReport} as JSON, the same bytes on every platform: Jackson's own shortest
 * decimals and plain line feeds. Metrics that are NaN are null. {@link EvaluationReader} reads it.
 */
public final class EvaluationJson {

  /** Name of the file in the models' folder. */
  public static final String FILE = "evaluation.json";

  static final int VERSION = 1;

  static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private EvaluationJson() {}

  /**
   * Writes a report, whole or not at all.
   *
   * @throws java.io.UncheckedIOException if the file can't be written
   */
  public static void write(Path file, EvaluationReport report) {
    AtomicFile.write(file, temporary -> Files.write(temporary, bytes(report)));
  }

  /** A report as JSON text in UTF-8. */
  public static byte[] bytes(EvaluationReport report) {
    ObjectNode node = JSON.createObjectNode();
    node.put("format_version", VERSION);
    node.put("library_version", report.libraryVersion());
    write(report.window(), node.putObject("window"));
    ObjectNode rolling = node.putObject("rolling_origin");
    rolling.put("test_share", report.rolling().testShare());
    rolling.put("folds", report.rolling().folds());
    rolling.put("scheme", report.rolling().scheme().name());
    rolling.put("embargo", report.rolling().embargo().map(Object::toString).orElse(null));
    node.put("interval", report.interval().toString());
    node.put("seed", report.seed());
    node.put("pools", report.pools());
    ObjectNode settings = node.putObject("settings");
    report.settings().forEach(settings::put);
    ArrayNode folds = node.putArray("folds");
    report.folds().forEach(fold -> write(fold, folds.addObject()));
    write(report.price(), node.putArray("price"));
    write(report.stability(), node.putArray("stability"));
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  private static void write(TimeWindow window, ObjectNode node) {
    node.put("from", window.from().toString());
    node.put("to", window.to().toString());
  }

  private static void write(FoldRows rows, ObjectNode node) {
    node.put("fold", rows.fold().number());
    write(rows.fold().train(), node.putObject("train"));
    write(rows.fold().test(), node.putObject("test"));
    node.put("embargo", rows.fold().embargo().toString());
    node.put("train_rows", rows.trainRows());
    node.put("test_rows", rows.testRows());
  }

  private static void write(List<EvaluationTable> tables, ArrayNode nodes) {
    for (EvaluationTable table : tables) {
      ObjectNode node = nodes.addObject();
      node.put("horizon", table.horizon().toString());
      writeModels(table.overall(), node.putArray("models"));
      ArrayNode folds = node.putArray("by_fold");
      table.byFold().forEach(fold -> writeModels(fold, folds.addArray()));
      ObjectNode pools = node.putObject("by_pool");
      table.byPool().forEach((pool, measured) -> write(measured, pools.putObject(pool)));
      ArrayNode importance = node.putArray("importance");
      for (Importance one : table.importance()) {
        ObjectNode entry = importance.addObject();
        entry.put("feature", one.feature());
        entry.put("kind", one.kind().name());
        entry.put("increase", number(one.increase()));
        entry.put("deviation", number(one.deviation()));
      }
      table.reliability().ifPresent(bins -> write(bins, node.putArray("reliability")));
    }
  }

  private static void writeModels(List<ModelMetrics> models, ArrayNode nodes) {
    models.forEach(model -> write(model, nodes.addObject()));
  }

  private static void write(ModelMetrics measured, ObjectNode node) {
    node.put("model", measured.model());
    node.put("rows", measured.rows());
    ObjectNode metrics = node.putObject("metrics");
    measured.metrics().forEach((name, value) -> metrics.put(name, number(value)));
  }

  static void write(ReliabilityTable table, ArrayNode nodes) {
    for (ReliabilityTable.Bin bin : table.bins()) {
      ObjectNode node = nodes.addObject();
      node.put("low", bin.low());
      node.put("high", bin.high());
      node.put("count", bin.count());
      node.put("mean_forecast", number(bin.meanForecast()));
      node.put("observed_share", number(bin.observedShare()));
    }
  }

  static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
