package dev.spotwise.charts;

import java.util.List;

/** Puts HTML together that is XML too. Every text goes through {@link #escape}. */
final class Html {

  private final StringBuilder out = new StringBuilder();

  /**
   * Text as it may stand between tags and in quoted attributes. Characters that XML can't hold
   * become U+FFFD.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean allowed(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
    return !surrogate && !control && c != 0xFFFE && c != 0xFFFF;
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

  /**
   * Opens a table with its caption and column heads; columns from the given one on hold numbers.
   */
  Html table(String caption, int firstNumber, List<String> heads) {
    raw("<div class=\"wide\"><table>");
    text("caption", caption);
    out.append("<thead><tr>");
    for (int i = 0; i < heads.size(); i++) {
      out.append("<th scope=\"col\"").append(i >= firstNumber ? " class=\"n\">" : ">");
      out.append(escape(heads.get(i))).append("</th>");
    }
    return raw("</tr></thead>").raw("<tbody>");
  }

  /** A row whose first cell is its head; cells from the given one on hold numbers. */
  Html row(int firstNumber, List<String> cells) {
    out.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String tag = i == 0 ? "th" : "td";
      out.append('<').append(tag).append(i == 0 ? " scope=\"row\"" : "");
      out.append(i >= firstNumber ? " class=\"n\">" : ">");
      out.append(escape(cells.get(i))).append("</").append(tag).append('>');
    }
    return raw("</tr>");
  }

  Html endTable() {
    return raw("</tbody></table></div>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
