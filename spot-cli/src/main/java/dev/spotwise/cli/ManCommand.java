package dev.spotwise.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot man}. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Print the manual page of spot, or of one of its commands.",
    footer = {
      "",
      "A page is source text for man: read it with 'spot man | man -l -', or keep it where man finds",
      "it.",
      "",
      "Examples:",
      "  spot man | man -l -",
      "  spot man archive add",
      "  spot man > ~/.local/share/man/man1/spot.1"
    })
final class ManCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      completionCandidates = Candidates.Commands.class,
      description = "Command, and the one below it; spot itself by default.")
  private List<String> names = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Inject
  ManCommand() {}

  @Override
  public Integer call() {
    CommandLine line = CommandText.find(spec.root().commandLine(), names);
    PrintWriter out = spec.commandLine().getOut();
    ManPage.lines(line.getCommandSpec()).forEach(out::println);
    return 0;
  }
}
