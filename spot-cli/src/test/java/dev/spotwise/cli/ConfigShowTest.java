package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.spotwise.cli.config.ConfigTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spot config show}: what is in effect, and whence. */
class ConfigShowTest {

  @TempDir private static Path folder;

  private static Path file(String yaml) {
    return SpotProgram.write(folder.resolve("c.yaml"), yaml);
  }

  private static String line(String shown, String name) {
    return shown
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyLayerIsNamedWhereItSetAValueLast() {
    Path file =
        file(
            """
            # a comment
            preset: guide
            seed: 5
            models:
              price: {trees: 7}
            data:
              types:
                - m5.large
                - c5.large
            out: ${where}
            """);
    String shown =
        done(
                "config",
                "show",
                "--config",
                file.toString(),
                "-D",
                "where=there",
                "--seed",
                "9",
                "--world",
                "calibrated")
            .out();
    assertThat(line(shown, "preset")).matches("preset: guide +# from " + file + ":2");
    assertThat(line(shown, "seed")).matches("seed: 9 +# from flag --seed");
    assertThat(line(shown, "out")).matches("out: there +# from " + file + ":10");
    assertThat(line(shown, "trees")).matches("trees: 7 +# from " + file + ":5");
    assertThat(line(shown, "types"))
        .matches("types: \\[m5.large, c5.large] +# from " + file + ":7");
    assertThat(line(shown, "prices")).matches("prices: world:calibrated +# from flag --world");
    assertThat(line(shown, "overlap")).matches("overlap: ignored +# from preset guide");
    assertThat(line(shown, "threads")).matches("threads: auto +# default");
  }

  @Test
  void whatIsPrintedIsAConfigurationThatSaysTheSame() throws IOException {
    Path file =
        file(
            """
            preset: guide
            data: {price-options: {"a b": "yes", c: "1: 2"}, on-demand: "# no"}
            instance-types: {m5.large: {vcpus: 2, on-demand: 0.096}}
            decision: {policy: stay}
            """);
    String shown = done("config", "show", "--config", file.toString(), "--types", "a,b").out();

    ObjectNode expected = ConfigTree.defaults();
    ConfigTree.overlay(expected, ConfigTree.preset("guide", List.of()));
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    ConfigTree.overlay(expected, (ObjectNode) yaml.readTree(file.toFile()));
    ConfigTree.put(expected, "data.types", "a,b");
    assertThat(yaml.readTree(shown)).isEqualTo(expected);
  }

  @Test
  void everySettingIsShownOnceAndInTheOrderOfTheDefaults() {
    List<String> lines = done("config", "show").out().lines().toList();
    assertThat(lines).hasSizeGreaterThan(120);
    assertThat(lines.get(0)).matches("preset: default +# default");
    assertThat(lines.stream().filter(line -> line.contains("#")))
        .allMatch(line -> line.endsWith("# default"));
    assertThat(lines.stream().mapToInt(line -> line.indexOf('#')).filter(at -> at >= 0))
        .containsOnly(lines.get(0).indexOf('#'));
  }

  @Test
  void changedLeavesTheDefaultsOut() {
    String shown = done("config", "show", "--changed", "--lenient", "--seed", "42").out();
    assertThat(shown)
        .isEqualTo(
            """
            seed: 42         # from flag --seed
            data:
              lenient: true  # from flag --lenient
            """);
    assertThat(done("config", "show", "--changed").out()).isEmpty();
  }

  @Test
  void theSameAsJson() throws IOException {
    Path file = file("models: {stability: {depth: 2}}\n");
    JsonNode settings =
        new ObjectMapper()
            .readTree(
                done(
                        "config",
                        "show",
                        "--json",
                        "--changed",
                        "--config",
                        file.toString(),
                        "--out",
                        "x")
                    .out())
            .path("settings");
    assertThat(settings).hasSize(2);
    assertThat(settings.get(0).toString())
        .isEqualTo("{\"name\":\"out\",\"value\":\"x\",\"origin\":\"flag\",\"flag\":\"--out\"}");
    assertThat(settings.get(1).path("name").asText()).isEqualTo("models.stability.depth");
    assertThat(settings.get(1).path("value").asInt()).isEqualTo(2);
    assertThat(settings.get(1).path("file").asText()).isEqualTo(file.toString());
    assertThat(settings.get(1).path("line").asInt()).isEqualTo(1);
  }

  @Test
  void aStepAfterTheMarketShowsWhatTheMarketKept() {
    String out = folder.resolve("market").toString();
    Path small = SpotProgram.write(folder.resolve("small.yaml"), SpotProgram.SMALL);
    done("generate", "--config", small.toString(), "--seed", "3", "--out", out);

    String shown =
        done("config", "show", "--for", "backtest", "--out", out, "--preset", "guide").out();

    assertThat(line(shown, "seed")).endsWith("# from market in " + out);
    assertThat(line(shown, "step")).startsWith("step: 30m").endsWith("# from market in " + out);
    assertThat(line(shown, "out")).endsWith("# from flag --out");
    assertThat(line(shown, "overlap")).endsWith("# from preset guide");
    assertThat(line(shown, "product")).endsWith("# default");

    SpotProgram.Ended other =
        SpotProgram.run("config", "show", "--for", "train", "--out", out, "--types", "c5.large");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("data.types must stay as the market in " + out);
  }

  @Test
  void withoutAMarketTheStepsAfterItHaveNoSettings() {
    SpotProgram.Ended ended =
        SpotProgram.run("config", "show", "--for", "train", "--out", folder + "/none");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("no market in", "run 'spot generate' first");
  }

  @Test
  void allProblemsAreToldAndNothingIsShown() {
    Path file = file("sed: 3\ndata:\nmodels:\n  price:\n    tres: 4\n    depth: 0\n");
    SpotProgram.Ended ended =
        SpotProgram.run(
            "config", "show", "--config", file.toString(), "--world", "guied", "--threads", "x");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains(file + ":1: no setting sed; did you mean seed?")
        .contains(file + ":5: no setting models.price.tres; did you mean trees?")
        .contains("models.price.depth must be", "threads must be auto or in [1, 1024]")
        .contains("world must be one of", "did you mean guide?");
  }

  @Test
  void aSectionWithoutSettingsChangesNothing() {
    Path file = file("data:\nmodels:\n  price:\nseed: 4\n");
    assertThat(done("config", "show", "--changed", "--config", file.toString()).out())
        .isEqualTo("seed: 4  # from " + file + ":4\n");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    SpotProgram.Ended ended = SpotProgram.run("config", "show", "--for", "comprae");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("--for must be one of run, ", "; did you mean compare?");
  }
}
