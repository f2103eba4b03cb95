package dev.spotwise.cli;

import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spot config}: its subcommands do the work. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Look at the configuration.",
    subcommands = ConfigShowCommand.class,
    footer = {"", "Example:", "  spot config show --config spot.yaml"})
final class ConfigCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Inject
  ConfigCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
