package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostDetail;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.models.ModelCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class HtmlReportTest {

  @TempDir private Path folder;

  private String written(ReportData data) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, data, folder);
    return Files.readString(file);
  }

  private Document parsed(ReportData data) throws Exception {
    return parse(written(data));
  }

  private static Document parse(String page)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }

  private static ReportData plain(BacktestResult result) {
    return Fakes.data(Fakes.price(1), Fakes.stability(1), result);
  }

  @Test
  void theStrongestBaselineIsNamedBesideTheUsualOne() throws Exception {
    String text = written(Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.busy()));

    assertThat(text).contains("beside that of persistence: ");
    assertThat(text)
        .containsPattern("Beside the strongest baseline: [^.]+\\.[^.]*1 h ahead \\(momentum\\)");
  }

  @Test
  void partsComeInTheOrderInWhichAReaderAsks() throws Exception {
    Document page = parsed(Reports.full());

    List<String> parts =
        List.of(
            "What was decided",
            "Success criteria",
            "Path over the pools",
            "Forecasts",
            "Costs",
            "Data",
            "How to make it again");
    assertThat(texts(page, "h2")).isEqualTo(parts);
    NodeList links = page.getElementsByTagName("a");
    for (int i = 0; i < links.getLength(); i++) {
      String target = ((Element) links.item(i)).getAttribute("href").substring(1);
      Element section = (Element) page.getElementsByTagName("section").item(i);
      assertThat(section.getAttribute("id")).isEqualTo(target);
    }
    assertThat(links.getLength()).isEqualTo(parts.size());
  }

  @Test
  void holdsEveryBaselineCriterionScoreAndProvenance() throws Exception {
    ReportData data = Reports.full();
    Document page = parsed(data);

    assertThat(texts(page, "th"))
        .contains("Strategy", "Single pool", "Stay put", "On demand", "Sticky cheapest")
        .contains("Best pool, hindsight", "Clairvoyant, hindsight")
        .contains("Clairvoyant without refunds, hindsight")
        .contains("persistence", "momentum", "base-rate", "forest", "boosting")
        .contains("Seed", "Digest", "us-east-1a_c5.large")
        .containsAll(data.criteria().stream().map(Criterion::name).toList());
    assertThat(texts(page, "td"))
        .contains("met", "not met", "42", "0f".repeat(32), "63.6 %", "persistence 0.002835");
    assertThat(texts(page, "code")).contains("./spot run --out out --types 'us-east-1a_m5.large'");
    assertThat(texts(page, "code").get(1)).startsWith("# settings\n");
    assertThat(texts(page, "li")).contains("a note");
  }

  @Test
  void summarySaysCostSavingsRegretAndTheLastDecision() throws Exception {
    Document page = parsed(Reports.full());

    List<String> sentences = texts(page, "p").stream().map(p -> p.replace('\u00a0', ' ')).toList();
    // busy: 744 x 0.0342 + 20 moves at 0.02 + 15 restarts at 0.01 = 25.99 USD, on demand 71.42
    assertThat(sentences)
        .contains(
            "Running 2 vCPUs for 31 days cost 25.99 USD: 63.6 % less than on demand (95 % interval:"
                + " 62.6 to 64.9 % less), and 0.2 % less than the single pool chosen beforehand"
                + " (95 % interval: 0.8 % more to 1.5 % less).")
        .anyMatch(text -> text.contains("Regret: 0.6 % more than the least that was possible"))
        .anyMatch(text -> text.contains("may be chance: its interval holds 0."))
        .anyMatch(text -> text.startsWith("Last decision, 2025-01-31 23:00 UTC: stay in us-east"));
    assertThat(texts(page, "dd"))
        .contains("25.99 USD", "63.6 %", "95 %: 62.6 to 64.9 %", "interval unknown");
  }

  @Test
  void aJobAndSeveralInstancesAreCalledWhatTheyAre() throws Exception {
    CostDetail done = new CostDetail(0, 0, 0, 0, 30, 0.5, 30.5, false, 0, 0);
    CostDetail late = new CostDetail(0, 0, 0, 0, 29, 0.5, Double.NaN, true, 0, 0);
    CostDetail service = CostDetail.undisturbed(744);

    assertThat(lead(744, done)).startsWith("The job on 2 vCPUs was done in time, after 30.5 hours");
    assertThat(lead(744, late)).startsWith("The job on 2 vCPUs missed its deadline and cost 25.99");
    assertThat(lead(6 * 744, service)).startsWith("Running 6 times 2 vCPUs for 31 days cost 25.99");
  }

  private String lead(double hours, CostDetail detail) throws Exception {
    BacktestResult busy = Fakes.busy();
    CostSummary ours = busy.ourStrategy();
    BacktestResult result =
        new BacktestResult(
            busy.window(),
            busy.policy(),
            busy.costUnit(),
            busy.capacity(),
            busy.stabilityWindow(),
            busy.stabilityKnown(),
            new CostSummary(
                ours.placement(),
                ours.totalUsd(),
                ours.runUsd(),
                ours.migrationUsd(),
                ours.restartUsd(),
                ours.migrations(),
                ours.interruptions(),
                ours.restarts(),
                hours,
                ours.onDemandHours(),
                ours.unknownLaunches(),
                ours.averageUsdPerHour(),
                detail),
            busy.baselines(),
            busy.decisions(),
            busy.restarts(),
            busy.costs());
    return texts(parsed(plain(result)), "p").stream()
        .filter(text -> text.contains(" cost "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void savingsAndRegretHaveTheirIntervals() throws Exception {
    Document page = parsed(plain(Fakes.compared(Fakes.busy(), true)));

    assertThat(texts(page, "h3")).contains("Savings and regret");
    assertThat(texts(page, "td"))
        .containsSequence("62.60", "63.60", "64.85")
        .containsSequence("1.25", "2.50", "3.75")
        .containsSequence("2.00", "3.00", "4.50")
        .containsSequence("unknown", "0.63", "unknown");
    assertThat(texts(page, "p")).anyMatch(text -> text.contains("stationary bootstrap"));
  }

  @Test
  void anUnknownIntervalIsSaidToBeUnknown() throws Exception {
    Document page = parsed(plain(Fakes.compared(Fakes.calm(true), false)));

    assertThat(texts(page, "p")).anyMatch(text -> text.startsWith("Intervals are unknown:"));
    assertThat(texts(page, "td")).containsSequence("unknown", "2.50", "unknown");
  }

  @Test
  void aResultThatWasNotComparedClaimsNothing() throws Exception {
    Document page = parsed(plain(Fakes.busy()));

    assertThat(texts(page, "p"))
        .contains("How sure the savings are was not worked out for this run.")
        .anyMatch(text -> text.contains("How much less was possible is unknown."));
    assertThat(texts(page, "p")).noneMatch(text -> text.contains("bootstrap"));
  }

  @Test
  void savingsAgainstOtherRulesAreNotClaimed() throws Exception {
    BacktestResult result = Fakes.compared(Fakes.busy(), true);

    String wrong = Numbers.percent(result.savingsPercentAgainst("clairvoyant_without_refund"));
    assertThat(texts(parsed(plain(result)), "td"))
        .contains(Numbers.percent(result.savingsPercentAgainst("clairvoyant")))
        .doesNotContain(wrong);
  }

  @Test
  void everyTableHeadHasAScopeAndThePageALanguage() throws Exception {
    Document page = parsed(Reports.full());

    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    NodeList heads = page.getElementsByTagName("th");
    for (int i = 0; i < heads.getLength(); i++) {
      assertThat(((Element) heads.item(i)).getAttribute("scope")).isIn("col", "row");
    }
    NodeList tables = page.getElementsByTagName("table");
    for (int i = 0; i < tables.getLength(); i++) {
      String caption = ((Element) tables.item(i)).getAttribute("aria-labelledby");
      assertThat(caption).isEqualTo("table-" + (i + 1));
    }
  }

  @Test
  void hostileTextIsEscapedWhereverItComesFrom() throws Exception {
    String text = written(Reports.hostile());

    assertThat(text)
        .doesNotContain("<script>alert")
        .doesNotContain("\u202E")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &#39;too&#39;")
        .contains("\\u003cscript\\u003ealert(1)\\u003c/script\\u003e");
    String shown = Reports.HOSTILE.replace('\u0007', '\uFFFD').replace('\u202E', '\uFFFD');
    Document page = parse(text);
    assertThat(texts(page, "h1")).containsExactly(shown);
    assertThat(texts(page, "td")).contains(shown);
    assertThat(texts(page, "li")).anyMatch(note -> note.endsWith(shown));
    assertThat(texts(page, "code")).allMatch(code -> code.contains(shown));
    assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(3);
  }

  @Test
  void figuresStandInTheirPartsWithWhatTheyFind() throws Exception {
    ReportData data = Reports.full();
    int drawn = Figures.draw(folder, Markets.usual(), data).size();
    Document page = parsed(data);

    NodeList images = page.getElementsByTagName("img");
    assertThat(images.getLength()).isEqualTo(drawn).isGreaterThan(5);
    for (int i = 0; i < images.getLength(); i++) {
      Element image = (Element) images.item(i);
      assertThat(image.getAttribute("src")).startsWith("data:image/png;base64,iVBOR");
      Element caption = (Element) page.getElementsByTagName("figcaption").item(i);
      assertThat(image.getAttribute("aria-describedby")).isEqualTo(caption.getAttribute("id"));
      assertThat(caption.getTextContent()).startsWith(image.getAttribute("alt"));
      assertThat(caption.getTextContent().length()).isGreaterThan(60);
    }
    assertThat(texts(page, "footer").get(0)).doesNotContain("1_price_distribution.png");
  }

  @Test
  void nothingIsLoadedAndOnlyTheOwnScriptsMayRun() throws Exception {
    String text = written(Reports.full());

    String links = text.replace("https://github.com/leeoniya/uPlot", "");
    assertThat(links).doesNotContain("https://").doesNotContain("<link").doesNotContain("src=\"h");
    Element policy = (Element) parse(text).getElementsByTagName("meta").item(1);
    assertThat(policy.getAttribute("content"))
        .matches(
            "default-src 'none'; img-src data:; script-src( 'sha256-[A-Za-z0-9+/]{43}='){2};"
                + " style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'");
    assertThat(text).contains("Copyright (c) 2022 Leon Sorokin").doesNotContain(" onclick=");
    assertThat(text).doesNotContain(" style=\"");
  }

  @Test
  void sameRunGivesTheSameText() throws Exception {
    assertThat(written(Reports.full())).isEqualTo(written(Reports.full()));
  }

  @Test
  void aRunWithoutMovesOrStabilitySaysSo() throws Exception {
    ModelCard unknown = Fakes.unknownStability();
    String text = written(Fakes.data(Fakes.price(1), unknown, Fakes.calm(false)));

    assertThat(text)
        .contains("None: no decision found a move worth its cost.")
        .contains("None are known: these data say nothing of interruptions.")
        .contains("Last decision, 2025-01-31 23:00 UTC: stay in us-east-1a_m5.large.")
        .contains(StabilityFigure.UNKNOWN + ", and nothing is claimed about it.")
        .contains("Not drawn, for want of data: ")
        .contains("Nothing was recorded about the data of this run.")
        .contains("None was made. The command spot evaluate makes one.")
        .contains("times in ");
    parse(text);
  }

  @Test
  void anEmptyRunIsStillAPage() throws Exception {
    BacktestResult none = Fakes.result(Fakes.JANUARY, 0, 0, 0, true);
    ModelCard bare = Fakes.unknownStability();
    String text = written(Fakes.data(bare, bare, none, List.of(), new TreeMap<>(), List.of()));

    assertThat(text)
        .contains("The model card has no scores.")
        .contains("No decision was scheduled in this window.")
        .contains("No decision was scheduled, so none could move the workload.")
        .contains("There is no timeline: costs over time were not recorded.")
        .contains("No criteria were set.")
        .contains("The command of this run is not known")
        .doesNotContain("Leon Sorokin")
        .doesNotContain("Keep in mind")
        .doesNotContain("Every setting");
    parse(text);
  }

  @Test
  void longListsAreCutAndSaySo() throws Exception {
    BacktestResult busy = Fakes.result(Fakes.JANUARY, 744, 4, 5, true);
    List<String> notes = Collections.nCopies(50, "the same note");
    ModelCard price = Fakes.price(1);
    String text =
        written(
            Fakes.data(price, Fakes.stability(1), busy, List.of(), new TreeMap<>(Map.of()), notes));

    assertThat(text)
        .contains("what it expected: the first 40 of 186")
        .contains("after a wait: the first 40 of 149")
        .contains("Notes: the first 40 of 50.");
  }

  @Test
  void sweepTriesAreShownCheapestFirst() throws Exception {
    Document page = parsed(Reports.full());

    assertThat(texts(page, "p"))
        .anyMatch(text -> text.startsWith("The cheapest 10 of 12 in the searched part"))
        .anyMatch(text -> text.contains("8.10 USD and the defaults 8.30 USD: 2.4 % less"))
        .contains("Defaults: margin 1, window-hours 6.");
    assertThat(texts(page, "td")).containsSequence("6", "10.00", "kept");
    assertThat(texts(page, "td")).doesNotContain("missed");
  }
}
