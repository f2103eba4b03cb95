package dev.spotwise.cli;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot help}: of any depth, which picocli's own is not. */
@Command(
    name = "help",
    helpCommand = true,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Print the help of a command.",
    footer = {"", "Examples:", "  spot help run", "  spot help archive add"})
final class HelpCommand implements Runnable {

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      completionCandidates = Candidates.Commands.class,
      description = "Command, and the one below it; spot itself by default.")
  private List<String> names = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Inject
  HelpCommand() {}

  @Override
  public void run() {
    CommandLine line = CommandText.find(spec.root().commandLine(), names);
    line.usage(spec.commandLine().getOut(), line.getColorScheme());
  }
}
