package dev.spotwise.charts;

import dev.spotwise.charts.Html.Column;
import java.util.List;

/** The report's last part: all that is needed to make the run again. */
final class ReproductionSection {

  private ReproductionSection() {}

  static void add(ReportData.Origin origin, Html page) {
    if (origin.command().isBlank()) {
      page.text("p", "The command of this run is not known; the settings below are what counts.");
    } else {
      page.text("p", "The same command on the same data gives the same results, byte for byte.");
      page.raw(
          "<div class=\"copy\"><pre tabindex=\"0\"><code>"
              + Html.escape(origin.command().strip())
              + "</code></pre></div>");
    }
    if (!origin.provenance().isEmpty()) {
      page.table(
          "Versions, seeds, sources and digests",
          List.of(Column.sentence("Name"), new Column("Value", Html.Kind.ANYTHING)));
      origin.provenance().forEach((name, value) -> page.row(List.of(name, value)));
      page.endTable();
    }
    if (!origin.configuration().isBlank()) {
      page.text("h3", "Every setting");
      page.raw(
          "<pre tabindex=\"0\"><code>"
              + Html.escape(origin.configuration().strip())
              + "</code></pre>");
    }
  }
}
