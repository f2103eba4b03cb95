package dev.spotwise.charts;

import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.backtest.SuccessCriteria.Verdict;
import dev.spotwise.charts.Html.Column;
import java.util.List;
import java.util.Locale;

/** The report's part on success criteria, and what to keep in mind about the run. */
final class CriteriaSection {

  private CriteriaSection() {}

  static void add(ReportData data, Html page) {
    List<Criterion> criteria = data.criteria();
    if (criteria.isEmpty()) {
      page.text("p", "No criteria were set.");
    } else {
      page.text("p", count(criteria));
      page.table(
          "Measured on test rows and the backtest window",
          List.of(
              Column.sentence("Criterion"),
              new Column("Verdict", Html.Kind.VERDICT),
              Column.number("Measured"),
              Column.text("Target"),
              Column.sentence("For comparison")));
      criteria.forEach(
          criterion ->
              page.row(
                  List.of(
                      criterion.name(),
                      verdict(criterion),
                      Numbers.significant(criterion.value(), 4),
                      criterion.target(),
                      criterion.beside())));
      page.endTable();
    }
    notes(data.notes(), page);
  }

  private static String count(List<Criterion> criteria) {
    long met = criteria.stream().filter(one -> one.verdict() == Verdict.MET).count();
    long unknown = criteria.stream().filter(one -> one.verdict() == Verdict.UNKNOWN).count();
    return String.format(
        Locale.ROOT,
        "%d of %d are met%s. A criterion says little without its comparison: where prices hardly"
            + " move, doing nothing meets the error targets, and a calm market needs no moves.",
        met,
        criteria.size(),
        unknown == 0 ? "" : "; " + unknown + " can't be judged from these data");
  }

  private static String verdict(Criterion criterion) {
    return switch (criterion.verdict()) {
      case MET -> Html.MET;
      case NOT_MET -> Html.NOT_MET;
      case UNKNOWN -> Numbers.UNKNOWN;
    };
  }

  private static void notes(List<String> notes, Html page) {
    if (notes.isEmpty()) {
      return;
    }
    page.text("h3", "Keep in mind").raw("<ul>");
    notes.stream().limit(HtmlReport.MOST_ROWS).forEach(note -> page.text("li", note));
    page.raw("</ul>");
    if (notes.size() > HtmlReport.MOST_ROWS) {
      page.text("p", "muted small", HtmlReport.shown("Notes", notes.size()) + ".");
    }
  }
}
