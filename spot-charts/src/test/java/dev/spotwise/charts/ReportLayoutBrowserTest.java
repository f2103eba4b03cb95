package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the report looks: light, dark, narrow, on paper, without scripts. Pictures are kept. */
@Tag("browser")
@EnabledIf("dev.spotwise.charts.Chromium#present")
class ReportLayoutBrowserTest {

  /** Pixels between the margins of a sheet of A4. */
  private static final int PAPER = 688;

  private static final double LEAST_CONTRAST = 4.5;

  /** Contrast of every text that is shown, with the ground that it stands on. */
  private static final String CONTRASTS =
      """
      (() => {
        const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
        const part = (v) => (v /= 255, v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
        const ground = (e) => {
          for (; e; e = e.parentElement) {
            const c = rgb(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] > 0) return c;
          }
          return [255, 255, 255];
        };
        const found = {};
        for (const e of document.querySelectorAll('h1,h2,h3,p,a,dt,dd,th,td,caption,figcaption,'
            + 'li,code,button,output,footer')) {
          if (!e.textContent.trim() || !e.getClientRects().length) continue;
          const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          const name = e.tagName + '.' + e.className;
          found[name] = Math.min(found[name] || 99, contrast);
        }
        return found;
      })()
      """;

  @TempDir private static Path folder;

  private static Chromium browser;
  private static Path full;

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

  private static void fits(BrowserPage page) {
    assertThat(page.number("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(page.number("innerWidth"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyTextStandsOutFromItsGround(String scheme) {
    BrowserPage page = browser.page().size(1200, 900).scheme(scheme).open(full);

    JsonNode contrasts = page.evaluate(CONTRASTS);

    assertThat(contrasts.size()).isGreaterThan(10);
    contrasts
        .properties()
        .forEach(
            entry ->
                assertThat(entry.getValue().asDouble())
                    .as(entry.getKey())
                    .isGreaterThanOrEqualTo(LEAST_CONTRAST));
    fits(page);
    page.screenshot("report-" + scheme + ".png");
  }

  @Test
  void theTimelineFollowsAChangeOfColours() {
    BrowserPage page = browser.page().size(1200, 900).scheme("light").open(full);
    String marker = "getComputedStyle(document.querySelector('.u-marker')).borderColor";

    page.scheme("dark");

    page.until("document.querySelectorAll('.uplot').length === 2");
    assertThat(page.text("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(22, 25, 29)");
    assertThat(page.text(marker)).isNotEmpty();
    assertThat(page.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void aNarrowPageHasNothingBesideIt(String scheme) {
    BrowserPage page = browser.page().size(400, 800).scheme(scheme).open(full);

    fits(page);
    assertThat(page.number("document.querySelector('.uplot').getBoundingClientRect().right"))
        .isLessThanOrEqualTo(400);
    page.screenshot("report-400-" + scheme + ".png");
  }

  @Test
  void poolNamesAndHeadsStayWholeOnANarrowPage() {
    BrowserPage page = browser.page().size(400, 800).open(full);

    // An inline box that is broken into lines has more than one rectangle.
    JsonNode broken =
        page.evaluate(
            "[...document.querySelectorAll('.wide th, .wide td.id, .wide td.n')].filter(e => {"
                + " const r = document.createRange(); r.selectNodeContents(e);"
                + " const lines = new Set([...r.getClientRects()].map(b => Math.round(b.top)));"
                + " return lines.size > e.textContent.trim().split(/[\\s-]+/).length + 1;"
                + "}).map(e => e.textContent)");

    assertThat(broken).isEmpty();
    assertThat(page.text("getComputedStyle(document.querySelector('#data tbody th')).whiteSpace"))
        .isEqualTo("nowrap");
  }

  @Test
  void longWordsStayOnANarrowPage() {
    Path file = folder.resolve("long.html");
    String word = "w".repeat(40);
    ReportData data =
        Fakes.data(
            Fakes.price(1),
            Fakes.stability(1),
            Fakes.calm(true),
            List.of(),
            new TreeMap<>(Map.of(word, word + word)),
            List.of(word));
    HtmlReport.write(file, data, folder.resolve("none"));

    fits(browser.page().size(400, 800).open(file));
  }

  @Test
  void withoutScriptsAllContentIsThere() {
    BrowserPage page = browser.page().size(1200, 900).withoutScripts().open(full);

    String text = page.text("document.body.innerText");
    assertThat(text)
        .contains("What was decided", "Success criteria", "Path over the pools", "Forecasts")
        .contains("Costs", "Data", "How to make it again", "./spot run --out out");
    assertThat(page.number("document.querySelectorAll('.uplot').length")).isZero();
    assertThat(page.number("document.querySelector('.still svg').getBoundingClientRect().height"))
        .isGreaterThan(200);
    assertThat(page.text("getComputedStyle(document.querySelector('.live')).display"))
        .isEqualTo("none");
    assertThat(page.problems()).isEmpty();
    page.screenshot("report-without-scripts.png");
  }

  @Test
  void itPrints() {
    BrowserPage page = browser.page().size(1200, 900).scheme("dark").open(full);

    byte[] pdf = page.pdf("report.pdf");

    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    page.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
    page.size(PAPER, 900);
    page.screenshot("report-print.png");
    fits(page);
    assertThat(page.text("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(page.text("getComputedStyle(document.querySelector('.still')).display"))
        .isEqualTo("block");
    assertThat(page.text("getComputedStyle(document.querySelector('.tools')).display"))
        .isEqualTo("none");
  }

  @Test
  void aRunWithoutDecisionsIsACalmPage() {
    Path file = folder.resolve("nothing.html");
    ReportData data =
        Fakes.data(
            Fakes.unknownStability(),
            Fakes.unknownStability(),
            Fakes.result(Fakes.JANUARY, 0, 0, 0, false));
    HtmlReport.write(file, data, folder.resolve("none"));
    BrowserPage page = browser.page().size(1200, 900).open(file);

    assertThat(page.problems()).isEmpty();
    assertThat(page.text("document.body.innerText")).contains("No decision was scheduled");
    page.screenshot("report-nothing.png");
  }
}
