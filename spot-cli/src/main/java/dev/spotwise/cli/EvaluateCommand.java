package dev.spotwise.cli;

import dev.spotwise.cli.config.Nearest;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.Evaluation;
import dev.spotwise.features.FeatureFamily;
import dev.spotwise.models.evaluation.EvaluationJson;
import dev.spotwise.models.evaluation.EvaluationReport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Say how good forecasts are, walking forward over the period.",
      "Each fold is trained on what lies before its test window. Every model stands beside its",
      "baselines and, in a generated world, beside the best that can be known. Writes",
      "models/evaluation.json into the output folder, and no market."
    },
    footer = {
      "",
      "Examples:",
      "  spot evaluate --world calibrated-independent --horizons 1h,6h,24h,7d",
      "  spot evaluate --prices prices.csv.gz --on-demand on-demand.csv \\",
      "      --window 2021-03-02/2021-05-31 --folds 3 --scheme sliding",
      "  spot evaluate --families price,interruption --json"
    })
final class EvaluateCommand implements Callable<Integer> {

  private final Evaluation evaluation;
  private final Console console;

  @Mixin private PipelineOptions options;

  @Mixin private EvaluationOptions cut;

  @Option(
      names = "--families",
      order = 26,
      paramLabel = "F,...",
      description =
          "Feature families to use, to see what each is worth; all by default: calendar, price,"
              + " price_change, interruption, availability, sibling, advisor.")
  private String families;

  @Option(
      names = "--json",
      order = 27,
      description = "Print JSON, as in the file, instead of tables.")
  private boolean json;

  @Inject
  EvaluateCommand(Evaluation evaluation, Console console) {
    this.evaluation = evaluation;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<String> problems = new ArrayList<>();
    Set<FeatureFamily> chosen = families(problems);
    Settings settings = options.forEvaluation(cut, problems);
    EvaluationReport report = evaluation.run(settings, chosen, console);
    if (json) {
      console.print(new String(EvaluationJson.bytes(report), StandardCharsets.UTF_8));
    } else {
      console.print(EvaluationText.lines(report, console.terminal()));
    }
    return 0;
  }

  private Set<FeatureFamily> families(List<String> problems) {
    Set<FeatureFamily> chosen = EnumSet.noneOf(FeatureFamily.class);
    if (families == null) {
      return EnumSet.allOf(FeatureFamily.class);
    }
    List<String> known = Arrays.stream(FeatureFamily.values()).map(Evaluation::id).toList();
    for (String name : new LinkedHashSet<>(List.of(families.split(",", -1)))) {
      Optional<FeatureFamily> family =
          Arrays.stream(FeatureFamily.values())
              .filter(one -> Evaluation.id(one).equals(name.strip()))
              .findFirst();
      family.ifPresent(chosen::add);
      if (family.isEmpty()) {
        problems.add(
            "--families must be of "
                + known
                + " but one was '"
                + name
                + "'"
                + Nearest.suggestion(name, known));
      }
    }
    return chosen;
  }
}
