package dev.spotwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.models.BundleManifest;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import java.util.List;
import java.util.Locale;

/** What a bundle of models is, as JSON; what is not known is null. */
final class ModelsJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private ModelsJson() {}

  static String of(ModelsReport.Shown shown) {
    BundleManifest manifest = shown.manifest();
    ObjectNode node = JSON.createObjectNode();
    node.put("folder", shown.folder().toString());
    node.put("library_version", manifest.libraryVersion());
    node.put("trained_on", manifest.trainedOn().toString());
    node.put("seed", manifest.seed());
    node.put("data_digest", manifest.dataDigest());
    ObjectNode schema = node.putObject("schema");
    schema.put("version", manifest.schema().version());
    schema.put("step_seconds", manifest.schema().stepSeconds());
    manifest.schema().names().forEach(schema.putArray("names")::add);
    node.put("summarised_rows", shown.bundle().features().map(s -> s.rows()).orElse(null));
    ArrayNode files = node.putArray("files");
    for (BundleManifest.FileEntry file : manifest.files()) {
      ObjectNode entry = files.addObject();
      entry.put("name", file.name());
      entry.put("bytes", file.bytes());
      entry.put("sha256", file.sha256());
      entry.put("verified", true);
    }
    write(shown.bundle().price().card(), node.putObject("price"));
    write(shown.bundle().stability().card(), node.putObject("stability"));
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void write(ModelCard card, ObjectNode node) {
    node.put("model", card.model());
    ArrayNode horizons = node.putArray("horizons");
    card.horizons().forEach(horizon -> horizons.add(horizon.toString()));
    ObjectNode settings = node.putObject("settings");
    card.settings().forEach(settings::put);
    ArrayNode scores = node.putArray("scores");
    for (Split split : List.of(Split.TEST, Split.TRAIN)) {
      for (Score score : card.scores()) {
        if (score.split() == split) {
          ObjectNode entry = scores.addObject();
          entry.put("model", score.model());
          entry.put("horizon", score.horizon().toString());
          entry.put("split", split.name().toLowerCase(Locale.ROOT));
          entry.put("rows", score.rows());
          ObjectNode metrics = entry.putObject("metrics");
          score.metrics().forEach((name, value) -> metrics.put(name, value.isNaN() ? null : value));
        }
      }
    }
  }
}
