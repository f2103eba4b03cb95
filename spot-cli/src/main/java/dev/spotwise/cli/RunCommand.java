package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.Pipeline;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spot run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Do everything: market, models, backtest, figures and report.",
    footer = {"", "Example:", "  spot run --config examples/p3-2023.yaml -D data=DIR"})
final class RunCommand implements Callable<Integer> {

  private final Pipeline pipeline;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Inject
  RunCommand(Pipeline pipeline, Console console) {
    this.pipeline = pipeline;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    console.summarise(pipeline.run(options.forNewMarket(), console));
    return 0;
  }
}
