package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.DecisionRecord.Action;
import dev.spotwise.backtest.SuccessCriteria;
import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.models.ModelCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final String HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too' \u0007";

  @TempDir private Path folder;

  private static ReportData data(ModelCard stability, BacktestResult result, String note) {
    ModelCard price = Fakes.price(1, 24);
    return Fakes.data(
        price,
        stability,
        result,
        SuccessCriteria.of(price, stability, result),
        new TreeMap<>(Map.of("seed", "42", "digest", "abc", "command", "./spot run")),
        List.of(note));
  }

  private String written(ReportData data) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, data, folder);
    return Files.readString(file);
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

  @Test
  void holdsEveryBaselineCriterionScoreAndProvenance() throws Exception {
    ReportData data = data(Fakes.stability(1, 24), Fakes.busy(), "a note");
    Document page = parse(written(data));

    List<String> heads = texts(page, "th");
    assertThat(heads)
        .contains("Strategy", "Single pool", "Stay put", "On demand")
        .contains("Best pool, hindsight", "Clairvoyant, hindsight")
        .contains("persistence", "momentum", "base-rate", "forest", "boosting")
        .contains("seed", "digest", "command")
        .containsAll(data.criteria().stream().map(Criterion::name).toList());
    assertThat(texts(page, "td"))
        .contains("met", "not met", "42", "abc", "./spot run", "63.6 %", "persistence 0.002835");
    assertThat(texts(page, "li")).containsExactly("a note");
  }

  @Test
  void savingsAndRegretHaveTheirIntervals() throws Exception {
    Document page =
        parse(written(data(Fakes.stability(1), Fakes.compared(Fakes.busy(), true), "")));

    assertThat(texts(page, "h2")).contains("Savings and regret");
    assertThat(texts(page, "th"))
        .contains("Sticky cheapest", "Clairvoyant without refunds, hindsight");
    List<String> cells = texts(page, "td");
    // busy: 744 x 0.0342 + 20 moves at 0.02 + 15 restarts at 0.01 = 25.99 USD, on demand 71.42
    assertThat(cells).containsSequence("62.60", "63.60", "64.85");
    assertThat(cells).containsSequence("1.25", "2.50", "3.75");
    assertThat(cells).containsSequence("unknown", "0.63", "unknown");
    assertThat(texts(page, "p")).anyMatch(text -> text.contains("stationary bootstrap"));
  }

  @Test
  void anUnknownIntervalIsSaidToBeUnknown() throws Exception {
    Document page =
        parse(written(data(Fakes.stability(1), Fakes.compared(Fakes.calm(true), false), "")));

    assertThat(texts(page, "p")).anyMatch(text -> text.startsWith("Intervals are unknown:"));
    assertThat(texts(page, "td")).containsSequence("unknown", "2.50", "unknown");
  }

  @Test
  void aResultThatWasNotComparedClaimsNothing() throws Exception {
    Document page = parse(written(data(Fakes.stability(1), Fakes.busy(), "")));

    assertThat(texts(page, "h2")).doesNotContain("Savings and regret");
  }

  @Test
  void savingsAgainstOtherRulesAreNotClaimed() throws Exception {
    BacktestResult result = Fakes.compared(Fakes.busy(), true);
    Document page = parse(written(data(Fakes.stability(1), result, "")));

    String wrong = Numbers.percent(result.savingsPercentAgainst("clairvoyant_without_refund"));
    assertThat(texts(page, "td"))
        .contains(Numbers.percent(result.savingsPercentAgainst("clairvoyant")))
        .doesNotContain(wrong);
  }

  @Test
  void everyTableHeadHasAScopeAndThePageALanguage() throws Exception {
    Document page = parse(written(data(Fakes.stability(1), Fakes.busy(), "")));

    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    NodeList heads = page.getElementsByTagName("th");
    for (int i = 0; i < heads.getLength(); i++) {
      assertThat(((Element) heads.item(i)).getAttribute("scope")).isIn("col", "row");
    }
  }

  @Test
  void markupInReasonsNotesAndProvenanceIsEscaped() throws Exception {
    BacktestResult busy = Fakes.busy();
    List<DecisionRecord> hostile = busy.decisions().stream().map(HtmlReportTest::hostile).toList();
    BacktestResult result =
        new BacktestResult(
            busy.window(),
            HOSTILE,
            busy.costUnit(),
            busy.capacity(),
            busy.stabilityWindow(),
            true,
            busy.ourStrategy(),
            new TreeMap<>(busy.baselines()),
            hostile,
            busy.restarts(),
            busy.costs());
    ModelCard price = Fakes.price(1);
    ReportData data =
        Fakes.data(
            price,
            Fakes.stability(1),
            result,
            List.of(new Criterion(HOSTILE, "< 1", 2, SuccessCriteria.Verdict.NOT_MET, HOSTILE)),
            new TreeMap<>(Map.of(HOSTILE, HOSTILE)),
            List.of(HOSTILE));

    String text = written(data);

    assertThat(text)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &#39;too&#39;");
    assertThat(texts(parse(text), "li")).containsExactly(HOSTILE.replace('\u0007', '\uFFFD'));
  }

  private static DecisionRecord hostile(DecisionRecord d) {
    return new DecisionRecord(
        d.timestamp(),
        0,
        Action.MIGRATE,
        d.currentPool(),
        d.targetPool(),
        d.targetInstanceType(),
        d.currentDiscount(),
        d.targetDiscount(),
        d.currentStability(),
        d.targetStability(),
        d.expectedSavingsPercent(),
        d.stabilityImprovement(),
        d.baselineDiscount(),
        HOSTILE);
  }

  @Test
  void embedsTheFiguresWithWordsAndLoadsNothing() throws Exception {
    Figures.draw(
        folder, Markets.usual(), Fakes.data(Fakes.price(1), Fakes.stability(1), Fakes.busy()));
    String text = written(data(Fakes.stability(1), Fakes.busy(), ""));

    assertThat(text).doesNotContain("http://").doesNotContain("https://").doesNotContain("<link");
    NodeList images = parse(text).getElementsByTagName("img");
    assertThat(images.getLength()).isEqualTo(6);
    for (int i = 0; i < images.getLength(); i++) {
      Element image = (Element) images.item(i);
      assertThat(image.getAttribute("src")).startsWith("data:image/png;base64,iVBOR");
      assertThat(image.getAttribute("alt").length()).isGreaterThan(100);
    }
  }

  @Test
  void sameRunGivesTheSameText() throws Exception {
    ReportData data = data(Fakes.stability(1), Fakes.busy(), "");

    assertThat(written(data)).isEqualTo(written(data));
  }

  @Test
  void aRunWithoutMovesOrStabilitySaysSo() throws Exception {
    String text = written(data(Fakes.unknownStability(), Fakes.calm(false), ""));

    assertThat(text)
        .contains("None: no decision found a move worth its cost.")
        .contains("The last decision, 2025-01-31 23:00: stability")
        .contains(StabilityFigure.UNKNOWN + ", and nothing is claimed about it.")
        .contains("1_price_distribution.png was not drawn.")
        .contains("unknown")
        .contains("times in ")
        .doesNotContain("restarted");
    parse(text);
  }

  @Test
  void anEmptyRunIsStillAPage() throws Exception {
    BacktestResult none = Fakes.result(Fakes.JANUARY, 0, 0, 0, true);
    ModelCard bare = Fakes.unknownStability();
    String text = written(Fakes.data(bare, bare, none, List.of(), new TreeMap<>(), List.of()));

    assertThat(text)
        .contains("The model card has no scores.")
        .doesNotContain("Provenance")
        .doesNotContain("Notes")
        .doesNotContain("Success criteria");
    parse(text);
  }

  @Test
  void longListsAreCutAndSaySo() throws Exception {
    BacktestResult busy = Fakes.result(Fakes.JANUARY, 744, 4, 5, true);
    String text = written(data(Fakes.stability(1), busy, ""));

    assertThat(text)
        .contains("Migrations: the first 40 of 186")
        .contains("Restarts after interruptions: the first 40 of 149");
  }
}
