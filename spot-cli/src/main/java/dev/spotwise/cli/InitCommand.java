package dev.spotwise.cli;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.ConfigTemplate;
import dev.spotwise.data.AtomicFile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Write a configuration with every setting, explained.",
      "Settings are commented out, so that the file changes nothing until one is edited."
    },
    footer = {
      "",
      "Examples:",
      "  spot init",
      "  spot init guide.yaml --preset guide",
      "  spot init - > spot.yaml"
    })
final class InitCommand implements Callable<Integer> {

  private static final String STDOUT = "-";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "spot.yaml",
      description = "File to write; spot.yaml by default, - for standard output.")
  private Path file;

  @Option(
      names = "--preset",
      order = 1,
      paramLabel = "PRESET",
      defaultValue = "default",
      completionCandidates = Candidates.Presets.class,
      description = "default, or guide: the written guide's own choices.")
  private String preset;

  @Option(names = "--force", order = 2, description = "Replace the file if it is there.")
  private boolean force;

  @Spec private CommandSpec spec;

  @Inject
  InitCommand() {}

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    String text = ConfigTemplate.of(preset, problems);
    boolean printed = file.toString().equals(STDOUT);
    if (!printed) {
      requireUsable(problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (printed) {
      out.print(text);
      out.flush();
      return 0;
    }
    AtomicFile.write(file, temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
    out.println("Wrote " + file + ". Edit it, then: spot run --config " + file);
    return 0;
  }

  private void requireUsable(List<String> problems) {
    if (file.toString().isBlank()) {
      problems.add("FILE must be a path but was '" + file + "'");
    } else if (Files.isDirectory(file)) {
      problems.add("FILE must be a file but " + file + " is a folder");
    } else if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      problems.add("FILE must not be there yet but " + file + " is; --force replaces it");
    }
  }
}
