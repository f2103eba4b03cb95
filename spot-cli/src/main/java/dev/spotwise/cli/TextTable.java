package dev.spotwise.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A table of text. Its columns stand under each other where they fit; where they don't, each row
 * becomes a record of lines {@code name: value}.
 */
final class TextTable {

  private static final String GAP = "  ";

  /** How a cell looks on a terminal with colour. */
  enum Style {
    PLAIN(""),
    BOLD("1"),
    GREEN("32"),
    RED("31");

    private final String code;

    Style(String code) {
      this.code = code;
    }

    String of(String text) {
      return code.isEmpty() || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
  }

  private record Column(String head, boolean right, Function<String, Style> style) {}

  private final String indent;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** A table without columns. */
  TextTable() {
    this(0);
  }

  /**
   * A table without columns.
   *
   * @param indent spaces before each line
   */
  TextTable(int indent) {
    this.indent = " ".repeat(indent);
  }

  /** Adds columns of words. */
  TextTable left(String... heads) {
    for (String head : heads) {
      columns.add(new Column(head, false, text -> Style.PLAIN));
    }
    return this;
  }

  /** Adds columns of numbers. */
  TextTable right(String... heads) {
    for (String head : heads) {
      columns.add(new Column(head, true, text -> Style.PLAIN));
    }
    return this;
  }

  /** Adds a column of words that look as a rule says. */
  TextTable styled(String head, Function<String, Style> style) {
    columns.add(new Column(head, false, style));
    return this;
  }

  /** Adds a row. */
  TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** Adds a row, a cell for each column. */
  TextTable row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " cells but had " + cells.size());
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The lines, none longer than {@code width}. */
  List<String> lines(int width, boolean colour) {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      int most = columns.get(column).head().length();
      for (List<String> row : rows) {
        most = Math.max(most, row.get(column).length());
      }
      widths[column] = most;
    }
    int all = indent.length() + Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    return all <= width ? aligned(widths, colour) : records(width, colour);
  }

  private List<String> aligned(int[] widths, boolean colour) {
    List<String> lines = new ArrayList<>();
    if (columns.stream().anyMatch(column -> !column.head().isEmpty())) {
      List<String> heads = columns.stream().map(Column::head).toList();
      lines.add(line(heads, widths, (column, text) -> colour ? Style.BOLD : Style.PLAIN));
    }
    for (List<String> row : rows) {
      lines.add(
          line(row, widths, (column, text) -> colour ? column.style().apply(text) : Style.PLAIN));
    }
    return lines;
  }

  @FunctionalInterface
  private interface Look {
    Style of(Column column, String text);
  }

  private String line(List<String> cells, int[] widths, Look look) {
    StringBuilder line = new StringBuilder(indent);
    int last = cells.size() - 1;
    while (last > 0 && cells.get(last).isEmpty()) {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      Column column = columns.get(i);
      String text = cells.get(i);
      String pad = " ".repeat(widths[i] - text.length());
      String shown = look.of(column, text).of(text);
      line.append(i == 0 ? "" : GAP);
      line.append(column.right() ? pad + shown : shown + (i == last ? "" : pad));
    }
    return line.toString().stripTrailing();
  }

  /** The first cell heads a record; the others follow with their names. */
  private List<String> records(int width, boolean colour) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      String title = row.get(0).isEmpty() ? columns.get(0).head() : row.get(0);
      for (String part : Page.wrapped(indent + title, width)) {
        lines.add(colour ? Style.BOLD.of(part) : part);
      }
      for (int i = 1; i < row.size(); i++) {
        String text = row.get(i);
        if (!text.isEmpty()) {
          Column column = columns.get(i);
          String name = column.head().isEmpty() ? "" : column.head() + ": ";
          Style style = colour ? column.style().apply(text) : Style.PLAIN;
          Page.wrapped(indent + GAP + name + text, width)
              .forEach(part -> lines.add(style.of(part)));
        }
      }
    }
    return lines;
  }
}
