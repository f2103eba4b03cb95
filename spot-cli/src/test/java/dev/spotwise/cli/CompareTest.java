package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotwise.backtest.EventLog;
import dev.spotwise.backtest.ReplayEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code spot compare}, {@code spot sweep} and the event log as a user meets them. */
class CompareTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Path out;
  private static String config;

  @BeforeAll
  static void backtestOnce() {
    config =
        SpotProgram.write(
                folder.resolve("c.yaml"),
                SpotProgram.SMALL + "decision: {policy: stability-first}\n")
            .toString();
    out = folder.resolve("out");
    for (String step : new String[] {"generate", "train", "backtest"}) {
      done(step, "--config", config, "--out", out.toString());
    }
  }

  private static String[] args(String command, String... more) {
    return SpotProgram.args(
        new String[] {command, "--config", config, "--out", out.toString()}, more);
  }

  private static JsonNode json(String command, String... more) throws Exception {
    return JSON.readTree(done(SpotProgram.args(args(command, more), "--json")).out());
  }

  private static JsonNode results() throws Exception {
    return JSON.readTree(out.resolve("models/backtest_results.json").toFile());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theEventsOfABacktestAddUpToItsCost() throws Exception {
    List<ReplayEvent> events = EventLog.readJsonLines(out.resolve("models/backtest_events.jsonl"));

    assertThat(events).hasSizeGreaterThan(100);
    assertThat(events.stream().mapToDouble(ReplayEvent::usd).sum())
        .isCloseTo(results().at("/our_strategy/total_cost").asDouble(), within(1e-9));
    assertThat(Files.size(out.resolve("models/backtest_events.parquet"))).isPositive();
  }

  @Test
  void newModelsRemoveTheEventsOfTheOldOnes() {
    Path other = folder.resolve("other");
    for (String step : new String[] {"generate", "train", "backtest"}) {
      done(step, "--config", config, "--out", other.toString());
    }
    assertThat(other.resolve("models/backtest_events.jsonl")).exists();
    done("train", "--config", config, "--out", other.toString());

    assertThat(other.resolve("models/backtest_events.jsonl")).doesNotExist();
    assertThat(other.resolve("models/backtest_events.parquet")).doesNotExist();
  }

  @Test
  void policiesStandSideBySideWithTheirBaselines() {
    SortedMap<String, String> before = SpotProgram.digests(out);
    SpotProgram.Ended ended = done(args("compare"));

    assertThat(ended.out())
        .startsWith("Backtest 2024-01-16T00:00:00Z/2024-01-20T00:00:00Z, billing aws, decisions")
        .contains("  stability-first ", "  sticky-cheapest ", "  hysteresis ", "  on-demand ")
        .contains("single spot, trained", "single spot, hindsight", "Percent saved against")
        .containsPattern("stability-first +\\d+\\.\\d\\d \\[\\d+\\.\\d\\d, \\d+\\.\\d\\d]  ")
        .doesNotContain("makespan")
        .doesNotContain("uniform-progress")
        .doesNotContain("NaN");
    assertThat(ended.err()).contains("compare").contains("policies");
    assertThat(SpotProgram.digests(out)).isEqualTo(before);
  }

  @Test
  void theComparisonAsJsonHasEveryFieldAndAgreesWithTheBacktest() throws Exception {
    JsonNode found = json("compare", "--policies", "stay,stability-first");

    assertThat(names(found))
        .containsExactly(
            "window", "billing", "interval", "cost_unit", "capacity", "policies", "baselines");
    assertThat(found.at("/policies/0/policy").asText()).isEqualTo("stay");
    JsonNode ours = found.at("/policies/1");
    assertThat(names(ours))
        .containsExactly(
            "policy",
            "costs",
            "savings_percent",
            "regret_percent",
            "regret_without_refund_percent");
    assertThat(names(ours.get("costs")))
        .contains(
            "total_usd",
            "billed_usd",
            "usd_per_useful_hour",
            "interruptions",
            "migrations",
            "restarts",
            "on_demand_hours",
            "worst_share_lost",
            "mean_share_lost",
            "makespan_hours",
            "deadline_missed");
    JsonNode saved = ours.at("/savings_percent/on_demand");
    assertThat(saved.get("low").asDouble()).isLessThan(saved.get("high").asDouble());
    assertThat(found.at("/baselines/on_demand/total_usd").asDouble()).isPositive();
    assertThat(found.at("/policies/0/costs")).isEqualTo(found.at("/baselines/stay"));
  }

  @Test
  void aJobIsComparedByItsMakespanAndDeadline() throws Exception {
    String job =
        SpotProgram.write(
                folder.resolve("job.yaml"),
                SpotProgram.SMALL + "workload: {job: {work: 30h, deadline: 40h}}\n")
            .toString();
    String[] asked = {"compare", "--config", job, "--out", out.toString()};
    JsonNode found = JSON.readTree(done(SpotProgram.args(asked, "--json")).out());
    List<String> ids = new ArrayList<>();
    for (JsonNode entry : found.get("policies")) {
      ids.add(entry.get("policy").asText());
      assertThat(entry.at("/costs/deadline_missed").asBoolean()).as(ids.toString()).isFalse();
      assertThat(entry.at("/costs/makespan_hours").asDouble()).isBetween(30.0, 40.0);
      assertThat(entry.at("/savings_percent/on_demand/low").isNull()).isTrue();
    }
    assertThat(ids).contains("greedy", "uniform-progress");
    assertThat(done(asked).out()).contains("makespan h", "uniform-progress");
  }

  @Test
  void aValueThatIsGivenTwiceIsTriedOnce() throws Exception {
    JsonNode found =
        json("sweep", "--policy", "hysteresis", "--grid", "hysteresis-percent=5,2,5.0,2,10");
    assertThat(found.get("tries")).hasSize(3);
    assertThat(found.at("/tries/0/values/hysteresis-percent").asDouble()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.3", "0.7"})
  void aHoldoutWithoutRoomForTheJobIsNamed(String share) {
    String job =
        SpotProgram.write(
                folder.resolve("job.yaml"),
                SpotProgram.SMALL + "workload: {job: {work: 20h, deadline: 40h}}\n")
            .toString();
    SpotProgram.Ended ended =
        SpotProgram.run(
            SpotProgram.args(
                new String[] {"sweep", "--config", job, "--out", out.toString()},
                "--policy",
                "hysteresis",
                "--grid",
                "hysteresis-percent=5",
                "--holdout",
                share));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("--holdout must leave workload.job.deadline (40h) to both parts")
        .containsPattern("leaves \\d+h to search by and \\d+h to hold out");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          compare --policies stays        | --policies must be one of
          compare --policies stays        | did you mean stay?
          compare --policies stay,        | but was ''
          compare --policies stay,stay    | --policies must name each policy once but names 'stay' again
          sweep                           | --grid must be given, or --random and --range; stability-first has stability-weight
          sweep --policy stay             | --grid must be given, or --random and --range; stay has no numbers to search for
          sweep --policy hyst             | decision.policy must be one of
          sweep --grid margin=1           | --grid must name a number of stability-first but was 'margin'; known are
          sweep --policy hysteresis --grid hysteresis-percent=100 | --grid hysteresis-percent can't be '100': hysteresis-percent: hysteresisPercent must be in [0, 100)
          sweep --policy hysteresis --grid hysteresis-percent=1,x | --grid hysteresis-percent must be a number but was 'x'
          sweep --policy hysteresis --grid hysteresis-percent | --grid must be NAME=VALUES but was 'hysteresis-percent'
          sweep --policy hysteresis --grid hysteresis-percent=1 --grid hysteresis-percent=2 | --grid must name each number once but names hysteresis-percent again
          sweep --policy hysteresis --random 5 | --random must come with --range
          sweep --policy hysteresis --range hysteresis-percent=1..2 | --range must come with --random
          sweep --policy hysteresis --random 0 --range hysteresis-percent=1..2 | --random must be a whole number in [1, 10000] but was '0'
          sweep --policy hysteresis --random 5 --range hysteresis-percent=2..1 | range must be finite and ascending but was 2.0 to 1.0
          sweep --policy hysteresis --random 5 --range hysteresis-percent=2 | --range must be NAME=A..B, such as margin=0..3, but hysteresis-percent is not
          sweep --policy hysteresis --random 5 --range hysteresis-percent=1..2 --grid hysteresis-percent=1 | --grid and --random exclude each other
          sweep --policy hysteresis --grid hysteresis-percent=1 --holdout 1 | --holdout must be in (0, 1) but was 1.0
          sweep --policy hysteresis --grid hysteresis-percent=1 --holdout 0.999 | window must hold decisions to search by and others to hold out
          """)
  void whatCannotBeComparedIsUsage(String command, String message) {
    String[] words = command.strip().split(" +");
    String[] more = List.of(words).subList(1, words.length).toArray(String[]::new);
    SpotProgram.Ended ended = SpotProgram.run(args(words[0], more));

    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void aSweepShowsItsTriesItsHoldoutAndItsWarning() throws Exception {
    String[] grid = {"--policy", "hysteresis", "--grid", "hysteresis-percent=0,5,20"};
    SpotProgram.Ended ended = done(args("sweep", grid));

    assertThat(ended.out())
        .startsWith("Sweep of hysteresis over 2024-01-16T00:00:00Z/2024-01-18T")
        .contains("hysteresis-percent", "The same in the holdout 2024-01-18T")
        .contains("Warning: best of 3 tries; its search result flatters it: only the holdout");
    JsonNode found = json("sweep", grid);
    assertThat(names(found))
        .containsExactly(
            "policy",
            "search",
            "holdout",
            "tries",
            "best",
            "search_default",
            "search_savings_percent",
            "holdout_best",
            "holdout_default",
            "holdout_savings_percent",
            "warning");
    assertThat(found.at("/tries/2/values/hysteresis-percent").asDouble()).isEqualTo(20.0);
    double best = found.at("/tries/" + found.get("best").asInt() + "/costs/total_usd").asDouble();
    for (JsonNode tried : found.get("tries")) {
      assertThat(best).isLessThanOrEqualTo(tried.at("/costs/total_usd").asDouble());
    }
  }

  @Test
  void aRandomSweepDrawsTheSameTriesAgain() throws Exception {
    String[] random = {
      "--random", "4", "--range", "strong-improvement=0..20", "--range", "cost-weight=0..1"
    };
    JsonNode found = json("sweep", random);

    assertThat(found.get("tries")).hasSize(4);
    assertThat(found).isEqualTo(json("sweep", random));
    assertThat(found.get("policy").asText()).isEqualTo("stability-first");
    assertThat(names(found.at("/tries/0/values"))).contains("cost-weight", "strong-improvement");
  }

  @Test
  void modelsCanBeTrainedAnewWithinABacktest() throws Exception {
    String often =
        SpotProgram.write(
                folder.resolve("often.yaml"),
                SpotProgram.SMALL
                    + "decision: {policy: stability-first}\nbacktest: {retrain-every: 2d}\n")
            .toString();
    Path other = folder.resolve("often");
    for (String step : new String[] {"generate", "train"}) {
      done(step, "--config", often, "--out", other.toString());
    }
    SpotProgram.Ended ended = done("backtest", "--config", often, "--out", other.toString());

    assertThat(ended.err()).contains("retrain").contains("every 2d");
    JsonNode once = results().get("decisions");
    JsonNode anew =
        JSON.readTree(other.resolve("models/backtest_results.json").toFile()).get("decisions");
    assertThat(anew).hasSize(once.size());
    assertThat(anew.get(95).get("current_stability"))
        .isNotEqualTo(once.get(95).get("current_stability"));
  }
}
