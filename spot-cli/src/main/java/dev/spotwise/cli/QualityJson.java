package dev.spotwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.quality.Figure;
import dev.spotwise.data.quality.QualityReport;
import java.util.List;

/** Reports on sources as JSON: figures by their keys, spans in seconds, unknown as null. */
final class QualityJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private QualityJson() {}

  static String of(List<QualityText.Inspected> inspected) {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode sources = all.putArray("sources");
    for (QualityText.Inspected one : inspected) {
      ObjectNode source = sources.addObject().put("source", one.location());
      if (one.report().isPresent()) {
        put(one.report().get(), source);
      } else {
        source.put("error", one.error());
      }
    }
    return text(all);
  }

  private static void put(QualityReport report, ObjectNode source) {
    source.put("kind", report.kind());
    ObjectNode figures = source.putObject("figures");
    report.figures().forEach(figure -> put(figures, figure.key(), figure.value()));
    ArrayNode notes = source.putArray("notes");
    report.notes().forEach(notes::add);
    ArrayNode findings = source.putArray("findings");
    report
        .findings()
        .forEach(
            finding ->
                findings.addObject().put("kind", finding.kind()).put("text", finding.text()));
  }

  private static void put(ObjectNode figures, String key, Figure.Value value) {
    if (value instanceof Figure.Count count) {
      figures.put(key, count.count());
    } else if (value instanceof Figure.Percent percent) {
      putNumber(figures, key, percent.percent());
    } else if (value instanceof Figure.Span span) {
      figures.put(key, span.length().toSeconds());
    } else if (value instanceof Figure.Counts counts) {
      ObjectNode byName = figures.putObject(key);
      counts.byName().forEach(byName::put);
    } else if (value instanceof Figure.Percents percents) {
      ObjectNode byName = figures.putObject(key);
      percents.byName().forEach((name, percent) -> putNumber(byName, name, percent));
    } else {
      figures.put(key, value.text());
    }
  }

  /** Puts a number; null if it is none. */
  static void putNumber(ObjectNode node, String key, double number) {
    if (Double.isFinite(number)) {
      node.put(key, number);
    } else {
      node.putNull(key);
    }
  }

  static String text(ObjectNode tree) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
