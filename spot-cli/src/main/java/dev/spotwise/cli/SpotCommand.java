package dev.spotwise.cli;

import jakarta.inject.Inject;
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
    subcommands = {
      InitCommand.class,
      DoctorCommand.class,
      RunCommand.class,
      ConfigCommand.class,
      GenerateCommand.class,
      TrainCommand.class,
      BacktestCommand.class,
      ReportCommand.class,
      DecideCommand.class,
      ExplainCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      RetrainCommand.class,
      SourcesCommand.class,
      InspectCommand.class,
      ArchiveCommand.class,
      CompletionCommand.class,
      ManCommand.class,
      HelpCommand.class
    },
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

  @Spec private CommandSpec spec;

  @Inject
  SpotCommand() {}

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
