package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.digests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code spot models} and {@code spot retrain} as a user meets them. */
class RetrainTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LATER = "2024-01-16/2024-02-20";

  @TempDir Path folder;
  private Path models;
  private String config;

  @BeforeEach
  void train() {
    config =
        SpotProgram.write(
                folder.resolve("c.yaml"),
                SpotProgram.SMALL + "retrain: {holdout: 10d, tolerance: 0.5}\n")
            .toString();
    models = folder.resolve("out/models");
    run("generate");
    run("train");
  }

  private SpotProgram.Ended ended(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
    args.addAll(List.of("--config", config, "--out", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return SpotProgram.run(args.toArray(String[]::new));
  }

  private SpotProgram.Ended run(String command, String... more) {
    SpotProgram.Ended ended = ended(command, more);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  private SpotProgram.Ended show(Object at, String... more) {
    return SpotProgram.run(SpotProgram.args(new String[] {"models", "show", at.toString()}, more));
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(models.resolve("retrain.jsonl"));
  }

  @Test
  void modelsAreShownWithTestScoresFirst() {
    SpotProgram.Ended ended = show(models);

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains(
            "trained on       2024-01-01T00:00:00Z/2024-01-13T00:00:00Z",
            "seed             42",
            "columns, step 30m",
            "price_predictor.spotmodel",
            "checksum verified")
        .containsSubsequence("price ", "1h ahead", "test rows, 1h", "persistence", "train rows, 1h")
        .containsSubsequence("stability ", "1h, 6h, 1d ahead", "test rows, 1d", "base-rate");
    assertThat(ended.out().lines()).allMatch(line -> line.equals(line.stripTrailing()));
  }

  @Test
  void modelsAreShownAsJson() throws IOException {
    JsonNode shown = JSON.readTree(show(models, "--json").out());

    assertThat(shown.at("/files")).hasSize(3);
    assertThat(shown.at("/files/0/verified").asBoolean()).isTrue();
    assertThat(shown.at("/price/horizons/0").asText()).isEqualTo("PT1H");
    assertThat(shown.at("/price/scores/0/split").asText()).isEqualTo("test");
    assertThat(shown.at("/schema/names").size()).isGreaterThan(20);
    assertThat(shown.at("/summarised_rows").asInt()).isEqualTo(384);
  }

  @Test
  void badModelsAreBadData() throws IOException {
    assertThat(show(folder.resolve("none")).code()).isEqualTo(3);
    assertThat(show(folder.resolve("none")).err()).contains("no models in").hasLineCount(1);
    Path manifest = models.resolve("bundle.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"version\" : 1", "\"version\" : 7"));
    SpotProgram.Ended newer = show(models);
    assertThat(newer.code()).isEqualTo(3);
    assertThat(newer.err())
        .contains("bundle.json is no sound manifest", "a newer spotwise is needed")
        .hasLineCount(1);
    assertThat(ended("retrain", "--backtest", LATER).code()).isEqualTo(3);
    Files.delete(manifest);
    assertThat(show(models).err()).contains("being written when that was stopped");
    assertThat(ended("backtest").code()).isEqualTo(3);
  }

  @Test
  void aDryRunWritesNothing() {
    SortedMap<String, String> before = digests(folder);
    SpotProgram.Ended ended = run("retrain", "--backtest", LATER, "--dry-run");

    assertThat(ended.out())
        .containsSubsequence(
            "in use       trained on 2024-01-01T00:00:00Z/2024-01-13T00:00:00Z",
            "challenger   trained on 2024-01-29T00:00:00Z/2024-02-10T00:00:00Z",
            "holdout      2024-02-10T00:00:00Z/2024-02-20T00:00:00Z",
            "mean loss",
            "price",
            "stability",
            "Drift of ",
            "features have moved far");
    assertThat(ended.out()).containsAnyOf("would take their place", "would stay");
    assertThat(digests(folder)).isEqualTo(before);
  }

  @Test
  void modelsThatAreNotWorseTakeTheirPlaceAndTheOldOnesAreKept() throws IOException {
    run("backtest");
    SortedMap<String, String> before = digests(models);
    before.keySet().removeIf(name -> name.matches("(backtest_|forecast_review).*"));
    JsonNode said = JSON.readTree(run("retrain", "--backtest", LATER, "--json").out());

    assertThat(said.get("promoted").asBoolean()).as("%s", said).isTrue();
    Path kept = models.resolve("history").resolve(said.get("kept").asText());
    assertThat(kept.getFileName().toString()).matches("20240113T000000Z-[0-9a-f]{12}");
    assertThat(digests(kept)).isEqualTo(before);
    assertThat(show(kept).code()).isZero();
    assertThat(show(models).out()).contains("2024-01-29T00:00:00Z/2024-02-10T00:00:00Z");
    assertThat(models.resolve("backtest_results.json")).doesNotExist();
    assertThat(log()).hasSize(1);
    assertThat(JSON.readTree(log().get(0))).isEqualTo(said);
    assertThat(said.at("/comparisons/0/champion_loss").asDouble()).isPositive();
    assertThat(said.at("/drift/columns").size()).isGreaterThan(10);

    Files.writeString(models.resolve("retrain.jsonl"), "{\"cut", StandardOpenOption.APPEND);
    SpotProgram.Ended again = run("retrain", "--backtest", LATER);
    assertThat(again.out())
        .contains(
            "The models in use stay.", "the same as the models in use: there is nothing newer");
    assertThat(log()).hasSize(3);
    assertThat(JSON.readTree(log().get(2)).get("promoted").asBoolean()).isFalse();
    assertThat(models.resolve("history")).isDirectoryContaining(path -> path.equals(kept));
    assertThat(models.resolve("history").toFile().list()).hasSize(1);
  }

  @Test
  void driftIsReportedOnItsOwn() throws IOException {
    SpotProgram.Ended text = run("models drift", "--backtest", LATER);
    JsonNode json = JSON.readTree(run("models drift", "--backtest", LATER, "--json").out());

    assertThat(text.out())
        .startsWith("Drift of 2024-02-10T00:00:00Z/2024-02-20T00:00:00Z since training on")
        .contains("by chance", "expected calibration error");
    assertThat(json.at("/columns/0/psi").asDouble())
        .isGreaterThanOrEqualTo(json.at("/columns/1/psi").asDouble());
    assertThat(json.at("/residuals")).hasSize(7);
  }

  @Test
  void modelsOfOtherHorizonsAreReplacedOnlyWhenAsked() throws IOException {
    config =
        SpotProgram.write(
                folder.resolve("d.yaml"),
                SpotProgram.SMALL.replace("price: {", "price: {horizons: [1h, 3h], ")
                    + "retrain: {holdout: 10d}\n")
            .toString();
    SpotProgram.Ended kept = run("retrain", "--backtest", LATER);
    assertThat(kept.out())
        .contains(
            "challenger   not trained", "The models in use stay.", "can't be judged: horizons");
    SpotProgram.Ended replaced = run("retrain", "--backtest", LATER, "--replace-incompatible");
    assertThat(replaced.out()).contains("The challenger took their place.", "as asked");
    assertThat(show(models).out()).contains("1h, 3h ahead");
    assertThat(
            new String(Files.readAllBytes(models.resolve("retrain.jsonl")), StandardCharsets.UTF_8))
        .endsWith("\n")
        .hasLineCount(2);
  }

  @Test
  void pricesThatEndEarlyEndTheHoldout() {
    SpotProgram.done(
        "archive",
        "add",
        folder + "/prices",
        "world:calibrated",
        "-O",
        "from=2024-01-01",
        "-O",
        "to=2024-02-12",
        "-O",
        "step=PT30M");
    SpotProgram.write(
        folder.resolve("od.csv"), "instance_type,usd_per_hour\nt3.large,0.0832\nm5.large,0.096\n");
    SpotProgram.Ended ended =
        run(
            "retrain",
            "--backtest",
            LATER,
            "--dry-run",
            "--prices",
            "archive:" + folder + "/prices",
            "--on-demand",
            folder + "/od.csv");

    assertThat(ended.err()).contains("4 pools until 2024-02-11T23:30:00Z");
    assertThat(ended.out()).contains("holdout      2024-02-01T23:30:00Z/2024-02-11T23:30:00Z");
    assertThat(ended.out())
        .contains("would stay", "stability at PT1H would not be forecast any more");
  }

  @ParameterizedTest(name = "{0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          retrain      | holdout: 10d      | 2 | holdout must begin after the models in use were trained, at 2024-01-13T00:00:00Z
          models drift | holdout: 10d      | 2 | they have seen its answers
          retrain      | holdout: 60d      | 2 | holdout must be shorter than the market
          retrain      | holdout: 0d       | 2 | retrain.holdout must be > 0
          retrain      | holdout: soon     | 2 | retrain.holdout must be a duration
          retrain      | window: long      | 2 | retrain.window must be a duration
          retrain      | tolerance: 1.5    | 2 | retrain.tolerance must be in [0, 1) but was 1.5
          train        | significance: 0   | 2 | retrain.significance must be in (0, 1) but was 0.0
          retrain      | tolerence: 0.1    | 2 | no setting retrain.tolerence; did you mean tolerance?
          """)
  void whatCannotBeDoneIsSaidInOneLine(String command, String setting, int code, String message) {
    config =
        SpotProgram.write(
                folder.resolve("bad.yaml"), SpotProgram.SMALL + "retrain: {" + setting + "}\n")
            .toString();
    SpotProgram.Ended ended = ended(command);

    assertThat(ended.err()).contains(message).doesNotContain("unexpected");
    assertThat(ended.code()).isEqualTo(code);
  }

  @Test
  void withoutModelsThereIsNothingToReplace() {
    SpotProgram.Ended ended =
        SpotProgram.run("retrain", "--config", config, "--out", folder.resolve("empty").toString());

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("no models in").hasLineCount(1);
    assertThat(folder.resolve("empty")).doesNotExist();
  }

  @Test
  void aFileThatCannotBeLoggedToIsAFailure() throws IOException {
    Files.createDirectory(models.resolve("retrain.jsonl"));
    SpotProgram.Ended ended = ended("retrain", "--backtest", LATER);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("can't write " + models.resolve("retrain.jsonl"));
    assertThat(show(models).out()).contains("2024-01-01T00:00:00Z/2024-01-13T00:00:00Z");
  }

  @Test
  void helpHasExamples() {
    assertThat(SpotProgram.done("models").out()).contains("show", "drift", "spot models show");
    for (String command : List.of("retrain", "models drift", "models show")) {
      List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
      args.add("--help");
      assertThat(SpotProgram.done(args.toArray(String[]::new)).out())
          .contains("Example", "  spot " + command);
    }
  }
}
