package dev.spotwise.cli;

import dev.spotwise.backtest.sweep.SearchSpace;
import dev.spotwise.backtest.sweep.SweepResult;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.Sweeper;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot sweep}. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Search for the numbers of a policy, and hold the best against a part that was kept back.",
      "Market and models are those in the output folder. The best of many tries owes some of its",
      "lead to chance: only what it did in the holdout says what it is worth. Writes models/sweep.json, which",
      "'spot report' draws."
    },
    footer = {
      "",
      "Examples:",
      "  spot sweep --policy hysteresis --grid hysteresis-percent=2,5,10,20",
      "  spot sweep --policy stability-first --random 50 --range strong-improvement=1..20 \\",
      "      --range weak-improvement=0..10 --holdout 0.4 --json"
    })
final class SweepCommand implements Callable<Integer> {

  private final Sweeper sweeper;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--policy",
      order = 19,
      paramLabel = "ID",
      completionCandidates = Candidates.Policies.class,
      description = "Policy whose numbers are searched for; decision.policy by default.")
  private String policy;

  @Mixin private SweepOptions what;

  @Option(names = "--json", order = 24, description = "Print JSON instead of tables.")
  private boolean json;

  @Inject
  SweepCommand(Sweeper sweeper, Console console) {
    this.sweeper = sweeper;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = options.forExistingMarket(policy, new ArrayList<>());
    List<String> problems = new ArrayList<>();
    double holdout = what.holdout(problems);
    Optional<SearchSpace> space =
        what.space(settings.decision().policy(), settings.seed(), problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    SweepResult result = sweeper.sweep(settings, space.orElseThrow(), holdout, console);
    if (json) {
      console.print(ComparisonJson.of(result));
    } else {
      console.print(SweepText.lines(result, console.terminal()));
    }
    return 0;
  }
}
