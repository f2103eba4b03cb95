package dev.spotwise.cli;

import dev.spotwise.cli.config.Durations;
import dev.spotwise.models.BundleManifest;
import dev.spotwise.models.ModelBundle;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a bundle of models is, as text. */
final class ModelsReport {

  private static final int WIDTH = 100;

  private ModelsReport() {}

  /**
   * A bundle to be shown.
   *
   * @param folder as the user names it
   * @param manifest verified
   * @param bundle loaded
   */
  record Shown(Path folder, BundleManifest manifest, ModelBundle bundle) {}

  static List<String> lines(Shown shown) {
    BundleManifest manifest = shown.manifest();
    List<String> lines = new ArrayList<>();
    lines.add(field("models", shown.folder().toString()));
    lines.add(field("trained on", manifest.trainedOn().toString()));
    lines.add(field("spotwise", manifest.libraryVersion()));
    lines.add(field("seed", Long.toString(manifest.seed())));
    lines.add(field("training data", "SHA-256 " + manifest.dataDigest()));
    lines.add(
        field(
            "features",
            String.format(
                Locale.ROOT,
                "%s, %d columns, step %s",
                manifest.schema().version(),
                manifest.schema().width(),
                Durations.show(Duration.ofSeconds(manifest.schema().stepSeconds())))));
    wrapped(String.join(" ", manifest.schema().names()), lines);
    lines.add(
        field(
            "summary",
            shown
                .bundle()
                .features()
                .map(summary -> "of the features of " + summary.rows() + " training rows")
                .orElse("none")));
    for (BundleManifest.FileEntry file : manifest.files()) {
      lines.add(
          field(
              "file",
              String.format(
                  Locale.ROOT, "%-28s %,12d bytes, checksum verified", file.name(), file.bytes())));
    }
    model("price", shown.bundle().price().card(), lines);
    model("stability", shown.bundle().stability().card(), lines);
    return lines;
  }

  private static void model(String role, ModelCard card, List<String> lines) {
    lines.add("");
    lines.add(
        field(
            role,
            card.model()
                + ", "
                + card.horizons().stream().map(Durations::show).collect(Collectors.joining(", "))
                + " ahead"));
    wrapped(
        card.settings().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")),
        lines);
    for (Split split : List.of(Split.TEST, Split.TRAIN)) {
      for (Duration horizon : card.horizons()) {
        scores(card, horizon, split, lines);
      }
    }
  }

  private static void scores(ModelCard card, Duration horizon, Split split, List<String> lines) {
    List<Score> scores =
        card.scores().stream()
            .filter(score -> score.split() == split && score.horizon().equals(horizon))
            .toList();
    if (scores.isEmpty()) {
      return;
    }
    TreeSet<String> metrics = new TreeSet<>();
    scores.forEach(score -> metrics.addAll(score.metrics().keySet()));
    StringBuilder head =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  %-20s",
                split.name().toLowerCase(Locale.ROOT) + " rows, " + Durations.show(horizon)));
    metrics.forEach(metric -> head.append("  ").append(heading(metric)));
    lines.add(head + "      rows");
    for (Score score : scores) {
      StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-20s", score.model()));
      for (String metric : metrics) {
        row.append("  ")
            .append(
                String.format(
                    Locale.ROOT,
                    "%" + heading(metric).length() + "s",
                    significant(score.metric(metric))));
      }
      lines.add(row + String.format(Locale.ROOT, "%10d", score.rows()));
    }
  }

  private static String heading(String metric) {
    String words =
        metric.replace("expected_calibration_error", "ece").replace("average_precision", "ap");
    return String.format(Locale.ROOT, "%9s", words.replace('_', '-'));
  }

  private static String significant(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "-";
  }

  private static String field(String name, String value) {
    return String.format(Locale.ROOT, "%-16s ", name) + value;
  }

  private static void wrapped(String words, List<String> lines) {
    StringBuilder line = new StringBuilder();
    String indent = field("", "");
    for (String word : words.split(" ", -1)) {
      if (line.length() > 0 && indent.length() + line.length() + word.length() >= WIDTH) {
        lines.add(indent + line);
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(indent + line);
    }
  }
}
