package dev.spotwise.models;

import static dev.spotwise.models.StrictJson.requireFields;
import static dev.spotwise.models.StrictJson.requireObject;
import static dev.spotwise.models.StrictJson.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link ModelCard} as {@link StrictJson}. Metrics that are NaN are null. */
final class CardJson {

  private static final int MOST_SETTINGS = 1 << 10;
  private static final int MOST_SCORES = 1 << 12;
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "library_version",
          "schema",
          "horizons",
          "trained_on",
          "seed",
          "data_digest",
          "settings",
          "scores");

  private CardJson() {}

  static byte[] write(ModelCard card) throws JsonProcessingException {
    ObjectNode node = StrictJson.object();
    node.put("model", card.model());
    node.put("library_version", card.libraryVersion());
    StrictJson.put(node, "schema", card.schema());
    ArrayNode horizons = node.putArray("horizons");
    card.horizons().forEach(horizon -> horizons.add(horizon.toString()));
    StrictJson.put(node, "trained_on", card.trainedOn());
    node.put("seed", card.seed());
    node.put("data_digest", card.dataDigest());
    ObjectNode settings = node.putObject("settings");
    card.settings().forEach(settings::put);
    ArrayNode scores = node.putArray("scores");
    card.scores().forEach(score -> write(score, scores.addObject()));
    return StrictJson.write(node);
  }

  static void write(Score score, ObjectNode node) {
    node.put("model", score.model());
    node.put("horizon", score.horizon().toString());
    node.put("split", score.split().name());
    node.put("rows", score.rows());
    ObjectNode metrics = node.putObject("metrics");
    score.metrics().forEach((name, value) -> metrics.put(name, value.isNaN() ? null : value));
  }

  static ModelCard read(byte[] json) throws IOException {
    try {
      return read(StrictJson.read(json));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("its card is malformed: " + e.getMessage(), e);
    }
  }

  private static ModelCard read(JsonNode node) throws IOException {
    requireFields("card", node, FIELDS);
    return new ModelCard(
        text(node, "model"),
        text(node, "library_version"),
        StrictJson.schema(node, "schema"),
        StrictJson.horizons(node, "horizons"),
        StrictJson.window(node, "trained_on"),
        StrictJson.whole(node, "seed"),
        text(node, "data_digest"),
        readSettings(node.path("settings")),
        readScores(node));
  }

  static SortedMap<String, String> readSettings(JsonNode node) throws IOException {
    requireObject("settings", node);
    requireAtMost("settings", MOST_SETTINGS, node.size());
    SortedMap<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      settings.put(entry.getKey(), text(entry.getKey(), entry.getValue()));
    }
    return settings;
  }

  static List<Score> readScores(JsonNode node) throws IOException {
    List<Score> scores = new ArrayList<>();
    for (JsonNode score : StrictJson.entries(node, "scores", MOST_SCORES)) {
      scores.add(readScore(score));
    }
    return scores;
  }

  private static Score readScore(JsonNode node) throws IOException {
    requireFields("score", node, Set.of("model", "horizon", "split", "rows", "metrics"));
    JsonNode measured = node.path("metrics");
    requireObject("metrics", measured);
    requireAtMost("metrics", MOST_SETTINGS, measured.size());
    SortedMap<String, Double> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : measured.properties()) {
      metrics.put(entry.getKey(), StrictJson.numberOrNan(entry.getKey(), entry.getValue()));
    }
    return new Score(
        text(node, "model"),
        StrictJson.horizon("horizon", node.path("horizon")),
        split(text(node, "split")),
        StrictJson.whole(node, "rows", 0, Integer.MAX_VALUE),
        metrics);
  }

  private static Split split(String name) throws IOException {
    for (Split split : Split.values()) {
      if (split.name().equals(name)) {
        return split;
      }
    }
    throw new IOException("split must be TRAIN or TEST but was " + StrictJson.shown(name));
  }

  private static void requireAtMost(String what, int most, int size) throws IOException {
    if (size > most) {
      throw new IOException(what + " must be at most " + most + " but were " + size);
    }
  }
}
