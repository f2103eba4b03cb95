package dev.spotwise.cli;

import dev.spotwise.models.BundleManifest;
import dev.spotwise.models.ModelBundle;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spot models show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tell what models are: horizons, features, training window, settings, scores.",
    footer = {
      "",
      "Every checksum is verified and every model read; exit code 3 if something is wrong.",
      "",
      "Examples:",
      "  spot models show",
      "  spot models show out/models/history/20241019T000000Z-0123456789ab --json"
    })
final class ModelsShowCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = "out/models",
      description = "Folder of the models; out/models by default.")
  private Path folder;

  @Option(names = "--json", order = 1, description = "Print JSON instead of text.")
  private boolean json;

  @Inject
  ModelsShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ModelBundle bundle = ModelBundle.load(folder);
    ModelsReport.Shown shown =
        new ModelsReport.Shown(folder, BundleManifest.verified(folder), bundle);
    if (json) {
      console.print(ModelsJson.of(shown));
    } else {
      console.print(ModelsReport.lines(shown, console.terminal()));
    }
    return 0;
  }
}
