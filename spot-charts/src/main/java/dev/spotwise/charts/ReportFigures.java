package dev.spotwise.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The figures of a folder, each put into the part of the report that it belongs to. */
final class ReportFigures {

  /** The parts of a report that hold figures. */
  enum Part {
    PATH("decision", "path", "availability"),
    FORECASTS("model", "reliab", "fan"),
    COSTS("backtest", "regret", "cost", "sweep"),
    DATA;

    private final List<String> words;

    Part(String... words) {
      this.words = List.of(words);
    }

    private static Part of(String file) {
      String name = file.toLowerCase(Locale.ROOT);
      for (Part part : values()) {
        if (part.words.stream().anyMatch(name::contains)) {
          return part;
        }
      }
      return DATA;
    }
  }

  private final Path folder;
  private final List<String> names;
  private final List<String> missing = new ArrayList<>();

  ReportFigures(Path folder, List<String> names) {
    this.folder = folder;
    this.names = List.copyOf(names);
  }

  /** Adds the figures of a part; those that were not drawn are left out. */
  void add(Part part, Html page) {
    for (String name : names) {
      if (Part.of(name) != part) {
        continue;
      }
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        figure(file, name, page);
      } else {
        missing.add(name);
      }
    }
  }

  /** Those of the parts so far that were not drawn. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  private static void figure(Path file, String name, Html page) {
    String words = PngFile.description(file).orElse(name);
    int end = words.indexOf(". ");
    String headline = end < 0 ? words : words.substring(0, end + 1);
    String id = "caption-" + name.replaceAll("[^a-z0-9_]", "-");
    page.raw(
        "<figure><div class=\"picture\" tabindex=\"0\"><img src=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(bytes(file))
            + "\" alt=\""
            + Html.escape(headline)
            + "\" aria-describedby=\""
            + id
            + "\"/></div>");
    page.raw(
        "<figcaption id=\""
            + id
            + "\"><b>"
            + Html.escape(headline)
            + "</b>"
            + Html.escape(end < 0 ? "" : words.substring(end + 1))
            + "</figcaption></figure>");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
