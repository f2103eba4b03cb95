package dev.spotwise.cli;

import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.Decider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot decide}. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Say what to do with a running workload now.",
      "Reads the market of the configuration as recent history and the models in the output folder,",
      "decides at the last tick as a backtest would, and prints what each way to go on would cost.",
      "Writes nothing."
    },
    footer = {
      "",
      "Features look back on 30 days: let the period be that long and end after the newest data.",
      "",
      "Examples:",
      "  spot decide --config live.yaml --current us-east-1a_m5.large --held 2h",
      "  spot decide --config live.yaml --current none --work-left 10h --time-left 20h --json",
      "  spot decide --current us-east-1a_m5.large --siblings us-east-1b_m5.large,on-demand"
    })
final class DecideCommand implements Callable<Integer> {

  private final Decider decider;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Mixin private DecideOptions asked;

  @Option(names = "--json", order = 26, description = "Print JSON instead of text.")
  private boolean json;

  @Inject
  DecideCommand(Decider decider, Console console) {
    this.decider = decider;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.forDecision(asked, new ArrayList<>());
    Decider.Answer answer = decider.decide(settings, asked.question(), console);
    if (json) {
      console.print(DecisionJson.of(answer));
    } else {
      console.print(DecisionText.lines(answer, console.terminal()));
    }
    return 0;
  }
}
