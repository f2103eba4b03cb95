package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.Pipeline;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(names = "--json", order = 19, description = "Print JSON instead of tables.")
  private boolean json;

  @Inject
  ReportCommand(Pipeline pipeline, Console console) {
    this.pipeline = pipeline;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Pipeline.Outcome result = pipeline.report(options.forExistingMarket(), console);
    if (json) {
      console.print(SummaryJson.of(result));
    } else {
      console.print(Summary.lines(result, console.terminal()));
    }
    return 0;
  }
}
