package dev.spotwise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of results, none wider than what they are shown on. */
final class Page {

  private static final int HANGING = 2;

  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  /** An empty page. */
  Page(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Adds an empty line. */
  Page gap() {
    lines.add("");
    return this;
  }

  /** Adds a line of words, on as many lines as it takes. */
  Page line(String text) {
    lines.addAll(wrapped(text, terminal.outWidth()));
    return this;
  }

  /** Adds a line of words with values put in. */
  Page line(String form, Object... values) {
    return line(String.format(Locale.ROOT, form, values));
  }

  /** Adds a line that heads what follows. */
  Page head(String text) {
    for (String part : wrapped(text, terminal.outWidth())) {
      lines.add(terminal.colour() ? TextTable.Style.BOLD.of(part) : part);
    }
    return this;
  }

  /** Adds a table. */
  Page table(TextTable table) {
    lines.addAll(table.lines(terminal.outWidth(), terminal.colour()));
    return this;
  }

  /** All lines. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * A line broken at spaces, or within a word that is longer than a line; what follows stands two
   * spaces further in.
   */
  static List<String> wrapped(String line, int width) {
    if (line.length() <= width) {
      return List.of(line);
    }
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    String hanging = " ".repeat(Math.min(indent + HANGING, width / 2));
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > width) {
      int floor = rest.length() - rest.stripLeading().length();
      int cut = rest.lastIndexOf(' ', width);
      boolean within = cut <= floor;
      parts.add(rest.substring(0, within ? width : cut).stripTrailing());
      rest = hanging + rest.substring(within ? width : cut).stripLeading();
    }
    if (!rest.isBlank()) {
      parts.add(rest);
    }
    return parts;
  }
}
