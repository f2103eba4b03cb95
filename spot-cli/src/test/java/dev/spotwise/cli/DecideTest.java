package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** {@code spot decide} and {@code spot explain} as a user meets them. */
class DecideTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOME = "us-east-1a_m5.large";

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
    List<String> args = new ArrayList<>(List.of(command, "--config", config));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static JsonNode json(String command, String... more) throws Exception {
    return JSON.readTree(done(SpotProgram.args(args(command, more), "--json")).out());
  }

  private static List<JsonNode> backtest() throws Exception {
    List<JsonNode> decisions = new ArrayList<>();
    JSON.readTree(out.resolve("models/backtest_results.json").toFile())
        .get("decisions")
        .forEach(decisions::add);
    return decisions;
  }

  /** The market of a decision ends where the period does; ticks before it are the backtest's. */
  @ParameterizedTest
  @ValueSource(ints = {5, 17, 40, 60, 77, 95})
  void aLiveDecisionIsThatOfTheBacktest(int number) throws Exception {
    JsonNode replayed = backtest().get(number);
    String current = replayed.get("current_pool").asText();
    JsonNode live =
        json(
            "decide",
            "--current",
            current.startsWith("on-demand") ? "on-demand" : current,
            "--at",
            replayed.get("timestamp").asText());

    assertThat(live.get("at").asText()).isEqualTo(replayed.get("timestamp").asText());
    assertThat(live.get("reason")).isEqualTo(replayed.get("reason"));
    assertThat(live.get("action").asText().equals("move"))
        .isEqualTo(replayed.get("action").asText().equals("migrate"));
  }

  @Test
  void decidingWritesNothing() {
    SortedMap<String, String> before = SpotProgram.digests(out);
    done(args("decide", "--current", HOME));
    done(args("explain", "--at", "2024-01-17"));

    assertThat(SpotProgram.digests(out)).isEqualTo(before);
  }

  @Test
  void theAnswerSaysWhatToDoAndWhy() {
    SpotProgram.Ended ended = done(args("decide", "--current", HOME, "--held", "2h"));

    assertThat(ended.out())
        .startsWith("Decision at 2024-01-19T23:30:00Z, policy stability-first\n")
        .contains("runs in " + HOME + " for 2.0 h")
        .containsPattern("(STAY|MOVE to \\S+): \\S+")
        .contains(
            "Warning: only 455.5 h of history lie before the decision; features look back on 30d")
        .doesNotContain("NaN");
    assertThat(ended.err()).contains("market", "decide").doesNotContain("Warning");
    assertThat(done(args("decide", "--current", HOME, "--at", "2024-01-10")).out())
        .contains("weighed: us-east-1b_m5.large, stability 9", "expected to be 2.6 % dearer");
  }

  @Test
  void theJsonHasEveryField() throws Exception {
    JsonNode answer =
        json("decide", "--current", HOME, "--siblings", "us-east-1b_m5.large,on-demand");

    assertThat(names(answer))
        .containsExactly(
            "at",
            "policy",
            "trigger",
            "current",
            "held",
            "siblings",
            "job",
            "action",
            "to",
            "reason",
            "target",
            "current_stability",
            "target_stability",
            "expected_savings_percent",
            "options",
            "warm",
            "warnings");
    assertThat(answer.get("trigger").asText()).isEqualTo("scheduled");
    assertThat(answer.get("held").asText()).isEqualTo("PT24H");
    assertThat(answer.get("siblings").toString())
        .isEqualTo("[\"us-east-1b_m5.large\",\"on-demand m5.large\"]");
    assertThat(answer.get("job").isNull()).isTrue();
    assertThat(answer.get("current_stability").asDouble()).isBetween(0.0, 100.0);
    assertThat(answer.get("warm").asBoolean()).isFalse();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void whoeverRunsNothingIsToldWhereToStart() throws Exception {
    JsonNode answer = json("decide", "--current", "none");

    assertThat(answer.get("trigger").asText()).isEqualTo("start");
    assertThat(answer.get("current").isNull()).isTrue();
    assertThat(answer.get("action").asText()).isEqualTo("move");
    assertThat(answer.get("to").asText()).startsWith("us-east-1");
    assertThat(done(args("decide", "--current", "none")).out())
        .contains("to be started", "START in us-east-1");
  }

  @Test
  void aJobIsToldHowFarItHasCome() throws Exception {
    String[] left = {"--work-left", "10h", "--time-left", "20h", "--unsaved", "30s"};
    String[] running = SpotProgram.args(new String[] {"--current", HOME, "--held", "1m"}, left);
    JsonNode job = json("decide", running).get("job");

    assertThat(job.toString())
        .isEqualTo(
            "{\"work_left\":\"PT10H\",\"unsaved\":\"PT30S\",\"starting_left\":\"PT2M\","
                + "\"time_left\":\"PT20H\"}");
    assertThat(done(args("decide", running)).out())
        .contains("10.0 h of work left, 0.0 h of work done but not yet saved, 20.0 h")
        .doesNotContain("deadline can't");
  }

  @Test
  void aDeadlineThatCannotBeMetAnyMoreIsAWarning() {
    SpotProgram.Ended ended =
        done(args("decide", "--current", "none", "--work-left", "10h", "--time-left", "10h"));

    assertThat(ended.out())
        .contains("Warning: the deadline can't be met any more: 10h of work are left and 10h of");
  }

  @Test
  void theJobOfTheSettingsMustBeToldAbout() {
    String job =
        SpotProgram.write(
                folder.resolve("job.yaml"),
                SpotProgram.SMALL + "workload: {job: {work: 10h, deadline: 20h}}\n")
            .toString();
    SpotProgram.Ended ended =
        SpotProgram.run("decide", "--config", job, "--out", out.toString(), "--current", HOME);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("--work-left and --time-left must be given, since the");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --held 2h                                  | Missing required option: '--current=POOL'
          --current us-east-1a_m5.larg               | --current must be a pool of the market but was 'us-east-1a_m5.larg'; did you mean us-east-1a_m5.large?
          --current none --siblings x,us-east-1b_m5.large | --siblings must be a pool of the market but was 'x'
          --current none --held 2h                   | --held must come with an instance that runs
          --current none --held long                 | --held must be a duration such as 5m, 1h or 7d but was 'long'
          --current none --work-left 0h --time-left 5h | --work-left must be > 0 but was 0: the job is done
          --current us-east-1a_m5.large --held 1h --work-left 5h --time-left 9h --unsaved 2h | --unsaved must be at most --held, 1h, but was 2h
          --current none --work-left 5h              | --work-left and --time-left must both be given, or neither
          --current none --unsaved 5m                | --unsaved must come with --work-left and --time-left
          --current none --work-left 5h --time-left x | --time-left must be a duration
          --current none --at yesterday              | --at time must be a date or an instant in UTC
          --current none --at 2030-01-01             | --at must lie within the market, 2024-01-01T00:00:00Z/2024-01-20T00:00:00Z, but was 2030
          --current none --start us-east-1c_m5.large | workload.start must be a pool of the market
          """)
  void aQuestionThatCannotBeAnsweredIsUsage(String more, String message) {
    SpotProgram.Ended ended = SpotProgram.run(args("decide", more.strip().split(" +")));

    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void allProblemsAreReportedTogether() {
    SpotProgram.Ended ended =
        SpotProgram.run(
            args("decide", "--current", "none", "--held", "x", "--at", "y", "--threads", "0"));

    assertThat(ended.err().lines().filter(line -> line.startsWith("spot: "))).hasSize(4);
  }

  @Test
  void withoutModelsThereIsNoDecision() {
    SpotProgram.Ended ended =
        SpotProgram.run(
            "decide", "--config", config, "--out", folder + "/nothing", "--current", HOME);

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("run 'spot train' first");
  }

  @Test
  void modelsThatKnowWhatCameAfterAreNotTrusted() {
    assertThat(done(args("decide", "--current", HOME, "--at", "2024-01-10")).out())
        .contains("Warning: the models were trained until 2024-01-13T00:00:00Z");
  }

  @Test
  void anExplanationShowsWhatWasKnownDecidedAndCharged() {
    SpotProgram.Ended ended = done(args("explain", "--at", "2024-01-17T10:20:00Z"));

    assertThat(ended.out())
        .startsWith("Backtest at 2024-01-17T10:00:00Z, policy stability-first\n")
        .contains("What was known", "USD/h", "P(1h) %", "P(1d) %", "us-east-1b_t3.large")
        .containsPattern("(STAY|MOVE to \\S+): \\S+")
        .contains("What was charged in the hour before and after")
        .contains("2024-01-17T11:00:00Z", "  run  ", "decision")
        .doesNotContain("NaN");
  }

  @Test
  void anExplanationIsTheBacktestsOwnDecision() throws Exception {
    for (int number : new int[] {0, 33, 71}) {
      JsonNode replayed = backtest().get(number);
      JsonNode found = json("explain", "--at", replayed.get("timestamp").asText());
      JsonNode decision = found.get("decisions").get(found.get("decisions").size() - 1);

      assertThat(found.get("at").asText()).isEqualTo(replayed.get("timestamp").asText());
      assertThat(decision.get("reason")).isEqualTo(replayed.get("reason"));
      assertThat(decision.get("known")).hasSize(4);
      assertThat(names(decision.get("known").get(0).get("survival"))).contains("PT1H", "PT24H");
      assertThat(found.get("around")).isNotEmpty();
    }
  }

  @Test
  void anotherPolicyCanBeExplained() throws Exception {
    JsonNode found = json("explain", "--at", "2024-01-18", "--policy", "stay");

    assertThat(found.get("policy").asText()).isEqualTo("stay");
    assertThat(found.at("/decisions/0/action").asText()).isEqualTo("stay");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --policy stay               | Missing required option: '--at=TIME'
          --at noon                   | --at time must be a date or an instant in UTC
          --at 2024-01-15             | --at must lie within period.backtest, 2024-01-16T00:00:00Z/2024-01-20T00:00:00Z, but was 2024-01-15
          --at 2024-01-20             | --at must lie within period.backtest
          --at 2024-01-17 --policy st | decision.policy must be one of
          """)
  void whatCannotBeExplainedIsUsage(String more, String message) {
    SpotProgram.Ended ended = SpotProgram.run(args("explain", more.strip().split(" +")));

    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }
}
