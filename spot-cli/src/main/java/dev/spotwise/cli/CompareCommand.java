package dev.spotwise.cli;

import dev.spotwise.backtest.PolicyComparison;
import dev.spotwise.cli.config.DecisionReader;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.Comparer;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Replay policies side by side, each beside its baselines.",
      "Market and models are those in the output folder. Savings and regret come with 95 %%",
      "intervals from a paired block bootstrap; a deadline job has none. Writes nothing."
    },
    footer = {
      "",
      "Examples:",
      "  spot compare",
      "  spot compare --policies stability-first,sticky-cheapest,hysteresis --json"
    })
final class CompareCommand implements Callable<Integer> {

  private final Comparer comparer;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--policies",
      order = 19,
      paramLabel = "ID,...",
      description = "Policies to replay; all that suit the workload by default.")
  private String policies;

  @Option(names = "--json", order = 20, description = "Print JSON instead of tables.")
  private boolean json;

  @Inject
  CompareCommand(Comparer comparer, Console console) {
    this.comparer = comparer;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<String> problems = new ArrayList<>();
    List<String> ids = ids(problems);
    Settings settings = options.forExistingMarket(null, problems);
    PolicyComparison comparison = comparer.compare(settings, ids, console);
    if (json) {
      console.print(ComparisonJson.of(comparison));
    } else {
      console.print(ComparisonText.lines(comparison, console.terminal()));
    }
    return 0;
  }

  private List<String> ids(List<String> problems) {
    List<String> ids = new ArrayList<>();
    for (String text : policies == null ? new String[0] : policies.split(",", -1)) {
      String id = text.strip();
      DecideOptions.parsed("--policies", id, DecisionReader::policy, problems);
      if (ids.contains(id)) {
        problems.add("--policies must name each policy once but names '" + id + "' again");
      }
      ids.add(id);
    }
    return ids;
  }
}
