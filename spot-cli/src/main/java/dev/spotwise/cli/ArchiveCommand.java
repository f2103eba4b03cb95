package dev.spotwise.cli;

import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spot archive}: its subcommands do the work. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Keep prices longer than the 90 days for which AWS has them.",
    subcommands = {ArchiveAddCommand.class, ArchiveInfoCommand.class, ArchiveExportCommand.class},
    footer = {
      "",
      "An archive is a folder. Each dump is added to it once or more often, in any order; it is a",
      "source of prices like any other: spot run --prices archive:FOLDER.",
      "",
      "Example:",
      "  aws ec2 describe-spot-price-history > today.json && spot archive add prices today.json"
    })
final class ArchiveCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Inject
  ArchiveCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
