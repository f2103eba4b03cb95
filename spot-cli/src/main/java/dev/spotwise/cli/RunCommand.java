package dev.spotwise.cli;

import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.Pipeline;
import dev.spotwise.cli.pipeline.Pipeline.Begin;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Do everything: market, models, backtest, figures and report.",
      "Steps that are done already with the same inputs and settings are left alone."
    },
    footer = {"", "Example:", "  spot run --config examples/p3-2023.yaml -D data=DIR"})
final class RunCommand implements Callable<Integer> {

  private final Pipeline pipeline;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--fresh",
      order = 19,
      description = "Do every step, those too that are done already with the same settings.")
  private boolean fresh;

  @Option(names = "--json", order = 20, description = "Print JSON instead of tables.")
  private boolean json;

  @Inject
  RunCommand(Pipeline pipeline, Console console) {
    this.pipeline = pipeline;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.forNewMarket();
    console.say(plan(settings));
    Pipeline.Outcome result =
        pipeline.run(settings, fresh ? Begin.AT_THE_START : Begin.WHERE_IT_STOPPED, console);
    if (json) {
      console.print(SummaryJson.of(result));
    } else {
      console.print(Summary.lines(result, console.terminal()));
    }
    return 0;
  }

  private static String plan(Settings settings) {
    return String.format(
        Locale.ROOT,
        "run: market %s, train %s, backtest %s, policy %s, seed %d, into %s",
        settings.data().prices().location(),
        settings.train(),
        settings.backtest(),
        settings.decision().policy(),
        settings.seed(),
        settings.out());
  }
}
