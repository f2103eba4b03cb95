package dev.spotwise.cli;

import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.Explainer;
import dev.spotwise.data.TimeWindow;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Replay one decision of a backtest and show what it was made from.",
      "Market and models are those in the output folder. Writes nothing."
    },
    footer = {
      "",
      "Examples:",
      "  spot explain --at 2025-01-10T14:00:00Z",
      "  spot explain --at 2025-01-10T14:00:00Z --policy stay --json"
    })
final class ExplainCommand implements Callable<Integer> {

  private final Explainer explainer;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--at",
      order = 19,
      required = true,
      paramLabel = "TIME",
      description = "Time in the backtest, UTC; the last decision at or before it is explained.")
  private String at;

  @Option(
      names = "--policy",
      order = 20,
      paramLabel = "ID",
      completionCandidates = Candidates.Policies.class,
      description = "Policy that decides; decision.policy by default.")
  private String policy;

  @Option(names = "--json", order = 21, description = "Print JSON instead of text.")
  private boolean json;

  @Inject
  ExplainCommand(Explainer explainer, Console console) {
    this.explainer = explainer;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<String> problems = new ArrayList<>();
    Optional<Instant> when = DecideOptions.parsed("--at", at, TimeWindow::parseInstant, problems);
    Settings settings = options.forExistingMarket(policy, problems);
    Explainer.Explanation explanation = explainer.explain(settings, when.orElseThrow(), console);
    if (json) {
      console.print(DecisionJson.of(explanation));
    } else {
      console.print(DecisionText.lines(explanation, console.terminal()));
    }
    return 0;
  }
}
