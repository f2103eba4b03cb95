package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.digests;
import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code spot evaluate}, on a small world and on prices from files. */
class EvaluateTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private String config;

  @BeforeEach
  void writeConfiguration() {
    config =
        SpotProgram.write(
                folder.resolve("c.yaml"),
                SpotProgram.SMALL + "evaluation: {folds: 2, importance-rows: 50}\n")
            .toString();
  }

  private String[] args(String out, String... more) {
    return SpotProgram.args(
        new String[] {"evaluate", "--config", config, "--out", folder.resolve(out).toString()},
        more);
  }

  private JsonNode report(String out) throws Exception {
    return JSON.readTree(Files.readAllBytes(folder.resolve(out).resolve("models/evaluation.json")));
  }

  private SpotProgram.Ended refused(String... more) {
    SpotProgram.Ended ended = SpotProgram.run(args("refused", more));
    assertThat(folder.resolve("refused")).doesNotExist();
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
    return ended;
  }

  @Test
  void smallFiguresStayInTheirColumns() {
    List<String> table =
        done(args("o"))
            .out()
            .lines()
            .dropWhile(line -> !line.startsWith("Prices 1h"))
            .skip(1)
            .takeWhile(line -> !line.contains("90 % interval"))
            .toList();

    assertThat(table).hasSizeGreaterThan(5);
    assertThat(String.join("\n", table)).contains("e-0");
    assertThat(table).allMatch(line -> line.length() == table.get(0).length());
  }

  @Test
  void itWritesTheReportAloneAndTellsOfEachFold() throws Exception {
    SpotProgram.Ended ended = done(args("o", "--world", "calibrated-independent"));

    assertThat(digests(folder.resolve("o")).keySet()).containsExactly("models/evaluation.json");
    assertThat(ended.err().lines().map(line -> line.split(" {2,}", 2)[0]))
        .containsExactly("market", "folds", "fold 1/2", "fold 2/2", "score");
    assertThat(ended.err()).contains("2, oracle, ceiling");
    assertThat(ended.out())
        .contains("Prices 1h ahead", "Interruption within 1d", "AUC/oracle", "RMSE/ceiling")
        .contains("forest by fold", "base-rate", "families permuted")
        .doesNotContain("NaN");
    assertThat(ended.out().lines()).allMatch(line -> line.length() <= 200);
    JsonNode report = report("o");
    assertThat(report.get("price")).hasSize(1);
    assertThat(report.get("stability")).hasSize(3);
    assertThat(report.at("/price/0/models/6/model").asText()).isEqualTo("oracle");
    assertThat(report.at("/settings/prices").asText()).isEqualTo("world:calibrated-independent");
    assertThat(report.at("/settings/features").asText())
        .contains("calendar,price,price_change,interruption");
  }

  @Test
  void theSameBytesComeOutWhateverTheNumberOfThreadsAndAsJson() throws Exception {
    done(args("one"));
    SpotProgram.Ended json = done(args("two", "--threads", "2", "--json"));

    Path one = folder.resolve("one/models/evaluation.json");
    assertThat(folder.resolve("two/models/evaluation.json")).hasSameBinaryContentAs(one);
    assertThat(JSON.readTree(json.out())).isEqualTo(JSON.readTree(Files.readAllBytes(one)));
  }

  @Test
  void flagsSayHowThePeriodIsCutAndHowFarAheadIsForecast() throws Exception {
    done(
        args(
            "o",
            "--folds",
            "3",
            "--test-share",
            "0.5",
            "--scheme",
            "sliding",
            "--embargo",
            "2h",
            "--horizons",
            "3h,12h",
            "--origin-interval",
            "6h",
            "--window",
            "2024-03-01/2024-03-21",
            "--families",
            "price"));
    JsonNode report = report("o");

    assertThat(report.at("/rolling_origin/scheme").asText()).isEqualTo("SLIDING");
    assertThat(report.at("/window/from").asText()).isEqualTo("2024-03-01T00:00:00Z");
    assertThat(report.at("/window/to").asText()).isEqualTo("2024-03-21T00:00:00Z");
    assertThat(report.get("interval").asText()).isEqualTo("PT6H");
    assertThat(report.get("folds")).hasSize(3);
    assertThat(report.at("/folds/0/embargo").asText()).isEqualTo("PT2H");
    assertThat(report.at("/folds/0/test/from").asText()).isEqualTo("2024-03-11T00:00:00Z");
    assertThat(report.at("/price/1/horizon").asText()).isEqualTo("PT12H");
    assertThat(report.at("/stability/0/horizon").asText()).isEqualTo("PT3H");
    assertThat(report.at("/settings/features").asText()).isEqualTo("price");
    assertThat(report.get("settings").get("models.price.horizons").asText()).isEqualTo("3h,12h");
    assertThat(report.get("settings").get("models.price.trees").asText()).isEqualTo("4");
  }

  @Test
  void importanceCanBeLeftOut() throws Exception {
    Path file =
        SpotProgram.write(
            folder.resolve("off.yaml"),
            SpotProgram.SMALL + "evaluation: {folds: 1, importance: false}\n");

    done("evaluate", "--config", file.toString(), "--out", folder.resolve("o").toString());

    assertThat(report("o").at("/price/0/importance")).isEmpty();
  }

  /** Prices that are constant, begin late or have a gap, beside one usual pool. */
  private void writeOddPrices() {
    StringBuilder rows =
        new StringBuilder("timestamp,availability_zone,instance_type,spot_price\n");
    for (int day = 1; day <= 19; day++) {
      String date = String.format(Locale.ROOT, "2024-01-%02d", day);
      rows.append(date + "T00:00:00Z,us-east-1a,m5.large,0.04\n");
      if (day >= 17) {
        rows.append(date + "T07:00:00Z,us-east-1b,m5.large,0.03" + day % 7 + "\n");
      }
      if (day < 3 || day > 16) {
        rows.append(date + "T09:00:00Z,us-east-1c,m5.large,0.05" + day % 5 + "\n");
      }
      rows.append(date + "T11:00:00Z,us-east-1d,m5.large,0.02" + day % 4 + "\n");
    }
    SpotProgram.write(folder.resolve("p.csv"), rows.toString());
    SpotProgram.write(folder.resolve("od.csv"), "instance_type,usd_per_hour\nm5.large,0.096\n");
    config =
        SpotProgram.write(
                folder.resolve("f.yaml"),
                SpotProgram.SMALL.replaceFirst("data: .*", "data: {step: 30m}")
                    + "evaluation: {folds: 2, importance-rows: 50}\n")
            .toString();
  }

  private String[] files(String... more) {
    return SpotProgram.args(
        new String[] {
          "--prices", folder.resolve("p.csv").toString(),
          "--on-demand", folder.resolve("od.csv").toString()
        },
        more);
  }

  @Test
  void pricesAloneThatAreOddAreJudgedAndStabilityIsUnknown() throws Exception {
    writeOddPrices();
    SpotProgram.Ended ended = done(args("o", files()));

    assertThat(ended.err()).contains("note: no interruption data: stability is unknown");
    assertThat(ended.out())
        .contains("Stability: unknown")
        .doesNotContain("NaN")
        .doesNotContain("oracle");
    assertThat(report("o").get("stability")).isEmpty();
    JsonNode constant = report("o").at("/price/0/by_pool/us-east-1a_m5.large/metrics");
    assertThat(constant.get("skill_mae").isNull()).isTrue();
    assertThat(report("o").at("/price/0/by_pool")).hasSize(4);
  }

  @Test
  void neverInterruptedPoolsHaveNoAuc() throws Exception {
    writeOddPrices();
    Path events =
        SpotProgram.write(
            folder.resolve("events.csv"),
            "timestamp,pool_id\n2024-01-02T00:00:00Z,us-east-1d_m5.large\n");

    SpotProgram.Ended ended = done(args("o", files("--interruptions", events.toString())));

    assertThat(report("o").at("/stability/0/models/0/metrics/auc").isNull()).isTrue();
    assertThat(ended.out()).contains("base-rate").doesNotContain("NaN");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --folds 0                        | 2 | evaluation.folds must be in [1, 1000] but was 0
          --folds many                     | 2 | evaluation.folds must be a whole number but was 'many'
          --folds 1000                     | 2 | take fewer folds
          --test-share 1                   | 2 | evaluation.test-share must be in (0, 1) but was 1.0
          --scheme rolling                 | 2 | evaluation.scheme must be one of [expanding, sliding] but was 'rolling'
          --embargo long                   | 2 | evaluation.embargo must be a duration
          --embargo 30d                    | 2 | fold 1 of 2 must train on more than its embargo (30d)
          --horizons 3d                    | 2 | fold 1 of 2 must test on more than the longest horizon (3d)
          --horizons 40d                   | 2 | models' horizon 40d must be shorter than what is trained on
          --horizons 1h,soon               | 2 | --horizons must be a duration such as 5m, 1h or 7d but was 'soon'
          --horizons 0h                    | 2 | --horizons must be > 0
          --origin-interval 0s             | 2 | models.origin-interval must be > 0
          --window 2024-01-01              | 2 | --window: window must be FROM/TO
          --window 2024-02-01/2024-01-01   | 2 | --window: window must end after it begins
          --window 2024-01-01/2024-01-11 --train 2024-01-01/2024-01-03 | 2 | --window takes the place of --train and --backtest
          --window 2024-01-01T00:00:00Z/2024-01-01T02:00:00Z | 2 | period.train must be long enough
          --families prices                | 2 | --families must be of [calendar, price
          --families price,                | 2 | but one was ''
          --fold 3                         | 2 | did you mean --folds?
          """)
  void whatCannotBeDoneIsRefusedBeforeAnythingIsWritten(String more, int code, String message) {
    SpotProgram.Ended ended = refused(more.trim().split(" +"));

    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void importanceSettingsAreNamedByTheirKeys() {
    config =
        SpotProgram.write(
                folder.resolve("bad.yaml"),
                SpotProgram.SMALL + "evaluation: {importance-rows: 0, importance: maybe}\n")
            .toString();
    assertThat(refused().err())
        .contains("evaluation.importance must be true or false but was 'maybe'");
    SpotProgram.write(
        folder.resolve("bad.yaml"), SpotProgram.SMALL + "evaluation: {importance-rows: 0}\n");
    assertThat(refused().err())
        .contains("evaluation.importance-rows must be in [1, 1000000] but was 0");
  }

  @Test
  void aWindowOutsideTheDataIsBadData() {
    writeOddPrices();
    SpotProgram.Ended ended = refused(files("--window", "2023-01-01/2023-02-01"));

    assertThat(ended.err()).contains("no price of the pools asked for lies in 2023-01-01");
    assertThat(ended.code()).isEqualTo(3);
  }

  @Test
  void theReportShowsTheTablesAndANewMarketRemovesThem() throws Exception {
    done("run", "--config", config, "--out", folder.resolve("o").toString());
    Path page = folder.resolve("o/report.html");
    assertThat(Files.readString(page)).contains("None was made. The command spot evaluate");
    done(args("o"));
    done("report", "--out", folder.resolve("o").toString());

    assertThat(Files.readString(page))
        .contains("Walk-forward evaluation", "Prices, 1 h ahead: all folds")
        .doesNotContain("None was made");
    Path file = folder.resolve("o/models/evaluation.json");
    Files.writeString(file, "{}");
    SpotProgram.Ended damaged = SpotProgram.run("report", "--out", folder.resolve("o").toString());
    assertThat(damaged.code()).isEqualTo(3);
    assertThat(damaged.err()).contains("evaluation.json").contains("run 'spot evaluate' again");
    done("train", "--out", folder.resolve("o").toString());
    assertThat(file).exists();
    done("generate", "--config", config, "--out", folder.resolve("o").toString());
    assertThat(file).doesNotExist();
  }

  @Test
  void theHelpHasEveryFlagAndExamples() {
    SpotProgram.Ended ended = SpotProgram.run("evaluate", "--help");

    assertThat(ended.out())
        .contains("--folds", "--test-share", "--scheme", "--embargo", "--horizons", "--window")
        .contains("Examples:\n  spot evaluate --world calibrated-independent");
    assertThat(List.of(SpotProgram.run("--help").out().split("\n")))
        .anyMatch(line -> line.strip().startsWith("evaluate"));
  }
}
