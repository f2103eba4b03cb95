package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.ConfigTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code spot init}. */
class InitTest {

  @TempDir private Path folder;

  private Path file;

  private Path init(String... args) throws IOException {
    file = folder.resolve("spot.yaml");
    List<String> all = new ArrayList<>(List.of("init", file.toString()));
    all.addAll(List.of(args));
    assertThat(done(all.toArray(String[]::new)).out()).contains("Wrote " + file);
    return file;
  }

  /** The settings in effect, by name. */
  private static ObjectNode effective(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("config", "show", "--json"));
    all.addAll(List.of(args));
    ObjectNode values = new ObjectMapper().createObjectNode();
    JsonNode shown = new ObjectMapper().readTree(done(all.toArray(String[]::new)).out());
    for (JsonNode setting : shown.path("settings")) {
      values.set(setting.path("name").asText(), setting.path("value"));
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "guide"})
  void whatItWritesIsAcceptedAndChangesNothing(String preset) throws IOException {
    init("--preset", preset);
    assertThat(effective("--config", file.toString())).isEqualTo(effective("--preset", preset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "guide"})
  void everySettingStandsThereWithTheValueInEffect(String preset) throws IOException {
    init("--preset", preset);
    String live = Files.readString(file).replaceAll("(?m)^( *)#(?=[a-z])", "$1");
    Files.writeString(file, live);

    assertThat(effective("--config", file.toString())).isEqualTo(effective("--preset", preset));
    JsonNode shown =
        new ObjectMapper()
            .readTree(done("config", "show", "--json", "--config", file.toString()).out());
    assertThat(shown.path("settings"))
        .isNotEmpty()
        .allSatisfy(setting -> assertThat(setting.path("origin").asText()).isEqualTo("file"));
  }

  @Test
  void removingOneSignChangesOneSetting() throws IOException {
    init();
    String edited = Files.readString(file).replace("    #trees: 100", "    trees: 70");
    Files.writeString(file, edited);
    String shown = done("config", "show", "--changed", "--config", file.toString()).out();
    assertThat(shown.lines().map(String::strip))
        .hasSize(4)
        .anyMatch(line -> line.matches("trees: 70 +# from .*spot.yaml:\\d+"));
  }

  @Test
  void everyDefaultIsExplained() throws IOException {
    List<String> lines = Files.readAllLines(init());
    long settings = lines.stream().filter(line -> line.matches(" *#[a-z-]+: .*")).count();
    long remarks = lines.stream().filter(line -> line.matches(" *# .*")).count();
    assertThat(settings).isGreaterThan(100);
    assertThat(remarks).isGreaterThan(80);
    assertThat(lines.get(0)).startsWith("# Configuration of spot.");
    ConfigTree.defaults()
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(lines).anyMatch(line -> line.matches("#?" + name + ":.*")));
  }

  @Test
  void aFileThatIsThereStaysUnlessForced() throws IOException {
    Path there = Files.writeString(folder.resolve("a.yaml"), "seed: 1\n");
    SpotProgram.Ended ended = SpotProgram.run("init", there.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(there + " is; --force replaces it");
    assertThat(there).hasContent("seed: 1\n");

    done("init", there.toString(), "--force");
    assertThat(Files.readString(there)).contains("#seed: 42");
  }

  @Test
  void aDashIsStandardOutput() {
    SpotProgram.Ended ended = done("init", "-", "--preset", "guide");
    assertThat(ended.out()).contains("\npreset: guide\n", "    #depth: 5\n");
    assertThat(ended.err()).isEmpty();
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void aMissingFolderIsMade() {
    Path deep = folder.resolve("a/b/spot.yaml");
    done("init", deep.toString());
    assertThat(deep).isNotEmptyFile();
  }

  @Test
  void anUnknownPresetIsAnsweredWithTheNearestAndNothingIsWritten() {
    Path none = folder.resolve("none.yaml");
    SpotProgram.Ended ended = SpotProgram.run("init", none.toString(), "--preset", "giude");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("preset must be default or guide", "did you mean guide?");
    assertThat(none).doesNotExist();
  }

  @Test
  void aFolderOrNoNameIsRefused() {
    SpotProgram.Ended ended = SpotProgram.run("init", folder.toString(), "--force");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("FILE must be a file but " + folder + " is a folder");
    assertThat(SpotProgram.run("init", "").err()).contains("FILE must be a path but was ''");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsAFailure() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    SpotProgram.Ended ended = SpotProgram.run("init", taken.resolve("spot.yaml").toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).startsWith("spot: can't write " + taken.resolve("spot.yaml"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(taken);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aReadOnlyFolderIsAFailure() {
    SpotProgram.Ended ended = SpotProgram.run("init", "/proc/spot.yaml");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).startsWith("spot: can't write /proc/spot.yaml");
  }
}
