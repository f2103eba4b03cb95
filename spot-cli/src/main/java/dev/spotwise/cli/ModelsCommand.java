package dev.spotwise.cli;

import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spot models}: its subcommands do the work. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Look at trained models.",
    subcommands = {ModelsShowCommand.class, ModelsDriftCommand.class},
    footer = {"", "Example:", "  spot models show out/models"})
final class ModelsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Inject
  ModelsCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
