package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spot doctor}. */
class DoctorCommandTest {

  @TempDir private Path folder;

  @Test
  void everyFindingHasALineAndTheyAreCounted() {
    SpotProgram.Ended ended = SpotProgram.run("doctor", "--out", folder.toString());
    List<String> lines = ended.out().lines().toList();
    assertThat(lines.stream().filter(line -> line.matches("(ok|warning|problem) +[a-z]+ +.+")))
        .hasSizeGreaterThanOrEqualTo(11);
    assertThat(lines.get(lines.size() - 1)).matches("(No|\\d+) problems?, (no|\\d+) warnings?\\.");
    assertThat(ended.code()).isEqualTo(ended.out().contains("\nproblem") ? 1 : 0);
  }

  @Test
  void aProblemEndsWithOneAndSaysWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    SpotProgram.Ended ended = SpotProgram.run("doctor", "--out", file.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("problem  output", "choose another folder with --out DIR");
  }

  @Test
  void theSameAsJson() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    SpotProgram.Ended ended = SpotProgram.run("doctor", "--json", "--out", file.toString());
    JsonNode all = new ObjectMapper().readTree(ended.out());
    assertThat(all.path("fit").asBoolean(true)).isFalse();
    assertThat(all.path("findings"))
        .anySatisfy(
            finding -> {
              assertThat(finding.path("check").asText()).isEqualTo("output");
              assertThat(finding.path("verdict").asText()).isEqualTo("problem");
              assertThat(finding.path("advice").asText()).isNotEmpty();
            })
        .allSatisfy(finding -> assertThat(finding.path("text").asText()).isNotEmpty());
  }

  @Test
  void noFolderIsNoPath() {
    SpotProgram.Ended ended = SpotProgram.run("doctor", "--out", "");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("--out must be a path but was ''");
  }
}
