package dev.spotwise.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
    name = "spot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Which EC2 capacity pool to run in now, what it costs, and how sure we are.",
    footer = {
      "",
      "Begin with 'spot run': a synthetic market, everything into ./out.",
      "",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 bad data.",
      "",
      "Examples:",
      "  spot run",
      "  spot run --config examples/p3-2023.yaml -D data=DIR",
      "  spot help decide"
    })
final class SpotCommand implements Runnable {

  @Option(
      names = "--debug",
      order = 0,
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean debug;

  @Option(
      names = {"-q", "--quiet"},
      order = 0,
      scope = ScopeType.INHERIT,
      description = "Print results and errors alone: no progress, no notes.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  boolean quiet() {
    return quiet;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
