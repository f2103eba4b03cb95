package dev.spotwise.cli;

import dev.spotwise.data.quality.Figure;
import dev.spotwise.data.quality.QualityReport;
import java.util.List;
import java.util.Optional;

/** Reports on sources as text. */
final class QualityText {

  private static final int VALUE = 20;
  private static final int INLINE = 60;

  private QualityText() {}

  /**
   * A source and what was found.
   *
   * @param location as it was given
   * @param report empty if it can't be read
   * @param error why it can't be; empty if it can
   */
  record Inspected(String location, Optional<QualityReport> report, String error) {

    boolean isQuestionable() {
      return report.map(found -> !found.findings().isEmpty()).orElse(true);
    }
  }

  static List<String> lines(List<Inspected> inspected, Terminal terminal) {
    Page page = new Page(terminal);
    boolean first = true;
    for (Inspected one : inspected) {
      if (!first) {
        page.gap();
      }
      first = false;
      if (one.report().isPresent()) {
        add(one.location(), one.report().get(), page);
      } else {
        page.line(one.location() + ": can't be read");
      }
    }
    return page.lines();
  }

  private static void add(String location, QualityReport report, Page page) {
    page.head(location + ": " + report.kind());
    TextTable table = new TextTable(2).left("").right("").left("");
    report.figures().forEach(figure -> add(figure, table));
    page.table(table);
    report.notes().forEach(note -> page.line("  " + note));
    if (report.findings().isEmpty()) {
      page.line("  nothing questionable");
    } else {
      page.line("  questionable:");
      report.findings().forEach(finding -> page.line("    " + finding.text()));
    }
  }

  /** Short values stand right-aligned in a column of their own, long ones where notes do. */
  private static void add(Figure figure, TextTable table) {
    String text = figure.value().text();
    if (figure.value() instanceof Figure.Percents percents && text.length() > INLINE) {
      table.row(figure.label(), "", figure.note());
      percents
          .byName()
          .forEach(
              (name, percent) -> table.row("  " + name, new Figure.Percent(percent).text(), ""));
    } else if (text.length() <= VALUE) {
      table.row(figure.label(), text, figure.note());
    } else {
      String note = figure.note().isEmpty() ? "" : "  (" + figure.note() + ")";
      table.row(figure.label(), "", text + note);
    }
  }
}
