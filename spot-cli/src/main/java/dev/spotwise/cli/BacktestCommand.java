package dev.spotwise.cli;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.cli.pipeline.Pipeline;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(names = "--json", order = 19, description = "Print JSON instead of tables.")
  private boolean json;

  @Inject
  BacktestCommand(Pipeline pipeline, Console console) {
    this.pipeline = pipeline;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    BacktestResult result = pipeline.backtest(options.forExistingMarket(), console);
    if (json) {
      console.print(SummaryJson.of(result));
    } else {
      console.print(Summary.lines(result, console.terminal()));
    }
    return 0;
  }
}
