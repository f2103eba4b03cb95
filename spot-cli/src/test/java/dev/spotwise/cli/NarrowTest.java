package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed on a terminal of 40 columns, in colour, and as JSON. */
class NarrowTest {

  private static final Terminal NARROW = new Terminal(40, 40, false);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  @BeforeAll
  static void runOnce() {
    SpotProgram.done(
        "run",
        "--config",
        SpotProgram.write(folder.resolve("c.yaml"), SpotProgram.SMALL).toString(),
        "--out",
        out());
  }

  private static String out() {
    return folder.resolve("o").toString();
  }

  private static String[] args(String command) {
    return command
        .replace("MODELS", folder.resolve("o/models").toString())
        .replace("DATA", folder.resolve("o/data").toString())
        .replace("OUT", "--out " + out())
        .replace("CONFIG", "--config " + folder.resolve("c.yaml"))
        .split(" ", -1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run CONFIG OUT",
        "backtest OUT",
        "report OUT",
        "compare OUT --policies hysteresis,cheapest",
        "sweep OUT --policy hysteresis --grid hysteresis-percent=2,5",
        "explain OUT --at 2024-01-17T00:00:00Z",
        "evaluate CONFIG OUT",
        "models show MODELS",
        "inspect DATA/spot_prices.csv",
        "inspect --yardsticks DATA/spot_prices.csv",
        "sources"
      })
  void noLineIsWiderThanTheTerminal(String command) {
    SpotProgram.Ended ended = SpotProgram.run(NARROW, args(command));
    assertThat(ended.code()).as(ended.err()).isIn(0, 3);
    assertThat(ended.out().lines()).isNotEmpty().allMatch(line -> line.length() <= 40);
  }

  @Test
  void aSummaryIsColouredWhereAPersonSeesIt() {
    Terminal colour = new Terminal(200, 200, true);
    String out = SpotProgram.run(colour, args("report OUT")).out();
    assertThat(out).contains("\u001b[32mmet\u001b[0m").contains("\u001b[1mBacktest ");
    assertThat(out.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(SpotProgram.run(args("report OUT")).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run CONFIG OUT --json", "report OUT --json", "backtest OUT --json"})
  void aSummaryIsOneJsonDocument(String command) throws Exception {
    SpotProgram.Ended ended = SpotProgram.done(args(command));
    JsonNode node = JSON.readTree(ended.out());
    assertThat(node.get("policy").asText()).isEqualTo("expected-cost");
    assertThat(node.at("/costs/total_usd").isNumber()).isTrue();
    assertThat(node.at("/baselines/on_demand/total_usd").asDouble())
        .isGreaterThan(node.at("/costs/total_usd").asDouble());
    assertThat(node.at("/savings_percent/on_demand/value").asDouble()).isPositive();
    assertThat(node.at("/regret_percent/low").isNumber()).isTrue();
    assertThat(node.get("decisions").asInt(0)).isEqualTo(96);
    if (!command.startsWith("backtest")) {
      assertThat(node.at("/criteria/0/verdict").asText()).isIn("met", "not_met");
      assertThat(node.get("notes").isArray()).isTrue();
    }
  }

  @Test
  void aColumnOfSavingsIsExplained() {
    assertThat(SpotProgram.run(args("report OUT")).out())
        .contains("saved %: how much less this policy cost than that row")
        .doesNotContain("-0.00");
  }
}
