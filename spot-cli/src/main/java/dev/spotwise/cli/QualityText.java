package dev.spotwise.cli;

import dev.spotwise.data.quality.Figure;
import dev.spotwise.data.quality.QualityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  static List<String> lines(List<Inspected> inspected) {
    List<String> lines = new ArrayList<>();
    for (Inspected one : inspected) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      if (one.report().isPresent()) {
        add(one.location(), one.report().get(), lines);
      } else {
        lines.add(one.location() + ": can't be read");
      }
    }
    return lines;
  }

  private static void add(String location, QualityReport report, List<String> lines) {
    lines.add(location + ": " + report.kind());
    report.figures().forEach(figure -> add(figure, lines));
    report.notes().forEach(note -> lines.add("  " + note));
    if (report.findings().isEmpty()) {
      lines.add("  nothing questionable");
    } else {
      lines.add("  questionable:");
      report.findings().forEach(finding -> lines.add("    " + finding.text()));
    }
  }

  /** Short values stand right-aligned in a column of their own, long ones where notes do. */
  private static void add(Figure figure, List<String> lines) {
    String text = figure.value().text();
    if (figure.value() instanceof Figure.Percents percents && text.length() > INLINE) {
      lines.add(row(figure.label(), "", figure.note()));
      percents
          .byName()
          .forEach(
              (name, percent) ->
                  lines.add(row("  " + name, new Figure.Percent(percent).text(), "")));
    } else if (text.length() <= VALUE) {
      lines.add(row(figure.label(), text, figure.note()));
    } else {
      String note = figure.note().isEmpty() ? "" : "  (" + figure.note() + ")";
      lines.add(row(figure.label(), "", text + note));
    }
  }

  private static String row(String label, String value, String note) {
    return String.format(Locale.ROOT, "  %-26s %20s  %s", label, value, note).stripTrailing();
  }
}
