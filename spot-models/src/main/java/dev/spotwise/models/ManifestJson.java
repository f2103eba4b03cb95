package dev.spotwise.models;

import static dev.spotwise.models.StrictJson.requireFields;
import static dev.spotwise.models.StrictJson.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.models.BundleManifest.FileEntry;
import dev.spotwise.models.BundleManifest.ModelEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A {@link BundleManifest} as {@link StrictJson}. */
final class ManifestJson {

  static final String FORMAT = "spotwise-models";
  static final int VERSION = 1;

  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "version",
          "library_version",
          "schema",
          "trained_on",
          "seed",
          "data_digest",
          "models",
          "files");
  private static final Set<String> MODEL_FIELDS =
      Set.of("role", "model", "file", "horizons", "settings", "scores");
  private static final List<String> NAMES =
      List.of(BundleManifest.SUMMARY_FILE, ModelBundle.PRICE_FILE, ModelBundle.STABILITY_FILE);

  private ManifestJson() {}

  static byte[] write(BundleManifest manifest) {
    ObjectNode node = StrictJson.object();
    node.put("format", FORMAT);
    node.put("version", VERSION);
    node.put("library_version", manifest.libraryVersion());
    StrictJson.put(node, "schema", manifest.schema());
    StrictJson.put(node, "trained_on", manifest.trainedOn());
    node.put("seed", manifest.seed());
    node.put("data_digest", manifest.dataDigest());
    ArrayNode models = node.putArray("models");
    manifest.models().forEach(model -> write(model, models.addObject()));
    ArrayNode files = node.putArray("files");
    for (FileEntry file : manifest.files()) {
      ObjectNode entry = files.addObject();
      entry.put("name", file.name());
      entry.put("bytes", file.bytes());
      entry.put("sha256", file.sha256());
    }
    try {
      return StrictJson.write(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void write(ModelEntry model, ObjectNode node) {
    node.put("role", model.role());
    node.put("model", model.model());
    node.put("file", model.file());
    ArrayNode horizons = node.putArray("horizons");
    model.horizons().forEach(horizon -> horizons.add(horizon.toString()));
    ObjectNode settings = node.putObject("settings");
    model.settings().forEach(settings::put);
    ArrayNode scores = node.putArray("scores");
    model.scores().forEach(score -> CardJson.write(score, scores.addObject()));
  }

  /** Reads what {@link #write} wrote; of another version it says so before anything else. */
  static BundleManifest read(byte[] json) throws IOException {
    JsonNode node = StrictJson.read(json);
    String format = text(node, "format");
    if (!format.equals(FORMAT)) {
      throw new IOException("format must be " + FORMAT + " but was " + StrictJson.shown(format));
    }
    long version = StrictJson.whole(node, "version");
    if (version != VERSION) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "version must be %d but was %d; %s",
              VERSION,
              version,
              version > VERSION ? "a newer spotwise is needed" : "train again"));
    }
    requireFields("manifest", node, FIELDS);
    List<ModelEntry> models = new ArrayList<>();
    for (JsonNode entry : StrictJson.entries(node, "models", 2)) {
      models.add(readModel(entry));
    }
    return new BundleManifest(
        text(node, "library_version"),
        StrictJson.schema(node, "schema"),
        StrictJson.window(node, "trained_on"),
        StrictJson.whole(node, "seed"),
        text(node, "data_digest"),
        models,
        readFiles(node));
  }

  private static ModelEntry readModel(JsonNode node) throws IOException {
    requireFields("model", node, MODEL_FIELDS);
    return new ModelEntry(
        text(node, "role"),
        text(node, "model"),
        text(node, "file"),
        StrictJson.horizons(node, "horizons"),
        CardJson.readSettings(node.path("settings")),
        CardJson.readScores(node));
  }

  /** No name but those of a bundle, so that none leads out of its folder. */
  private static List<FileEntry> readFiles(JsonNode node) throws IOException {
    List<FileEntry> files = new ArrayList<>();
    for (JsonNode entry : StrictJson.entries(node, "files", NAMES.size())) {
      requireFields("file", entry, Set.of("name", "bytes", "sha256"));
      String name = text(entry, "name");
      if (!NAMES.contains(name)) {
        throw new IOException(
            "file must be one of " + NAMES + " but was " + StrictJson.shown(name));
      }
      files.add(new FileEntry(name, StrictJson.whole(entry, "bytes"), text(entry, "sha256")));
    }
    List<String> names = files.stream().map(FileEntry::name).toList();
    if (!names.containsAll(NAMES.subList(1, NAMES.size()))) {
      throw new IOException("files must list both models but are " + names);
    }
    return files;
  }
}
