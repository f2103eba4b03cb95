package dev.spotwise.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.features.FeatureSchema;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link ModelCard} as JSON, the same bytes on every platform: Jackson's own shortest decimals,
 * because {@code Double.toString} changed in JDK 19, and plain line feeds. Metrics that are NaN are
 * null.
 */
final class CardJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private CardJson() {}

  static byte[] write(ModelCard card) throws JsonProcessingException {
    ObjectNode node = JSON.createObjectNode();
    node.put("model", card.model());
    node.put("library_version", card.libraryVersion());
    ObjectNode schema = node.putObject("schema");
    schema.put("version", card.schema().version());
    schema.put("step_seconds", card.schema().stepSeconds());
    ArrayNode names = schema.putArray("names");
    card.schema().names().forEach(names::add);
    ArrayNode horizons = node.putArray("horizons");
    card.horizons().forEach(horizon -> horizons.add(horizon.toString()));
    ObjectNode window = node.putObject("trained_on");
    window.put("from", card.trainedOn().from().toString());
    window.put("to", card.trainedOn().to().toString());
    node.put("seed", card.seed());
    node.put("data_digest", card.dataDigest());
    ObjectNode settings = node.putObject("settings");
    card.settings().forEach(settings::put);
    ArrayNode scores = node.putArray("scores");
    card.scores().forEach(score -> write(score, scores.addObject()));
    return JSON.writeValueAsBytes(node);
  }

  private static void write(Score score, ObjectNode node) {
    node.put("model", score.model());
    node.put("horizon", score.horizon().toString());
    node.put("split", score.split().name());
    node.put("rows", score.rows());
    ObjectNode metrics = node.putObject("metrics");
    score.metrics().forEach((name, value) -> metrics.put(name, value.isNaN() ? null : value));
  }

  static ModelCard read(byte[] json) throws IOException {
    JsonNode node = JSON.readTree(json);
    try {
      JsonNode schema = node.required("schema");
      JsonNode window = node.required("trained_on");
      SortedMap<String, String> settings = new TreeMap<>();
      node.required("settings")
          .properties()
          .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
      List<Score> scores = new ArrayList<>();
      node.required("scores").forEach(score -> scores.add(readScore(score)));
      return new ModelCard(
          node.required("model").asText(),
          node.required("library_version").asText(),
          new FeatureSchema(
              schema.required("version").asText(),
              texts(schema.required("names")),
              schema.required("step_seconds").asLong()),
          texts(node.required("horizons")).stream().map(Duration::parse).toList(),
          new TimeWindow(
              Instant.parse(window.required("from").asText()),
              Instant.parse(window.required("to").asText())),
          node.required("seed").asLong(),
          node.required("data_digest").asText(),
          settings,
          scores);
    } catch (RuntimeException e) {
      throw new IOException("its card is malformed: " + e.getMessage(), e);
    }
  }

  private static Score readScore(JsonNode node) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    node.required("metrics")
        .properties()
        .forEach(
            entry ->
                metrics.put(
                    entry.getKey(),
                    entry.getValue().isNull() ? Double.NaN : entry.getValue().asDouble()));
    return new Score(
        node.required("model").asText(),
        Duration.parse(node.required("horizon").asText()),
        Split.valueOf(node.required("split").asText()),
        node.required("rows").asInt(),
        metrics);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
