package dev.spotwise.charts;

import java.util.List;

/** Puts HTML together that is XML too. Every text goes through {@link #escape}. */
final class Html {

  /** What a column of a table holds. */
  enum Kind {
    /** A few words. */
    TEXT(""),
    /** A name that must stay on one line. */
    NAME("id"),
    /** Sentences. */
    SENTENCE("long"),
    /** Anything, such as a digest; may be broken anywhere. */
    ANYTHING("any"),
    /** A number, ranged right. */
    NUMBER("n"),
    /** Whether a criterion is met. */
    VERDICT("");

    private final String css;

    Kind(String css) {
      this.css = css;
    }
  }

  /** A column of a table. */
  record Column(String head, Kind kind) {

    static Column text(String head) {
      return new Column(head, Kind.TEXT);
    }

    static Column name(String head) {
      return new Column(head, Kind.NAME);
    }

    static Column sentence(String head) {
      return new Column(head, Kind.SENTENCE);
    }

    static Column number(String head) {
      return new Column(head, Kind.NUMBER);
    }
  }

  static final String MET = "met";
  static final String NOT_MET = "not met";

  /** Columns that would look lost on the whole width. */
  private static final int FEW = 4;

  private final StringBuilder out = new StringBuilder();
  private List<Column> columns = List.of();
  private int tables;

  /**
   * Text as it may stand between tags and in quoted attributes; of what can't be shown, only U+FFFD
   * is left, see {@link #clean}.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    clean(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  /**
   * A text in which U+FFFD stands for every character that XML can't hold, controls, and marks that
   * would turn the direction of the text after them.
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(allowed(c) ? c : 0xFFFD));
    return clean.toString();
  }

  private static boolean allowed(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean control = c < ' ' && c != '\t' && c != '\n' || c >= 0x7F && c < 0xA0;
    boolean turn = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return !surrogate && !control && !turn && c != 0xFFFE && c != 0xFFFF;
  }

  /** Markup of our own, as it is. */
  Html raw(String markup) {
    out.append(markup).append('\n');
    return this;
  }

  /** An element around a text. */
  Html text(String tag, String text) {
    return raw("<" + tag + ">" + escape(text) + "</" + tag + ">");
  }

  /** An element of a class, if it isn't empty, around a text. */
  Html text(String tag, String css, String text) {
    return css.isEmpty()
        ? text(tag, text)
        : raw("<" + tag + " class=\"" + css + "\">" + escape(text) + "</" + tag + ">");
  }

  /** Opens a table with its caption and column heads. */
  Html table(String caption, List<Column> newColumns) {
    columns = List.copyOf(newColumns);
    String id = "table-" + ++tables;
    raw("<p class=\"caption\" id=\"" + id + "\">" + escape(caption) + "</p>");
    raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"" + id + "\">");
    out.append(columns.size() <= FEW ? "<table class=\"few\"" : "<table");
    out.append(" aria-labelledby=\"").append(id).append("\"><thead><tr>");
    for (Column column : columns) {
      out.append("<th scope=\"col\"");
      out.append(column.kind() == Kind.NUMBER ? " class=\"n\">" : ">");
      out.append(escape(column.head())).append("</th>");
    }
    return raw("</tr></thead>").raw("<tbody>");
  }

  /** A row whose first cell is its head. */
  Html row(List<String> cells) {
    return row("", cells);
  }

  /** A row of a class, if it isn't empty, whose first cell is its head. */
  Html row(String rowCss, List<String> cells) {
    out.append(rowCss.isEmpty() ? "<tr>" : "<tr class=\"" + rowCss + "\">");
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String tag = i == 0 ? "th" : "td";
      out.append('<').append(tag).append(i == 0 ? " scope=\"row\"" : "");
      String css = css(columns.get(i).kind(), cell);
      out.append(css.isEmpty() ? ">" : " class=\"" + css + "\">");
      out.append(escape(cell)).append("</").append(tag).append('>');
    }
    return raw("</tr>");
  }

  private static String css(Kind kind, String cell) {
    if (kind != Kind.VERDICT) {
      return kind.css;
    }
    return switch (cell) {
      case MET -> "met";
      case NOT_MET -> "missed";
      default -> "";
    };
  }

  Html endTable() {
    return raw("</tbody></table></div>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
