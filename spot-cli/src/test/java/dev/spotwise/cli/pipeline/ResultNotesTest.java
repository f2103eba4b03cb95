package dev.spotwise.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostDetail;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.features.FeatureSchema;
import dev.spotwise.models.ModelCard;
import dev.spotwise.models.Score;
import dev.spotwise.models.Split;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What speaks against a result is said. */
class ResultNotesTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final TimeWindow WINDOW = TimeWindow.parse("2024-01-01/2024-01-02");

  private static Score score(String model, String metric, double value) {
    return new Score(model, HOUR, Split.TEST, 10, new TreeMap<>(Map.of(metric, value)));
  }

  private static ModelCard card(String model, List<Score> scores) {
    FeatureSchema schema = new FeatureSchema("v", List.of("a"), 300);
    return new ModelCard(model, "1", schema, List.of(HOUR), WINDOW, 1, "", new TreeMap<>(), scores);
  }

  private static List<String> notes(double brier, double rmse, String begunIn) {
    ModelCard price =
        card("forest", List.of(score("forest", "rmse", rmse), score("persistence", "rmse", 0.2)));
    ModelCard stability =
        card(
            "boosting",
            List.of(score("boosting", "brier", brier), score("base-rate", "brier", 0.2)));
    return ResultNotes.of(price, stability, result(begunIn), HOUR);
  }

  private static BacktestResult result(String begunIn) {
    CostSummary costs =
        new CostSummary("a_b", 1, 1, 0, 0, 0, 0, 0, 24, 0, 0, 0.04, CostDetail.undisturbed(24));
    TreeMap<String, CostSummary> baselines = new TreeMap<>();
    for (String name :
        List.of(
            BacktestResult.SINGLE_SPOT,
            BacktestResult.SINGLE_SPOT_HINDSIGHT,
            BacktestResult.STAY,
            BacktestResult.ON_DEMAND)) {
      baselines.put(name, costs);
    }
    DecisionRecord first =
        new DecisionRecord(
            Instant.EPOCH,
            0,
            DecisionRecord.Action.STAY,
            begunIn,
            "a_b",
            "b",
            1,
            1,
            1,
            1,
            0,
            0,
            1,
            "");
    return new BacktestResult(
        WINDOW,
        "stay",
        CostUnit.VCPU,
        2,
        HOUR,
        true,
        costs,
        baselines,
        List.of(first),
        List.of(),
        List.of());
  }

  @Test
  void modelsThatBeatTheirBaselinesNeedNoNote() {
    assertThat(notes(0.1, 0.1, "a_b")).isEmpty();
  }

  @Test
  void modelsThatDidWorseThanTheirBaselinesAreNamed() {
    assertThat(notes(0.25521, 0.1, "a_b"))
        .containsExactly(
            "The stability forecasts that decisions went by did worse than base-rate on test rows,"
                + " 1 h ahead: brier 0.2552 against 0.2000");
    assertThat(notes(0.1, 0.3, "a_b"))
        .singleElement()
        .asString()
        .contains("price forecasts", "persistence", "rmse 0.3000 against 0.2000");
  }

  @Test
  void theOtherBaselinesAreNotWhatANoteComparesWith() {
    ModelCard price =
        card(
            "forest",
            List.of(
                score("forest", "rmse", 0.1),
                score("persistence", "rmse", 0.2),
                score("momentum", "rmse", 0.05)));
    ModelCard stability =
        card(
            "boosting",
            List.of(
                score("boosting", "brier", 0.1),
                score("base-rate", "brier", 0.2),
                score("type-rate", "brier", 0.05)));

    assertThat(ResultNotes.of(price, stability, result("a_b"), HOUR)).isEmpty();
  }

  @Test
  void aStartThatWasNotUpIsNamed() {
    assertThat(notes(0.1, 0.1, "c_d"))
        .containsExactly("a_b was not up at the start: the workload began in c_d");
  }
}
