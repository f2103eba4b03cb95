package dev.spotwise.cli;

import dev.spotwise.data.Sources;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code spot sources}. */
@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "List the sources there are: what they read, the options they take, whose they are.",
    footer = {
      "",
      "Options are given in a configuration, such as data.price-options: {NAME: VALUE}.",
      "The jars in SPOT_PLUGINS bring more sources; docs/price-source.md tells how.",
      "",
      "Example:",
      "  SPOT_PLUGINS=plugins spot sources --json"
    })
final class SourcesCommand implements Callable<Integer> {

  private final Console console;

  private final Sources sources;

  @Option(names = "--json", order = 1, description = "Print JSON instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Inject
  SourcesCommand(Sources sources, Console console) {
    this.sources = sources;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (json) {
      console.print(SourceTable.json(sources));
    } else {
      console.print(SourceTable.lines(sources, console.terminal()));
    }
    sources.problems().forEach(problem -> spec.commandLine().getErr().println("spot: " + problem));
    return sources.problems().isEmpty() ? 0 : Failures.BAD_DATA;
  }
}
