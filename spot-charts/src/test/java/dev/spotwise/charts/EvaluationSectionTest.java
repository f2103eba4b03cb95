package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.TimeWindow;
import dev.spotwise.models.evaluation.EvaluationReport;
import dev.spotwise.models.evaluation.EvaluationReport.FoldRows;
import dev.spotwise.models.evaluation.EvaluationTable;
import dev.spotwise.models.evaluation.Fold;
import dev.spotwise.models.evaluation.Importance;
import dev.spotwise.models.evaluation.ModelMetrics;
import dev.spotwise.models.evaluation.ReliabilityTable;
import dev.spotwise.models.evaluation.RollingOrigin;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class EvaluationSectionTest {

  private static final String HOSTILE = "<script>alert(1)</script> & \"quoted\"";

  private static ModelMetrics metrics(String model, double skill) {
    return new ModelMetrics(
        model,
        1200,
        new TreeMap<>(
            Map.of(
                "mae",
                0.00123456,
                "skill_rmse_share",
                skill,
                "brier_skill",
                skill,
                "rmse_of_oracle",
                1.25,
                "auc",
                Double.NaN)));
  }

  private static EvaluationTable table(String pool, Optional<ReliabilityTable> bins) {
    List<ModelMetrics> models =
        List.of(metrics("forest", 0.1), metrics("persistence", 0), metrics("oracle", 0.5));
    SortedMap<String, ModelMetrics> pools = new TreeMap<>();
    IntStream.range(0, 12).forEach(i -> pools.put(pool + i, metrics("forest", i / 100.0)));
    return new EvaluationTable(
        Duration.ofHours(6),
        models,
        List.of(models, models),
        pools,
        List.of(new Importance(pool, Importance.Kind.FAMILY, 0.25, 0.05)),
        bins);
  }

  static EvaluationReport report(String text, boolean known) {
    ReliabilityTable bins =
        ReliabilityTable.of(new double[] {0.15, 0.9}, new boolean[] {false, true}, 10);
    Fold fold =
        new Fold(
            1,
            TimeWindow.parse("2024-01-01/2024-01-21"),
            TimeWindow.parse("2024-01-21/2024-02-01"),
            Duration.ofHours(6));
    return new EvaluationReport(
        "1",
        TimeWindow.parse("2024-01-01/2024-02-01"),
        RollingOrigin.withDefaults(),
        Duration.ofHours(1),
        1,
        12,
        new TreeMap<>(Map.of("prices", text)),
        List.of(new FoldRows(fold, 100, 48)),
        List.of(table(text, Optional.empty())),
        known ? List.of(table(text, Optional.of(bins))) : List.of());
  }

  private static String section(EvaluationReport report) throws Exception {
    Html page = new Html();
    EvaluationSection.add(report, page);
    String xml = "<body>" + page + "</body>";
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    return page.toString();
  }

  @Test
  void everyModelFoldAndBoundHasItsRow() throws Exception {
    String text = section(report("us-east-1a_m5.large", true));

    assertThat(text)
        .contains("1 fold over 2024-01-01 to 2024-01-31, 12 pools from us-east-1a_m5.large")
        .contains("Prices, 6 h ahead: all folds", "Interruptions, 6 h ahead: all folds")
        .contains("<th scope=\"row\">2</th>")
        .contains(">oracle</th>", ">persistence</th>", "RMSE of oracle", "0.001235", "1.25")
        .contains("forecast and observed share of interruptions", ">family</td>")
        .doesNotContain("NaN");
  }

  @Test
  void onlyTheWorstPoolsAreListed() throws Exception {
    String text = section(report("pool-", false));

    assertThat(text).contains("forest on the worst of 12 pools", "pool-9</th>");
    assertThat(text).doesNotContain("pool-10</th>").doesNotContain("pool-11</th>");
  }

  @Test
  void unknownStabilityIsSaid() throws Exception {
    assertThat(section(report("a", false)))
        .contains(StabilityFigure.UNKNOWN)
        .doesNotContain("Interruptions, 6 h");
  }

  @Test
  void markupInNamesIsEscaped() throws Exception {
    assertThat(section(report(HOSTILE, true)))
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;");
  }
}
