package dev.spotwise.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotwise.backtest.DecisionRecord.Action;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.CostUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestJsonTest {

  private static final Instant AT = Instant.parse("2025-01-01T00:00:00Z");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("models").resolve("backtest_results.json");
  }

  private static CostSummary costs(String placement, double total, double average) {
    return new CostSummary(
        placement,
        total,
        0.8 * total,
        0.1,
        0.005,
        3,
        2,
        4,
        744,
        1.5,
        1,
        average,
        new CostDetail(0.02, 0.03, 0.04, 0.05, 740.5, 3.5, 744, false, 0.5, 0.25));
  }

  /** A result with the number given in many of its places. */
  private static BacktestResult result(double number) {
    Map<String, CostSummary> baselines =
        Map.of(
            "single_spot", costs("us-east-1b_m5.large", 3, 0.04),
            "single_spot_hindsight", costs("us-east-1c_m5.large", 2.5, 0.03),
            "stay", costs("us-east-1a_m5.large", 2.8, number),
            "on_demand", costs("on-demand m5.large", 4, 0.096));
    return new BacktestResult(
        TimeWindow.parse("2025-01-01/2025-02-01"),
        "stability-first",
        CostUnit.VCPU,
        2,
        Duration.ofHours(24),
        true,
        costs("various", 2, number),
        new TreeMap<>(baselines),
        List.of(
            decision(Action.STAY, number),
            decision(Action.MIGRATE, 1),
            decision(Action.WAIT, -0.0)),
        List.of(
            new RestartRecord(AT, "us-east-1a_m5.large", "on-demand m5.large", 0.0048, "\"é\" 😀")),
        List.of(
            new CostPoint(AT, new TreeMap<>(Map.of("our_strategy", 0.0, "stay", number))),
            new CostPoint(AT.plusSeconds(1), new TreeMap<>(Map.of("our_strategy", 2.0)))),
        new CostComparison(
            new TreeMap<>(
                Map.of("stay", new Interval(1.5, number, 2.5), "on_demand", Interval.of(number))),
            new Interval(0.25, number, 0.75),
            Interval.of(number),
            new TreeMap<>(Map.of("stay", new Interval(0.5, number, 0.75)))));
  }

  private static DecisionRecord decision(Action action, double number) {
    return new DecisionRecord(
        AT,
        0,
        action,
        "a",
        "b",
        "m5.large",
        number,
        60.1,
        number,
        97,
        number,
        number,
        number,
        "why");
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    BacktestJson.write(file(), result(Double.NaN));

    assertThat(BacktestJson.read(file())).isEqualTo(result(Double.NaN));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyDoubleIsReadBackExactly(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      double finite = Double.isInfinite(number) ? Double.MIN_VALUE : number;
      BacktestJson.write(file(), result(finite));
      assertThat(BacktestJson.read(file())).isEqualTo(result(finite));
    }
  }

  @Test
  void theGuidesKeysAreKept() throws Exception {
    BacktestJson.write(file(), result(Double.NaN));

    JsonNode root = new ObjectMapper().readTree(file().toFile());

    JsonNode ours = root.get("our_strategy");
    assertThat(ours.get("total_cost").asDouble()).isEqualTo(2);
    assertThat(ours.get("migration_cost").asDouble()).isEqualTo(0.1);
    assertThat(ours.get("migration_count").asInt()).isEqualTo(3);
    assertThat(ours.get("cost_excluding_migrations").asDouble()).isEqualTo(1.9);
    JsonNode single = root.get("baselines").get("single_spot");
    assertThat(single.get("total_cost").asDouble()).isEqualTo(3);
    assertThat(single.get("pool").asText()).isEqualTo("us-east-1b_m5.large");
    assertThat(single.get("avg_price").asDouble()).isEqualTo(0.04);
    JsonNode onDemand = root.get("baselines").get("on_demand");
    assertThat(onDemand.get("total_cost").asDouble()).isEqualTo(4);
    assertThat(onDemand.get("hourly_price").asDouble()).isEqualTo(0.096);
    assertThat(root.get("savings_vs_single_spot").asDouble()).isEqualTo(100 * (1 - 2.0 / 3));
    assertThat(root.get("savings_vs_on_demand").asDouble()).isEqualTo(50);
    assertThat(root.get("decisions")).hasSize(3);
    JsonNode decision = root.get("decisions").get(0);
    for (String key :
        List.of(
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
            "reason")) {
      assertThat(decision.has(key)).as(key).isTrue();
    }
    assertThat(decision.get("action").asText()).isEqualTo("stay");
    assertThat(decision.get("current_stability").isNull()).isTrue();
  }

  @Test
  void theSameResultGivesTheSameBytesOnEveryPlatform() throws Exception {
    BacktestJson.write(file(), result(2.0E-3));
    byte[] first = Files.readAllBytes(file());
    BacktestJson.write(file(), result(2.0E-3));

    assertThat(Files.readAllBytes(file())).isEqualTo(first);
    assertThat(new String(first, UTF_8))
        .doesNotContain("\r")
        .contains("\n  \"policy\" : \"stability-first\",\n")
        .contains("\"current_discount\" : 0.002,")
        .contains("é");
  }

  @Test
  void savingsAgainstNothingAreNull() throws Exception {
    BacktestResult some = result(1);
    TreeMap<String, CostSummary> free = new TreeMap<>(some.baselines());
    free.put("stay", costs("a", 0, 0));
    BacktestJson.write(
        file(),
        new BacktestResult(
            some.window(),
            some.policy(),
            some.costUnit(),
            some.capacity(),
            some.stabilityWindow(),
            false,
            some.ourStrategy(),
            free,
            List.of(),
            List.of(),
            List.of()));

    assertThat(new ObjectMapper().readTree(file().toFile()).get("savings_vs_stay").isNull())
        .isTrue();
    assertThat(BacktestJson.read(file()).stabilityKnown()).isFalse();
  }

  @Test
  void savingsAndRegretHaveTheirIntervals() throws Exception {
    BacktestJson.write(file(), result(2));

    JsonNode root = new ObjectMapper().readTree(file().toFile());

    JsonNode stay = root.get("savings").get("stay");
    assertThat(stay.get("low").asDouble()).isEqualTo(1.5);
    assertThat(stay.get("value").asDouble()).isEqualTo(2);
    assertThat(stay.get("high").asDouble()).isEqualTo(2.5);
    assertThat(root.get("savings").get("on_demand").get("low").isNull()).isTrue();
    assertThat(root.get("regret").get("with_refund").get("high").asDouble()).isEqualTo(0.75);
    assertThat(root.get("regret").get("without_refund").get("value").asDouble()).isEqualTo(2);
    assertThat(root.get("regret").get("without_refund").get("high").isNull()).isTrue();
  }

  @Test
  void infiniteNumbersAreRefusedAndNothingIsWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BacktestJson.write(file(), result(Double.POSITIVE_INFINITY)))
        .withMessage("avg_price must be finite or NaN but was Infinity");
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format_version\" : 3 | \"format_version\" : 4 | format_version must be 3 but was 4",
        "\"format_version\" : 3 | \"version\" : 3 | format_version must be given but is missing",
        "\"policy\" : \"stability-first\" | \"policy\" : 7 | policy must be text but was 7",
        "2025-01-01T00:00:00Z/2025 | 2025 | window must be a window FROM/TO but was",
        "\"vcpu\" | \"cpu\" | cost_unit must be vcpu, gib or instance but was \"cpu\"",
        "\"PT24H\" | \"a day\" | stability_window must be a duration but was \"a day\"",
        "\"stability_known\" : true | \"stability_known\" : 1 | stability_known must be true or false",
        "\"migration_count\" : 3 | \"migration_count\" : 3.5 | our_strategy.migration_count must be a whole number",
        "\"migration_count\" : 3 | \"migration_count\" : -3 | our_strategy.migration_count must be a whole number",
        "\"total_cost\" : 2.0 | \"total_cost\" : \"2\" | our_strategy.total_cost must be a finite number or null but was \"2\"",
        "\"total_cost\" : 2.0 | \"total_cost\" : 1e999 | our_strategy.total_cost must be a finite number",
        "\"action\" : \"wait\" | \"action\" : \"run\" | decisions[2].action must be stay, migrate or wait but was \"run\"",
        "\"stay\" : { | \"stray\" : { | baselines.stay must be given but is missing",
        "\"cumulative_cost\" : { | \"cumulative_cost\" : 7, \"x\" : { | cost_over_time[0].cumulative_cost must be an object but was 7",
        "\"restarts\" : [ | \"restarts\" : {}, \"x\" : [ | restarts must be an array but was {}",
        "\"low\" : 1.5 | \"low\" : 3.5 | low must be at most high, or both NaN, but they were 3.5 and 2.5",
        "\"low\" : 0.25 | \"low\" : null | low must be at most high, or both NaN, but they were NaN and 0.75",
        "\"without_refund\" | \"unrefunded\" | regret.without_refund must be given but is missing",
        "\"savings\" : { | \"saved\" : { | savings must be given but is missing",
        "\"lost_pool\" | \"pool_lost\" | restarts[0].lost_pool must be given but is missing",
      })
  void whatIsMalformedIsNamedWithItsFile(String from, String to, String problem) throws Exception {
    BacktestJson.write(file(), result(1));
    String text = Files.readString(file());
    assertThat(text).contains(from);
    Files.writeString(
        file(),
        text.substring(0, text.indexOf(from))
            + to
            + text.substring(text.indexOf(from) + from.length()));

    assertThatThrownBy(() -> BacktestJson.read(file()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("(backtest_results.json)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{} {}", "{\"policy\":1,\"policy\":1}", "not json"})
  void whatIsNoResultIsRefused(String text) throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);

    assertThatThrownBy(() -> BacktestJson.read(file()))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("backtest_results.json");
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertThatThrownBy(() -> BacktestJson.read(folder.resolve("none.json")))
        .isInstanceOf(MarketDataException.class)
        .hasMessageContaining("none.json")
        .hasMessageContaining("NoSuchFile");
  }

  @Test
  void longValuesAreCutInMessages() throws Exception {
    BacktestJson.write(file(), result(1));
    String text = Files.readString(file());
    Files.writeString(file(), text.replace("\"PT24H\"", "\"" + "x".repeat(500) + "\""));

    assertThatThrownBy(() -> BacktestJson.read(file()))
        .hasMessageContaining("xxx... (backtest_results.json)")
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(150));
  }
}
