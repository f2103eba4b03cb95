package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.digests;
import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spot run} and its steps, on a small world. */
class RunTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private String config;

  @BeforeEach
  void writeConfiguration() {
    config = SpotProgram.write(folder.resolve("c.yaml"), SpotProgram.SMALL).toString();
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  private SpotProgram.Ended run(String out, String... more) {
    return step("run", out, more);
  }

  private SpotProgram.Ended step(String step, String out, String... more) {
    return done(
        SpotProgram.args(
            new String[] {step, "--config", config, "--out", out(out).toString()}, more));
  }

  private JsonNode results(String out) throws IOException {
    return JSON.readTree(Files.readAllBytes(out(out).resolve("models/backtest_results.json")));
  }

  private static SortedMap<String, String> without(
      SortedMap<String, String> digests, String... names) {
    SortedMap<String, String> rest = new TreeMap<>(digests);
    rest.keySet().removeAll(List.of(names));
    return rest;
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aRunWritesEveryFileAndTheStepsWriteTheSameBytes() throws Exception {
    SpotProgram.Ended whole = run("whole");
    assertThat(digests(out("whole")).keySet())
        .containsExactlyInAnyOrder(
            "data/spot_prices.csv",
            "data/spot_prices.parquet",
            "data/interruptions.csv",
            "data/interruptions.parquet",
            "data/availability.parquet",
            "data/source.json",
            "models/bundle.json",
            "models/feature_summary.json",
            "models/forecast_review.json",
            "models/price_predictor.spotmodel",
            "models/stability_ranker.spotmodel",
            "models/backtest_results.json",
            "models/backtest_events.jsonl",
            "models/backtest_events.parquet",
            "analysis_graphs/1_price_distribution.png",
            "analysis_graphs/2_stability_analysis.png",
            "analysis_graphs/3_model_performance.png",
            "analysis_graphs/4_backtest_results.png",
            "analysis_graphs/5_decision_distribution.png",
            "analysis_graphs/6_reliability.png",
            "analysis_graphs/7_forecast_fan.png",
            "analysis_graphs/8_regret_by_policy.png",
            "analysis_graphs/9_cost_over_time.png",
            "analysis_graphs/10_availability_path.png",
            "analysis_graphs/1_price_distribution.svg",
            "analysis_graphs/2_stability_analysis.svg",
            "analysis_graphs/3_model_performance.svg",
            "analysis_graphs/4_backtest_results.svg",
            "analysis_graphs/5_decision_distribution.svg",
            "analysis_graphs/6_reliability.svg",
            "analysis_graphs/7_forecast_fan.svg",
            "analysis_graphs/8_regret_by_policy.svg",
            "analysis_graphs/9_cost_over_time.svg",
            "analysis_graphs/10_availability_path.svg",
            "report.html",
            "run.json");
    assertThat(whole.err().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly(
            "run:", "market", "data", "features", "train", "backtest", "figures", "report");
    assertThat(whole.out())
        .contains("96 decisions: ")
        .contains("The guide's success criteria")
        .doesNotContain("\u001b")
        .doesNotContain("\r");

    step("generate", "steps");
    for (String step : List.of("train", "backtest", "report")) {
      done(step, "--out", out("steps").toString(), "--threads", "2");
    }
    assertThat(digests(out("steps"))).isEqualTo(digests(out("whole")));

    run("again", "--threads", "2");
    assertThat(digests(out("again"))).isEqualTo(digests(out("whole")));
  }

  @Test
  void theFirstLinesAreTheGuides() throws Exception {
    step("generate", "o");
    assertThat(Files.readAllLines(out("o").resolve("data/spot_prices.csv")).get(0))
        .isEqualTo(
            "timestamp,pool_id,instance_type,az,spot_price,on_demand_price,discount_percent");
    assertThat(Files.readAllLines(out("o").resolve("data/interruptions.csv")).get(0))
        .isEqualTo("timestamp,pool_id,instance_type,az,spot_price,discount_percent");
    assertThat(Files.readAllLines(out("o").resolve("data/spot_prices.csv")))
        .hasSize(1 + 4 * 19 * 48);
  }

  @Test
  void anotherSeedGivesOtherPricesModelsAndResults() {
    for (String seed : List.of("1", "2")) {
      step("generate", seed, "--seed", seed);
      step("train", seed, "--seed", seed);
      step("backtest", seed, "--seed", seed);
    }
    SortedMap<String, String> second = digests(out("2"));
    without(digests(out("1")), "data/availability.parquet")
        .forEach((file, digest) -> assertThat(second.get(file)).as(file).isNotEqualTo(digest));
  }

  @Test
  void resultsHaveTheGuidesKeysAndADecisionEachHour() throws Exception {
    run("o");
    JsonNode root = results("o");
    assertThat(names(root))
        .contains(
            "our_strategy",
            "baselines",
            "savings_vs_single_spot",
            "savings_vs_on_demand",
            "decisions",
            "restarts");
    assertThat(names(root.get("our_strategy")))
        .contains("total_cost", "migration_cost", "migration_count", "cost_excluding_migrations");
    assertThat(names(root.at("/baselines/single_spot")))
        .contains("total_cost", "pool", "avg_price");
    assertThat(names(root.at("/baselines/on_demand"))).contains("total_cost", "hourly_price");
    assertThat(root.at("/baselines").has("single_spot_hindsight")).isTrue();
    assertThat(root.get("decisions")).hasSize(24 * 4);
    assertThat(names(root.get("decisions").get(0)))
        .contains(
            "action",
            "timestamp",
            "target_pool",
            "target_instance_type",
            "current_discount",
            "target_discount",
            "current_stability",
            "target_stability",
            "expected_savings_percent",
            "stability_improvement",
            "baseline_discount",
            "reason");
    assertThat(root.get("stability_known").asBoolean()).isTrue();
  }

  @Test
  void theGuidesOwnRuleMakesNoMoveAndReadsWell() throws Exception {
    SpotProgram.write(
        folder.resolve("c.yaml"),
        SpotProgram.SMALL.replace("{trees: 6, depth: 3}", "{trees: 6, depth: 2, leaf-rows: 20}"));
    SpotProgram.Ended ended = run("o", "--preset", "guide");
    JsonNode root = results("o");
    assertThat(root.at("/our_strategy/migration_count").asInt(-1)).isZero();
    assertThat(root.get("cost_unit").asText()).isEqualTo("instance");
    assertThat(root.get("stability_window").asText()).isEqualTo("PT1H");
    assertThat(ended.out()).contains("96 decisions: no voluntary migration").doesNotContain("NaN");
    String report = Files.readString(out("o").resolve("report.html"));
    assertThat(report.replaceAll("base64,[^\"]*", ""))
        .contains("None: no decision found a move worth its cost.")
        .satisfies(text -> assertThat(text.contains("NaN")).isFalse());
  }

  @Test
  void pricesAloneClaimNothingAboutStability() throws Exception {
    step("generate", "world");
    SpotProgram.Ended ended =
        done(
            "run",
            "--config",
            config,
            "--prices",
            out("world").resolve("data/spot_prices.csv").toString(),
            "--on-demand",
            SpotProgram.write(
                    folder.resolve("od.csv"),
                    "instance_type,usd_per_hour\nt3.large,0.0832\nm5.large,0.096\n")
                .toString(),
            "--out",
            out("o").toString());
    assertThat(ended.err())
        .contains("note: no interruption data: stability is unknown, decisions go by cost alone");
    assertThat(ended.out())
        .contains("Note: No interruption data: stability is unknown")
        .containsPattern("Interruption AUC .* unknown")
        .containsPattern("this policy .* -\\R")
        .contains("interruptions unknown")
        .doesNotContain("restarts,");
    JsonNode root = results("o");
    assertThat(root.get("stability_known").asBoolean(true)).isFalse();
    for (JsonNode decision : root.get("decisions")) {
      assertThat(decision.get("current_stability").isNull()).isTrue();
      assertThat(decision.get("target_stability").isNull()).isTrue();
      assertThat(decision.get("stability_improvement").isNull()).isTrue();
    }
    assertThat(root.get("restarts")).isEmpty();
  }

  @Test
  void whatIsOutdatedGoesWhenWhatItWasMadeFromIsReplaced() {
    run("o");
    step("generate", "o", "--seed", "7");
    assertThat(digests(out("o")).keySet())
        .allMatch(file -> file.startsWith("data/") || file.equals("run.json"));
    SpotProgram.Ended ended = SpotProgram.run("backtest", "--out", out("o").toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("no models in").contains("run 'spot train' first");

    step("train", "o");
    ended = SpotProgram.run("report", "--out", out("o").toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("no results in").contains("run 'spot backtest' first");

    assertThat(step("backtest", "o").out()).contains("this policy", "on demand");
    step("report", "o");
    step("train", "o", "--seed", "8");
    assertThat(out("o").resolve("models/backtest_results.json")).doesNotExist();
    assertThat(out("o").resolve("report.html")).doesNotExist();
  }

  @Test
  void aRefusedRunLeavesTheOldOneAlone() {
    run("o");
    SortedMap<String, String> before = digests(out("o"));
    SpotProgram.Ended ended =
        SpotProgram.run(
            "run", "--config", config, "--types", "m5.lorge", "--out", out("o").toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(digests(out("o"))).isEqualTo(before);
  }

  @Test
  void aLaterStepCannotChangeTheMarket() {
    step("generate", "o");
    SpotProgram.Ended ended =
        SpotProgram.run(
            "train", "--config", config, "--types", "m5.large", "--out", out("o").toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("data.types must stay as the market in")
        .contains("run 'spot generate' to change it");
    ended =
        SpotProgram.run(
            "train", "--backtest", "2024-01-16/2024-03-01", "--out", out("o").toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("period must lie within the market");
  }

  @Test
  void savedSettingsComeBeforeTheDefaultsAndAfterFlags() throws Exception {
    step("generate", "o", "--cost-unit", "gib");
    done("train", "--out", out("o").toString());
    done("backtest", "--out", out("o").toString());
    assertThat(results("o").get("cost_unit").asText()).isEqualTo("gib");
    done("backtest", "--out", out("o").toString(), "--cost-unit", "instance");
    assertThat(results("o").get("cost_unit").asText()).isEqualTo("instance");
    done("backtest", "--out", out("o").toString(), "--preset", "guide");
    assertThat(results("o").get("cost_unit").asText()).isEqualTo("instance");
    assertThat(results("o").get("stability_window").asText()).isEqualTo("PT1H");
  }

  @Test
  void aFileWinsOverAPresetAndAFlagOverBoth() throws Exception {
    String own =
        SpotProgram.write(
                folder.resolve("own.yaml"),
                SpotProgram.SMALL + "preset: guide\nworkload: {cost-unit: gib}\n")
            .toString();
    for (String step : List.of("generate", "train", "backtest")) {
      done(step, "--config", own, "--out", out("o").toString());
    }
    assertThat(results("o").get("cost_unit").asText()).isEqualTo("gib");
    assertThat(results("o").get("stability_window").asText()).isEqualTo("PT1H");
    done("backtest", "--config", own, "--cost-unit", "vcpu", "--out", out("o").toString());
    assertThat(results("o").get("cost_unit").asText()).isEqualTo("vcpu");
  }

  @Test
  void aTableThatWasChangedByHandIsRefused() throws Exception {
    step("generate", "o");
    Path table = out("o").resolve("data/interruptions.parquet");
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 2] ^= 1;
    Files.write(table, bytes);
    SpotProgram.Ended ended = SpotProgram.run("train", "--out", out("o").toString());
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("interruptions.parquet is not the file that source.json");
  }

  @Test
  void aMalformedSourceFileIsBadData() throws Exception {
    step("generate", "o");
    Path source = out("o").resolve("data/source.json");
    String whole = Files.readString(source);
    for (String broken :
        List.of(
            "{",
            "[]",
            "{\"format_version\": 99}",
            whole.replace("\"grid\"", "\"grit\""),
            whole.replace("PT30M", "half an hour"),
            whole.replace("us-east-1a_m5.large\"", "nowhere\""))) {
      Files.writeString(source, broken);
      SpotProgram.Ended ended = SpotProgram.run("train", "--out", out("o").toString());
      assertThat(ended.err()).contains("source.json").doesNotContain("unexpected");
      assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    }
  }

  @Test
  void modelsThatKnowTheBacktestAreRefused() {
    step("generate", "o");
    step("train", "o");
    SpotProgram.Ended ended =
        SpotProgram.run(
            "backtest",
            "--train",
            "2024-01-01/2024-01-06",
            "--backtest",
            "2024-01-06/2024-01-20",
            "--out",
            out("o").toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("models must be trained before the window begins");
    assertThat(out("o").resolve("models/backtest_results.json")).doesNotExist();
  }

  @Test
  void pathsOfTheOutputFolderAreInNoFileOfTheMarket() throws Exception {
    step("generate", "o");
    assertThat(Files.readString(out("o").resolve("data/source.json")))
        .doesNotContain(folder.toString());
  }

  @Test
  void whatAKilledRunHadBegunToWriteIsRemoved() throws Exception {
    Files.createDirectories(out("out").resolve("data"));
    Path part = Files.writeString(out("out").resolve("data/.spot_prices.csv.1-1.part"), "half");
    Path other = Files.writeString(out("out").resolve("data/.mine"), "whole");

    step("generate", "out");

    assertThat(part).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void eventsOfPoolsWithoutPricesAreNamed() {
    run("first");
    Path events =
        SpotProgram.write(
            folder.resolve("events.csv"),
            """
            timestamp,pool_id,instance_type,az
            2024-01-05T00:00:00Z,us-east-1a_m5.large,m5.large,us-east-1a
            2024-01-05T00:00:00Z,eu-west-1a_m5.large,m5.large,eu-west-1a
            """);

    SpotProgram.Ended ended =
        run("second", "--interruptions", events.toString(), "--zones", "us-east-1a,us-east-1b");

    assertThat(ended.err()).contains("interruptions are known of 1 of 4 pools");
    SpotProgram.Ended open =
        done(
            "run",
            "--config",
            SpotProgram.write(
                    folder.resolve("open.yaml"),
                    SpotProgram.SMALL.replace(", zones: [us-east-1a, us-east-1b]", ""))
                .toString(),
            "--out",
            out("third").toString(),
            "--interruptions",
            events.toString());
    assertThat(open.err())
        .contains("of 1 pools without prices are passed over: eu-west-1a_m5.large");
  }
}
