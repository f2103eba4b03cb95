package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.Pipeline;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spot train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Train both models on the market in the output folder.",
    footer = {"", "Example:", "  spot train --out out"})
final class TrainCommand implements Callable<Integer> {

  private final Pipeline pipeline;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Inject
  TrainCommand(Pipeline pipeline, Console console) {
    this.pipeline = pipeline;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    pipeline.train(options.forExistingMarket(), console);
    return 0;
  }
}
