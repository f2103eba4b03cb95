package dev.spotwise.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The figures of a folder, each put into the part of the report that it belongs to. */
final class ReportFigures {

  /** The parts of a report that hold figures, known and ordered by words in their names. */
  enum Part {
    PATH("path", "decision"),
    FORECASTS("model", "reliability", "fan"),
    COSTS("backtest", "regret", "cost", "sweep"),
    DATA;

    private final List<String> words;

    Part(String... words) {
      this.words = List.of(words);
    }

    private static Part of(String name) {
      return Stream.of(values()).filter(part -> part.place(name) >= 0).findFirst().orElse(DATA);
    }

    /** Which of the words the name holds, from 0; -1 if none. */
    private int place(String name) {
      return IntStream.range(0, words.size())
          .filter(word -> name.contains(words.get(word)))
          .findFirst()
          .orElse(-1);
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
    List<String> ordered =
        names.stream()
            .filter(name -> Part.of(name) == part)
            .sorted(Comparator.comparingInt(part::place))
            .toList();
    for (String name : ordered) {
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
