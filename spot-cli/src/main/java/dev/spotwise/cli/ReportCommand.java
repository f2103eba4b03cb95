package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.Pipeline;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spot report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Draw the figures and write the report of what is in the output folder.",
    footer = {"", "Example:", "  spot report --out out"})
final class ReportCommand implements Callable<Integer> {

  private final Pipeline pipeline;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Inject
  ReportCommand(Pipeline pipeline, Console console) {
    this.pipeline = pipeline;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    console.summarise(pipeline.report(options.forExistingMarket(), console));
    return 0;
  }
}
