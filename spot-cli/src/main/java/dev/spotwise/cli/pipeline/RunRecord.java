package dev.spotwise.cli.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code run.json}: of each step that is done, the digest of what it depended on and the SHA-256 of
 * the files that it wrote. Written after each step, so that a run that was stopped goes on from the
 * last one. Whatever is wrong with the file, or with a file that it names, means that the step is
 * done anew.
 */
final class RunRecord {

  static final String NAME = "run.json";

  private static final int VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The steps in their order. */
  enum Step {
    MARKET,
    MODELS,
    BACKTEST,
    REPORT
  }

  private record Done(String digest, SortedMap<String, String> files) {}

  private final Path root;
  private final Map<Step, Done> steps = new EnumMap<>(Step.class);

  private RunRecord(Path root) {
    this.root = root;
  }

  /** The record of an output folder; empty if there is none, or none that can be read. */
  static RunRecord of(OutputFolder out) {
    RunRecord record = new RunRecord(out.root());
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(out.root().resolve(NAME)));
      if (node.path("format_version").asInt(0) == VERSION) {
        for (Step step : Step.values()) {
          record.read(step, node.path("steps").path(key(step)));
        }
      }
    } catch (IOException e) {
      record.steps.clear();
    }
    return record;
  }

  private void read(Step step, JsonNode node) {
    if (node.isObject()) {
      SortedMap<String, String> files = new TreeMap<>();
      node.path("files")
          .properties()
          .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
      steps.put(step, new Done(node.path("digest").asText(), files));
    }
  }

  /** Whether no step is recorded. */
  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The digest of a step that is done and whose files are all as it wrote them. */
  Optional<String> done(Step step) {
    Done done = steps.get(step);
    return done != null && !done.files().isEmpty() && areThere(done.files())
        ? Optional.of(done.digest())
        : Optional.empty();
  }

  private boolean areThere(SortedMap<String, String> files) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      try {
        if (!Sha256.of(root.resolve(file.getKey())).equals(file.getValue())) {
          return false;
        }
      } catch (IOException | InvalidPathException e) {
        return false;
      }
    }
    return true;
  }

  /**
   * Records that a step is done, and forgets the steps after it.
   *
   * @param digest of what it depended on; if that is not known, the step is forgotten too
   * @param files that it wrote; those that aren't there are left out
   * @throws UncheckedIOException if a file can't be read or the record not be written
   */
  void put(Step step, Optional<String> digest, List<Path> files) {
    steps.keySet().removeIf(other -> other.compareTo(step) >= 0);
    if (digest.isPresent()) {
      SortedMap<String, String> digests = new TreeMap<>();
      for (Path file : files) {
        if (Files.exists(file)) {
          digests.put(name(file), sha256(file));
        }
      }
      steps.put(step, new Done(digest.get(), digests));
    }
    write();
  }

  /** Records that a file of a step that is done was brought up to date. */
  void renew(Step step, Path file) {
    steps.get(step).files().put(name(file), sha256(file));
    write();
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static String sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file + ": " + e, e);
    }
  }

  private void write() {
    ObjectNode node = JSON.createObjectNode();
    node.put("format_version", VERSION);
    ObjectNode all = node.putObject("steps");
    steps.forEach(
        (step, done) -> {
          ObjectNode entry = all.putObject(key(step));
          entry.put("digest", done.digest());
          ObjectNode files = entry.putObject("files");
          done.files().forEach(files::put);
        });
    AtomicFile.write(root.resolve(NAME), file -> Files.write(file, JSON.writeValueAsBytes(node)));
  }

  private static String key(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }
}
