package dev.spotwise.cli;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.LayeredSettings;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.cli.config.Origin;
import dev.spotwise.cli.config.SettingsReader;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code spot config show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Print the settings in effect, and where each value came from.",
      "What is printed is a configuration itself. Writes nothing."
    },
    footer = {
      "",
      "A flag wins over the file, the file over the preset, the preset over the default. Commands",
      "that go on with a stored market begin with the settings that it was made with.",
      "",
      "Examples:",
      "  spot config show --config spot.yaml --seed 7",
      "  spot config show --preset guide --changed",
      "  spot config show --for backtest --out out --json"
    })
final class ConfigShowCommand implements Callable<Integer> {

  /** Commands that get their market anew. */
  static final List<String> NEW = List.of("run", "generate", "decide", "evaluate", "retrain");

  /** Commands that go on with the market in the output folder. */
  static final List<String> STORED =
      List.of("train", "backtest", "report", "explain", "compare", "sweep");

  @Mixin private PipelineOptions options;

  @Option(
      names = "--for",
      order = 19,
      paramLabel = "COMMAND",
      defaultValue = "run",
      completionCandidates = Candidates.Configured.class,
      description = "Command whose settings are shown; run by default.")
  private String command;

  @Option(
      names = "--changed",
      order = 20,
      description = "Leave out the settings that are at their default.")
  private boolean changed;

  @Option(names = "--json", order = 21, description = "Print JSON instead of text.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Inject
  ConfigShowCommand() {}

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    List<String> known = Stream.concat(NEW.stream(), STORED.stream()).toList();
    if (!known.contains(command)) {
      throw new ConfigException(
          List.of(
              "--for must be one of "
                  + String.join(", ", known)
                  + " but was '"
                  + command
                  + "'"
                  + Nearest.suggestion(command, known)));
    }
    LayeredSettings settings =
        NEW.contains(command)
            ? options.newMarket(problems)
            : options.existingMarket(null, problems);
    SettingsReader.read(settings.tree(), problems);
    List<LayeredSettings.Entry> shown =
        settings.entries().stream()
            .filter(entry -> !changed || entry.origin().kind() != Origin.Kind.DEFAULT)
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ConfigText.json(shown));
    } else {
      ConfigText.lines(shown).forEach(out::println);
    }
    return 0;
  }
}
