package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.charts.ReportFigures.Part;
import dev.spotwise.data.AtomicFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes a run as one HTML page, in the order in which a reader asks: what was decided and saved,
 * the success criteria, the path over the pools, the forecasts, the costs, the data, and how to
 * make it all again.
 *
 * <p>The page needs no network and no other file. Its scripts, which make the timeline zoom and the
 * tables sort, are part of it; without them all content is there. It is well-formed XML, follows
 * the reader's choice of light or dark, and prints. Its size has a bound: tables are cut and say
 * so, and the timeline is thinned. The same arguments give the same bytes.
 */
public final class HtmlReport {

  /** Rows of a table that grows with the run. */
  static final int MOST_ROWS = 40;

  private final ReportData data;
  private final BacktestResult result;
  private final ReportFigures figures;
  private final Html toc = new Html();
  private final Html body = new Html();

  private HtmlReport(ReportData data, Path figuresFolder) {
    this.data = data;
    this.result = data.result();
    this.figures = new ReportFigures(figuresFolder, Figures.NAMES);
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param file where to; its folder is made if need be
   * @param data what it says; all text in it is escaped
   * @param figuresFolder holds the figures that {@link Figures#draw} made, which become part of the
   *     page; those that are not there are left out
   * @throws UncheckedIOException if a file can't be read or written
   */
  public static void write(Path file, ReportData data, Path figuresFolder) {
    String text = new HtmlReport(data, figuresFolder).page();
    AtomicFile.write(file, temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
  }

  /** A caption for what may be more than {@value #MOST_ROWS}. */
  static String shown(String what, int count) {
    return count <= MOST_ROWS
        ? what
        : what + ": the first " + MOST_ROWS + " of " + Numbers.count(count);
  }

  private String page() {
    String days = Numbers.days(result.window().from(), result.window().to());
    String title = "Spotwise: " + result.policy() + ", " + days;
    Optional<Timeline> timeline = Timeline.of(data);
    Optional<ReportColors> colors =
        timeline.map(found -> new ReportColors(TimelineSection.colors(found)));
    sections(timeline, colors);
    ReportScripts scripts = colors.map(ReportScripts::withChart).orElseGet(ReportScripts::plain);
    Html page = new Html();
    page.raw("<!DOCTYPE html>")
        .raw("<html lang=\"en\"><head><meta charset=\"UTF-8\"/>")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + scripts.policy() + "\"/>")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
        .raw("<meta name=\"color-scheme\" content=\"light dark\"/>")
        .text("title", title)
        .raw("<style>" + scripts.style() + "</style></head><body><main>")
        .text("h1", result.policy())
        .raw("<p class=\"muted\">Spotwise backtest, " + whole(days) + " (UTC)</p>");
    page.raw("<nav aria-label=\"Contents\"><ol>" + toc + "</ol></nav>").raw(body.toString());
    page.raw("<footer>" + Html.escape(footer()) + "</footer></main>");
    scripts.scripts().forEach(script -> page.raw("<script>" + script + "</script>"));
    return page.raw("</body></html>").toString();
  }

  /** Days whose hyphens don't end a line. */
  private static String whole(String days) {
    return Html.escape(days).replaceAll("\\d{4}-\\d{2}-\\d{2}", "<span class=\"whole\">$0</span>");
  }

  private void sections(Optional<Timeline> timeline, Optional<ReportColors> colors) {
    section("summary", "What was decided");
    SummarySection.add(result, body);
    section("criteria", "Success criteria");
    CriteriaSection.add(data, body);
    section("path", "Path over the pools");
    if (timeline.isPresent()) {
      TimelineSection.add(timeline.get(), colors.orElseThrow(), body);
    } else {
      body.text("p", "There is no timeline: costs over time were not recorded.");
    }
    figures.add(Part.PATH, body);
    PathSection.add(result, body);
    section("forecasts", "Forecasts");
    figures.add(Part.FORECASTS, body);
    ForecastSection.add(data, body);
    section("costs", "Costs");
    figures.add(Part.COSTS, body);
    CostSection.add(data, body);
    section("data", "Data");
    figures.add(Part.DATA, body);
    QualitySection.add(data.quality().pools(), body);
    section("again", "How to make it again");
    ReproductionSection.add(data.origin(), body);
    body.raw("</section>");
  }

  private void section(String id, String title) {
    if (!toc.toString().isEmpty()) {
      body.raw("</section>");
    }
    toc.raw("<li><a href=\"#" + id + "\">" + Html.escape(title) + "</a></li>");
    body.raw("<section id=\"" + id + "\">").text("h2", title);
  }

  private String footer() {
    List<String> missing = figures.missing();
    return "Made by Spotwise. All times are UTC, all costs USD for the whole workload."
        + (missing.isEmpty()
            ? ""
            : " Not drawn, for want of data: " + String.join(", ", missing) + ".");
  }
}
