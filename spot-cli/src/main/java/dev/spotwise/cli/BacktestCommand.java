package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.Pipeline;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spot backtest}. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Replay the market in the output folder with its models.",
    footer = {"", "Example:", "  spot backtest --out out --cost-unit instance"})
final class BacktestCommand implements Callable<Integer> {

  private final Pipeline pipeline;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Inject
  BacktestCommand(Pipeline pipeline, Console console) {
    this.pipeline = pipeline;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    console.summarise(pipeline.backtest(options.forExistingMarket(), console));
    return 0;
  }
}
