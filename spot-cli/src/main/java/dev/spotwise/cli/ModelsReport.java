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

  static List<String> lines(Shown shown, Terminal terminal) {
    BundleManifest manifest = shown.manifest();
    Page page = new Page(terminal);
    page.line(field("models", shown.folder().toString()));
    page.line(field("trained on", manifest.trainedOn().toString()));
    page.line(field("spotwise", manifest.libraryVersion()));
    page.line(field("seed", Long.toString(manifest.seed())));
    page.line(field("training data", "SHA-256 " + manifest.dataDigest()));
    page.line(
        field(
            "features",
            String.format(
                Locale.ROOT,
                "%s, %d columns, step %s",
                manifest.schema().version(),
                manifest.schema().width(),
                Durations.show(Duration.ofSeconds(manifest.schema().stepSeconds())))));
    wrapped(String.join(" ", manifest.schema().names()), page);
    page.line(
        field(
            "summary",
            shown
                .bundle()
                .features()
                .map(summary -> "of the features of " + summary.rows() + " training rows")
                .orElse("none")));
    for (BundleManifest.FileEntry file : manifest.files()) {
      page.line(
          field(
              "file",
              String.format(
                  Locale.ROOT, "%-28s %,12d bytes, checksum verified", file.name(), file.bytes())));
    }
    model("price", shown.bundle().price().card(), page);
    model("stability", shown.bundle().stability().card(), page);
    return page.lines();
  }

  private static void model(String role, ModelCard card, Page page) {
    page.gap();
    page.line(
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
        page);
    for (Split split : List.of(Split.TEST, Split.TRAIN)) {
      for (Duration horizon : card.horizons()) {
        scores(card, horizon, split, page);
      }
    }
  }

  private static void scores(ModelCard card, Duration horizon, Split split, Page page) {
    List<Score> scores =
        card.scores().stream()
            .filter(score -> score.split() == split && score.horizon().equals(horizon))
            .toList();
    if (scores.isEmpty()) {
      return;
    }
    TreeSet<String> metrics = new TreeSet<>();
    scores.forEach(score -> metrics.addAll(score.metrics().keySet()));
    String rows = split.name().toLowerCase(Locale.ROOT) + " rows, " + Durations.show(horizon);
    TextTable table = new TextTable(2).left(rows);
    metrics.forEach(metric -> table.right(heading(metric)));
    table.right("rows");
    for (Score score : scores) {
      List<String> row = new ArrayList<>(List.of(score.model()));
      metrics.forEach(metric -> row.add(significant(score.metric(metric))));
      row.add(Integer.toString(score.rows()));
      table.row(row);
    }
    page.table(table);
  }

  private static String heading(String metric) {
    return metric
        .replace("expected_calibration_error", "ece")
        .replace("average_precision", "ap")
        .replace('_', '-');
  }

  private static String significant(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "-";
  }

  private static String field(String name, String value) {
    return String.format(Locale.ROOT, "%-16s ", name) + value;
  }

  private static void wrapped(String words, Page page) {
    StringBuilder line = new StringBuilder();
    String indent = field("", "");
    for (String word : words.split(" ", -1)) {
      if (line.length() > 0 && indent.length() + line.length() + word.length() >= WIDTH) {
        page.line(indent + line);
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      page.line(indent + line);
    }
  }
}
