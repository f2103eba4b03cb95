package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the report's scripts do in a real browser. */
@Tag("browser")
@EnabledIf("dev.spotwise.charts.Chromium#present")
class ReportBrowserTest {

  private static final String FROM = "+document.getElementById('timeline-range').dataset.from";
  private static final String TO = "+document.getElementById('timeline-range').dataset.to";
  private static final double ALL = 31 * 86_400.0;

  @TempDir private static Path folder;

  private static Chromium browser;
  private static Path full;

  private BrowserPage page;

  @BeforeAll
  static void start() {
    full = folder.resolve("report.html");
    ReportData data = Reports.full();
    Figures.draw(folder, Markets.usual(), data);
    HtmlReport.write(full, data, folder);
    browser = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    page = browser.page().size(1200, 900).open(full);
  }

  private double shown() {
    return page.number(TO) - page.number(FROM);
  }

  private void settle(String condition) {
    page.until(condition);
  }

  @Test
  void nothingIsLoadedAndNothingGoesWrong() {
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)");

    assertThat(page.problems()).isEmpty();
    assertThat(page.requests()).containsExactly(full.toUri().toString());
    assertThat(page.text("document.compatMode")).isEqualTo("CSS1Compat");
  }

  @Test
  void aScriptOfSomebodyElseDoesNotRun() {
    page.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
            + " document.body.append(s); })()");

    assertThat(page.evaluate("window.bad === undefined").asBoolean()).isTrue();
    settle("true");
    assertThat(page.problems()).isNotEmpty();
  }

  @Test
  void hostileTextIsTextInTheBrowserToo() {
    Path file = folder.resolve("hostile.html");
    HtmlReport.write(file, Reports.hostile(), folder);
    page.open(file);

    assertThat(page.problems()).isEmpty();
    assertThat(page.text("document.querySelector('h1').textContent"))
        .startsWith("<script>alert(1)</script> & \"quoted\" 'too' ]]> \uFFFD\uFFFDreversed");
    assertThat(page.number("document.querySelectorAll('.uplot').length")).isEqualTo(2);
  }

  @Test
  void aReportOfManyPoolsAndDecisionsOpens() {
    Path file = folder.resolve("huge.html");
    HtmlReport.write(file, Reports.huge(), folder.resolve("none"));

    page.open(file);

    assertThat(page.problems()).isEmpty();
    assertThat(page.number("document.querySelectorAll('.uplot').length")).isEqualTo(2);
    assertThat(page.number("document.querySelectorAll('tr').length")).isLessThan(300);
  }

  @Test
  void theTimelineZoomsByDraggingAndResets() {
    assertThat(shown()).isCloseTo(ALL, within(1.0));
    JsonNode box = over();
    double x = box.get(0).asDouble();
    double y = box.get(1).asDouble();
    double width = box.get(2).asDouble();

    page.drag(x + width * 0.25, y + 50, x + width * 0.5, y + 60);

    settle(TO + " - " + FROM + " < " + ALL / 2);
    assertThat(shown()).isCloseTo(ALL / 4, within(ALL / 50));
    double from = Fakes.JANUARY.from().getEpochSecond();
    assertThat(page.number(FROM)).isCloseTo(from + ALL / 4, within(ALL / 50));
    page.click("[data-do=reset]");
    settle(TO + " - " + FROM + " > " + (ALL - 1));
  }

  private JsonNode over() {
    return page.evaluate(
        "(() => { const e = document.querySelector('.u-over');"
            + " e.scrollIntoView({block: 'center', behavior: 'instant'});"
            + " const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })()");
  }

  @Test
  void theTimelineZoomsByWheelOnceItWasClicked() {
    JsonNode box = over();
    double x = box.get(0).asDouble() + box.get(2).asDouble() / 2;
    double y = box.get(1).asDouble() + 50;

    page.click(x, y);
    page.wheel(x, y, -100);

    settle(TO + " - " + FROM + " < " + ALL * 0.8);
    assertThat(shown()).isCloseTo(ALL * 0.75, within(ALL / 50));
  }

  @Test
  void theTimelineObeysButtonsAndKeys() {
    page.click("[data-do=in]");
    settle(TO + " - " + FROM + " < " + ALL * 0.6);
    assertThat(shown()).isCloseTo(ALL / 2, within(1.0));
    double before = page.number(FROM);

    page.evaluate("document.querySelector('.plots').focus()");
    page.key("ArrowLeft");
    settle(FROM + " < " + (before - 1));
    assertThat(page.number(FROM)).isCloseTo(before - ALL / 8, within(1.0));
    page.key("-");
    settle(TO + " - " + FROM + " > " + ALL * 0.9);
    page.key("+");
    settle(TO + " - " + FROM + " < " + ALL * 0.6);
    page.key("0");
    settle(TO + " - " + FROM + " > " + (ALL - 1));

    page.click("[data-do=out]");
    page.click("[data-do=on]");
    assertThat(shown()).isCloseTo(ALL, within(1.0));
    page.click("[data-do=hourly]");
    settle("document.querySelector('[data-do=hourly]').ariaPressed === 'true'");
    assertThat(page.problems()).isEmpty();
  }

  @Test
  void thePointerTellsTimeCostAndPlace() {
    JsonNode box = over();
    double x = box.get(0).asDouble() + box.get(2).asDouble() / 2;

    page.drag(x, box.get(1).asDouble() + 40, x, box.get(1).asDouble() + 40);

    settle("document.getElementById('timeline-readout').textContent !== ''");
    assertThat(page.text("document.getElementById('timeline-readout').textContent"))
        .startsWith("2025-01-16 ")
        .contains(" UTC. Held: us-east-1");
    assertThat(page.text("document.querySelector('.u-legend').textContent"))
        .contains("2025-01-16 ", "Strategy", "On demand")
        .containsPattern("Strategy\\s*1[0-9]\\.[0-9]{2}");
  }

  @Test
  void tablesSortNumbersAsNumbersAndUnknownLast() {
    String table = "document.querySelector('#costs table')";
    List<Double> given = column(table, 2);
    List<Double> sorted = new ArrayList<>(given);
    sorted.sort(Comparator.naturalOrder());
    assertThat(given).isNotEqualTo(sorted);

    page.click("#costs th:nth-child(3) button");

    assertThat(column(table, 2)).isEqualTo(sorted);
    assertThat(page.text(table + ".tHead.rows[0].cells[2].ariaSort")).isEqualTo("ascending");
    page.click("#costs th:nth-child(3) button");
    sorted.sort(Comparator.reverseOrder());
    assertThat(column(table, 2)).isEqualTo(sorted);
    assertThat(page.text(table + ".tHead.rows[0].cells[2].ariaSort")).isEqualTo("descending");
    page.click("#costs th:nth-child(9) button");
    assertThat(
            page.text(
                "[...document.querySelectorAll('#costs tbody')][0].lastElementChild"
                    + ".cells[8].textContent"))
        .isEmpty();
    assertThat(page.evaluate(table + ".tHead.rows[0].cells[2].ariaSort").isNull()).isTrue();
  }

  private List<Double> column(String table, int cell) {
    JsonNode texts =
        page.evaluate(
            "[..."
                + table
                + ".tBodies[0].rows].map(r => +r.cells["
                + cell
                + "].textContent.replace(',', ''))");
    List<Double> numbers = new ArrayList<>();
    texts.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  @Test
  void tablesSortByKeyToo() {
    page.evaluate("document.querySelector('#criteria th:nth-child(2) button').focus()");
    page.key("Enter");

    assertThat(page.text("document.querySelector('#criteria th:nth-child(2)').ariaSort"))
        .isEqualTo("ascending");
    assertThat(page.text("document.querySelector('#criteria tbody tr td').textContent"))
        .isEqualTo("met");
  }

  @Test
  void theCommandCanBeCopied() {
    page.click("#again .copy button");

    page.until(
        "document.querySelector('.copy button').textContent === 'Copied'"
            + " || getSelection().toString().includes('./spot run')");
    assertThat(page.text("document.querySelector('.copy code').textContent"))
        .startsWith("./spot run --out out");
  }
}
