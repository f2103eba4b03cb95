package dev.spotwise.models.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.evaluation.EvaluationReport.FoldRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link EvaluationJson} wrote. */
public final class EvaluationReader {

  private static final String AGAIN = "; run 'spot evaluate' again";

  private EvaluationReader() {}

  /**
   * Reads a report.
   *
   * @throws MarketDataException if the file is missing, malformed or of another format
   */
  public static EvaluationReport read(Path file) {
    try {
      JsonNode node = EvaluationJson.JSON.readTree(Files.readAllBytes(file));
      int version = node.path("format_version").asInt(0);
      if (version != EvaluationJson.VERSION) {
        throw new MarketDataException(
            String.format(
                Locale.ROOT,
                "%s must have format_version %d but has %d%s",
                file,
                EvaluationJson.VERSION,
                version,
                AGAIN));
      }
      return report(node);
    } catch (NoSuchFileException e) {
      throw new MarketDataException("no such file: " + file + AGAIN, e);
    } catch (JsonProcessingException e) {
      throw new MarketDataException(file + " is malformed: " + e.getOriginalMessage() + AGAIN, e);
    } catch (IOException e) {
      throw new MarketDataException("can't read " + file + ": " + e.getMessage(), e);
    } catch (MarketDataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MarketDataException(file + " is malformed: " + e.getMessage() + AGAIN, e);
    }
  }

  private static EvaluationReport report(JsonNode node) {
    JsonNode rolling = node.required("rolling_origin");
    JsonNode embargo = rolling.required("embargo");
    SortedMap<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.required("settings").properties()) {
      settings.put(entry.getKey(), entry.getValue().asText());
    }
    List<FoldRows> folds = new ArrayList<>();
    node.required("folds").forEach(fold -> folds.add(fold(fold)));
    return new EvaluationReport(
        text(node, "library_version"),
        window(node.required("window")),
        new RollingOrigin(
            number(rolling, "test_share"),
            whole(rolling, "folds"),
            RollingOrigin.Scheme.valueOf(text(rolling, "scheme")),
            embargo.isNull() ? Optional.empty() : Optional.of(Duration.parse(embargo.asText()))),
        Duration.parse(text(node, "interval")),
        node.required("seed").asLong(),
        whole(node, "pools"),
        settings,
        folds,
        tables(node.required("price")),
        tables(node.required("stability")));
  }

  private static FoldRows fold(JsonNode node) {
    return new FoldRows(
        new Fold(
            whole(node, "fold"),
            window(node.required("train")),
            window(node.required("test")),
            Duration.parse(text(node, "embargo"))),
        whole(node, "train_rows"),
        whole(node, "test_rows"));
  }

  private static List<EvaluationTable> tables(JsonNode nodes) {
    List<EvaluationTable> tables = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<List<ModelMetrics>> byFold = new ArrayList<>();
      node.required("by_fold").forEach(fold -> byFold.add(models(fold)));
      SortedMap<String, ModelMetrics> byPool = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : node.required("by_pool").properties()) {
        byPool.put(entry.getKey(), model(entry.getValue()));
      }
      List<Importance> importance = new ArrayList<>();
      for (JsonNode one : node.required("importance")) {
        importance.add(
            new Importance(
                text(one, "feature"),
                Importance.Kind.valueOf(text(one, "kind")),
                number(one, "increase"),
                number(one, "deviation")));
      }
      tables.add(
          new EvaluationTable(
              Duration.parse(text(node, "horizon")),
              models(node.required("models")),
              byFold,
              byPool,
              importance,
              node.has("reliability")
                  ? Optional.of(reliability(node.required("reliability")))
                  : Optional.empty()));
    }
    return tables;
  }

  private static List<ModelMetrics> models(JsonNode nodes) {
    List<ModelMetrics> models = new ArrayList<>();
    nodes.forEach(node -> models.add(model(node)));
    return models;
  }

  private static ModelMetrics model(JsonNode node) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    JsonNode named = node.required("metrics");
    named.fieldNames().forEachRemaining(name -> metrics.put(name, number(named, name)));
    return new ModelMetrics(text(node, "model"), whole(node, "rows"), metrics);
  }

  static ReliabilityTable reliability(JsonNode nodes) {
    List<ReliabilityTable.Bin> bins = new ArrayList<>();
    for (JsonNode node : nodes) {
      bins.add(
          new ReliabilityTable.Bin(
              number(node, "low"),
              number(node, "high"),
              whole(node, "count"),
              number(node, "mean_forecast"),
              number(node, "observed_share")));
    }
    return new ReliabilityTable(bins);
  }

  private static TimeWindow window(JsonNode node) {
    return new TimeWindow(Instant.parse(text(node, "from")), Instant.parse(text(node, "to")));
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.required(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " must be a text but was " + value);
    }
    return value.asText();
  }

  private static int whole(JsonNode node, String name) {
    JsonNode value = node.required(name);
    if (!value.isInt()) {
      throw new IllegalArgumentException(name + " must be a whole number but was " + value);
    }
    return value.intValue();
  }

  /** A number; null is NaN. */
  private static double number(JsonNode node, String name) {
    JsonNode value = node.required(name);
    if (!value.isNumber() && !value.isNull()) {
      throw new IllegalArgumentException(name + " must be a number or null but was " + value);
    }
    return value.isNull() ? Double.NaN : value.doubleValue();
  }
}
