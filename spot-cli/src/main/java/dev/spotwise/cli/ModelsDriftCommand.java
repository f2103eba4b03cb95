package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.RetrainJson;
import dev.spotwise.cli.pipeline.Retrainer;
import dev.spotwise.models.drift.DriftReport;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot models drift}. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Tell how far the newest data are from those that models were trained on.",
    footer = {
      "",
      "Compares the newest 14 days (retrain.holdout) with the training rows of OUT/models: features",
      "by the population stability index (PSI; 0.1 some, 0.25 much) and the Kolmogorov-Smirnov",
      "test, errors with those on the test rows: rise %% is by how much an error has grown beside",
      "that of the simplest forecast; of a calibration error, the percentage points.",
      "",
      "Example:",
      "  spot models drift --config market.yaml --backtest 2025-01-01/2025-03-01"
    })
final class ModelsDriftCommand implements Callable<Integer> {

  private final Retrainer retrainer;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Option(names = "--json", order = 19, description = "Print JSON instead of text.")
  private boolean json;

  @Inject
  ModelsDriftCommand(Retrainer retrainer, Console console) {
    this.retrainer = retrainer;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    DriftReport drift = retrainer.drift(options.forNewMarket(), console);
    if (json) {
      console.print(RetrainJson.of(drift));
    } else {
      console.print(RetrainReport.lines(drift, console.terminal()));
    }
    return 0;
  }
}
