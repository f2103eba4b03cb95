package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.cli.DocumentBlocks.Block;
import dev.spotwise.cli.DocumentCommands.Command;
import dev.spotwise.cli.DocumentCommands.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the documents runs, in the order in which they stand there, in one folder: what
 * one writes the next may read. A year of a market is two weeks here, and trees are few.
 */
class DocumentedCommandsTest {

  @TempDir private static Path folder;

  private static final List<Command> COMMANDS = new ArrayList<>();
  private static final List<Block> CONFIGURATIONS = new ArrayList<>();
  private static List<SpotProgram.Ended> ended;

  @BeforeAll
  static void runThemAll() throws Exception {
    DocumentFiles.write(folder);
    List<DocumentSession.Task> tasks = new ArrayList<>();
    for (Block block : DocumentBlocks.all()) {
      if (block.language().equals("yaml")) {
        CONFIGURATIONS.add(block);
        Path file = folder.resolve(name(block));
        assertThat(file).as("two documents write it").doesNotExist();
        Files.writeString(file, block.text());
        tasks.add(task("config", "show", "--config", file.toString()));
      }
    }
    for (Command command : DocumentCommands.all()) {
      if (command.shell().isSpot() && command.how() != How.ELSEWHERE) {
        COMMANDS.add(command);
        tasks.add(new DocumentSession.Task(command.arguments(), command.shell().into()));
      }
    }
    for (Command command : COMMANDS) {
      command.configuration().ifPresent(shown -> tasks.add(task(shown.toArray(String[]::new))));
    }
    ended = DocumentSession.run(folder, tasks);
  }

  private static DocumentSession.Task task(String... arguments) {
    return new DocumentSession.Task(List.of(arguments), Optional.empty());
  }

  /** A configuration whose first line is a comment with a file's name is that file. */
  private static String name(Block block) {
    return block.firstLine().matches("# \\S+\\.yaml")
        ? block.firstLine().substring(2)
        : block.toString().replaceAll("\\W", "-") + ".yaml";
  }

  @Test
  void everyConfigurationCanBeRead() {
    assertThat(CONFIGURATIONS).hasSizeGreaterThan(3);
    for (int i = 0; i < CONFIGURATIONS.size(); i++) {
      assertThat(ended.get(i).code())
          .as("%s\n%s", CONFIGURATIONS.get(i), ended.get(i).err())
          .isZero();
    }
  }

  @Test
  void everyCommandEndsWell() {
    assertThat(COMMANDS).hasSizeGreaterThan(40);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < ended.size() - CONFIGURATIONS.size(); i++) {
      SpotProgram.Ended end = ended.get(CONFIGURATIONS.size() + i);
      if (end.code() != 0) {
        Object what = i < COMMANDS.size() ? COMMANDS.get(i).block() : "a configuration";
        Object words = i < COMMANDS.size() ? COMMANDS.get(i).arguments() : "";
        failures.add(what + ": " + words + "\n" + end.err());
      }
    }
    assertThat(failures).isEmpty();
  }

  /** Figures are those of a larger run, so a number may be another one. */
  @Test
  void whatACommandIsSaidToPrintItPrints() {
    int shown = 0;
    for (int i = 0; i < COMMANDS.size(); i++) {
      Command command = COMMANDS.get(i);
      if (command.how() == How.RUN && !command.prints().isEmpty()) {
        SpotProgram.Ended end = ended.get(CONFIGURATIONS.size() + i);
        List<String> said =
            (end.err() + end.out()).lines().map(DocumentedCommandsTest::shape).toList();
        for (String line : command.prints()) {
          if (!line.isBlank() && !line.strip().equals("...")) {
            shown++;
            assertThat(said).as("%s: %s", command.block(), line).contains(shape(line));
          }
        }
      }
    }
    assertThat(shown).isGreaterThan(1);
  }

  private static String shape(String line) {
    return line.strip().replaceAll("[0-9]+([.,:TZ-][0-9TZ:.]+)*", "#").replaceAll("\\s+", " ");
  }

  @Test
  void everyPageOfTheGuideIsLinkedFromTheReadme() throws IOException {
    String readme = Files.readString(DocumentBlocks.ROOT.resolve("README.md"));
    for (Path document : DocumentBlocks.documents()) {
      if (document.startsWith("docs") && document.getNameCount() == 2) {
        assertThat(readme).contains("(" + document + ")");
      }
    }
  }
}
