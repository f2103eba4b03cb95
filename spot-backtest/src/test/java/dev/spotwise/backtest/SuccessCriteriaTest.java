package dev.spotwise.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.SuccessCriteria.Criterion;
import dev.spotwise.backtest.SuccessCriteria.Verdict;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import dev.spotwise.models.evaluation.PriceMetrics;
import dev.spotwise.models.evaluation.StabilityMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessCriteriaTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static ModelCard card(String model, Score... scores) {
    return new ModelCard(
        model,
        "test",
        new FeatureSchema("test", List.of("x"), 300),
        List.of(HOUR, Duration.ofHours(24)),
        TimeWindow.parse("2024-01-01/2025-01-01"),
        1,
        "none",
        new TreeMap<>(),
        List.of(scores));
  }

  private static Score score(String model, Map<String, Double> metrics) {
    return new Score(model, HOUR, Split.TEST, 10, new TreeMap<>(metrics));
  }

  private static ModelCard price(double mae, double rmse, double r2, double persistence) {
    return card(
        "forest",
        score(
            "forest", Map.of(PriceMetrics.MAE, mae, PriceMetrics.RMSE, rmse, PriceMetrics.R2, r2)),
        score("persistence", Map.of(PriceMetrics.MAE, persistence)));
  }

  private static ModelCard stability(double auc) {
    return card("boosting", score("boosting", Map.of(StabilityMetrics.AUC, auc)));
  }

  private static CostSummary costs(double total, double migration, int migrations) {
    return new CostSummary(
        "p",
        total,
        total - migration,
        migration,
        0,
        migrations,
        0,
        0,
        730.5,
        0,
        0,
        0.1,
        CostDetail.undisturbed(730.5));
  }

  private static BacktestResult result(CostSummary ours) {
    TreeMap<String, CostSummary> baselines = new TreeMap<>();
    baselines.put("single_spot", costs(50, 0, 0));
    baselines.put("single_spot_hindsight", costs(45, 0, 0));
    baselines.put("stay", costs(55, 0, 0));
    baselines.put("on_demand", costs(100, 0, 0));
    return new BacktestResult(
        TimeWindow.parse("2025-01-01/2025-02-01"),
        "stability-first",
        CostUnit.VCPU,
        2,
        HOUR,
        true,
        ours,
        baselines,
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Verdict> verdicts(List<Criterion> criteria) {
    List<Verdict> verdicts = new ArrayList<>();
    criteria.forEach(criterion -> verdicts.add(criterion.verdict()));
    return verdicts;
  }

  @Test
  void allCanBeMet() {
    List<Criterion> criteria =
        SuccessCriteria.of(
            price(0.009, 0.0149, 0.71, 0.0002), stability(0.76), result(costs(40, 10, 20)));

    assertThat(verdicts(criteria)).hasSize(8).containsOnly(Verdict.MET);
    assertThat(criteria)
        .extracting(Criterion::target)
        .containsExactly("< 0.01", "< 0.015", "> 0.7", "> 0.75", "> 0", "> 50", "10-30", "< 20");
    assertThat(criteria)
        .extracting(Criterion::beside)
        .containsExactly(
            "persistence 0.0002000",
            "persistence unknown",
            "persistence unknown",
            "coin toss 0.5",
            "p 50 USD",
            "p 100 USD",
            "20 in the window",
            "savings against on-demand");
  }

  @Test
  void atItsBoundNoneIsMetButThoseOnMigrations() {
    List<Criterion> criteria =
        SuccessCriteria.of(price(0.01, 0.015, 0.7, 0), stability(0.75), result(costs(50, 10, 10)));

    assertThat(verdicts(criteria))
        .containsExactly(
            Verdict.NOT_MET,
            Verdict.NOT_MET,
            Verdict.NOT_MET,
            Verdict.NOT_MET,
            Verdict.NOT_MET,
            Verdict.NOT_MET,
            Verdict.MET,
            Verdict.NOT_MET);
  }

  @Test
  void whatWasNotMeasuredIsUnknown() {
    List<Criterion> criteria =
        SuccessCriteria.of(
            card("forest"),
            card("unknown", score("unknown", Map.of(StabilityMetrics.AUC, Double.NaN))),
            result(costs(120, 1, 0)));

    assertThat(verdicts(criteria).subList(0, 4)).containsOnly(Verdict.UNKNOWN);
    assertThat(criteria.get(0).value()).isNaN();
    assertThat(criteria.get(0).beside()).isEmpty();
    assertThat(criteria.get(7).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(criteria.get(7).beside()).isEqualTo("nothing was saved against on-demand");
  }

  @ParameterizedTest
  @CsvSource({"0,NOT_MET", "9,NOT_MET", "10,MET", "30,MET", "31,NOT_MET"})
  void tenToThirtyMigrationsAMonth(int migrations, Verdict verdict) {
    List<Criterion> criteria =
        SuccessCriteria.of(price(1, 1, 1, 1), stability(1), result(costs(40, 0, migrations)));

    assertThat(criteria.get(6).value()).isEqualTo(migrations);
    assertThat(criteria.get(6).verdict()).isEqualTo(verdict);
    assertThat(criteria.get(7).verdict()).isEqualTo(Verdict.MET);
  }
}
