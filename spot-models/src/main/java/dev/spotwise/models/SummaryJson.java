package dev.spotwise.models;

import static dev.spotwise.models.StrictJson.requireFields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.models.drift.ColumnSummary;
import dev.spotwise.models.drift.FeatureSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A {@link FeatureSummary} as {@link StrictJson}. */
final class SummaryJson {

  private static final int MOST_COLUMNS = 1 << 14;
  private static final int MOST_CUTS = 64;

  private SummaryJson() {}

  static byte[] write(FeatureSummary summary) {
    ObjectNode node = StrictJson.object();
    node.put("rows", summary.rows());
    ArrayNode columns = node.putArray("columns");
    for (ColumnSummary column : summary.columns()) {
      ObjectNode entry = columns.addObject();
      entry.put("name", column.name());
      entry.put("unknown", column.unknown());
      column.cuts().forEach(entry.putArray("cuts")::add);
      column.counts().forEach(entry.putArray("counts")::add);
      column.sample().forEach(entry.putArray("sample")::add);
    }
    try {
      return StrictJson.write(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  static FeatureSummary read(byte[] json) throws IOException {
    JsonNode node = StrictJson.read(json);
    requireFields("summary", node, Set.of("rows", "columns"));
    List<ColumnSummary> columns = new ArrayList<>();
    for (JsonNode entry : StrictJson.entries(node, "columns", MOST_COLUMNS)) {
      columns.add(readColumn(entry));
    }
    return new FeatureSummary(StrictJson.whole(node, "rows", 0, Integer.MAX_VALUE), columns);
  }

  private static ColumnSummary readColumn(JsonNode node) throws IOException {
    requireFields("column", node, Set.of("name", "unknown", "cuts", "counts", "sample"));
    List<Integer> counts = new ArrayList<>();
    for (JsonNode count : StrictJson.entries(node, "counts", MOST_CUTS)) {
      if (!count.isInt()) {
        throw new IOException("counts must be whole numbers but one was " + count.getNodeType());
      }
      counts.add(count.intValue());
    }
    return new ColumnSummary(
        StrictJson.text(node, "name"),
        floats(node, "cuts", MOST_CUTS),
        counts,
        StrictJson.whole(node, "unknown", 0, Integer.MAX_VALUE),
        floats(node, "sample", FeatureSummary.MOST_SAMPLED));
  }

  private static List<Float> floats(JsonNode node, String name, int most) throws IOException {
    List<Float> values = new ArrayList<>();
    for (JsonNode value : StrictJson.entries(node, name, most)) {
      if (!value.isNumber()) {
        throw new IOException(name + " must be numbers but one was " + value.getNodeType());
      }
      values.add(value.decimalValue().floatValue());
    }
    return values;
  }
}
