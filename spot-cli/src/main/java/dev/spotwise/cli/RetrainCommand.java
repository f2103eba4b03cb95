package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.RetrainJson;
import dev.spotwise.cli.pipeline.Retrainer;
import dev.spotwise.cli.pipeline.Retrainer.Mode;
import dev.spotwise.models.retraining.RetrainingSettings.Incompatible;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot retrain}. */
@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Train new models on the newest data and use them if they are not worse.",
    footer = {
      "",
      "The newest 14 days (retrain.holdout) judge; before them as much as the models in use were",
      "trained on (retrain.window) trains. Old models go to OUT/models/history, and every decision",
      "to OUT/models/retrain.jsonl. Exit code 0 whether or not the models were replaced.",
      "",
      "Example:",
      "  spot retrain --config market.yaml --backtest 2025-01-01/2025-03-01 --dry-run"
    })
final class RetrainCommand implements Callable<Integer> {

  private final Retrainer retrainer;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--dry-run",
      order = 19,
      description = "Say what would be done and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--replace-incompatible",
      order = 20,
      description =
          "Replace models that can't be judged, because they read other features or have other"
              + " horizons; by default they stay.")
  private boolean replaceIncompatible;

  @Option(names = "--json", order = 21, description = "Print JSON instead of text.")
  private boolean json;

  @Inject
  RetrainCommand(Retrainer retrainer, Console console) {
    this.retrainer = retrainer;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Retrainer.Outcome outcome =
        retrainer.retrain(
            options.forNewMarket(),
            dryRun ? Mode.DRY_RUN : Mode.WRITE,
            replaceIncompatible ? Incompatible.REPLACE : Incompatible.KEEP,
            console);
    if (json) {
      console.print(RetrainJson.of(outcome));
    } else {
      console.print(RetrainReport.lines(outcome, console.terminal()));
    }
    return 0;
  }
}
