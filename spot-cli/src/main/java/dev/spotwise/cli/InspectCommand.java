package dev.spotwise.cli;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.pipeline.SourceInspector;
import dev.spotwise.cli.pipeline.YardstickSamples;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.quality.InspectionSettings;
import dev.spotwise.data.quality.Yardsticks;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Say what a source holds before it is used: rows, gaps, conflicts, outliers.",
      "Every row is accounted for. With --yardsticks: how a market moves, beside what real ones",
      "show."
    },
    footer = {
      "",
      "Findings, which --strict answers with exit code 3: skipped rows, conflicts, gaps, silent",
      "pools, rows in no order of time, outliers, prices above on-demand or without an on-demand",
      "price, nothing found; with --yardsticks, figures that no real market shows. Heartbeats,",
      "duplicates, newest-first order and pools that begin late are none.",
      "",
      "Examples:",
      "  spot inspect prices.csv.gz --on-demand on-demand.csv",
      "  spot inspect traces -O polarity=1-is-up -O start=2023-02-15T22:05:00Z \\",
      "      -O instance-type=p3.2xlarge",
      "  spot inspect --yardsticks world:guide prices.csv.gz",
      "  spot inspect --yardsticks world:calibrated -O instances=20"
    })
final class InspectCommand implements Callable<Integer> {

  private final Console console;

  private final SourceInspector inspector;
  private final YardstickSamples samples;

  @Parameters(
      paramLabel = "SOURCE",
      arity = "0..*",
      description = "A path, or SCHEME:PLACE as spot sources lists them.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--as",
      order = 1,
      paramLabel = "KIND",
      completionCandidates = Candidates.Kinds.class,
      description =
          "What the sources hold: prices, interruptions, availability, on-demand, advisor or"
              + " events; told by the content by default.")
  private String as;

  @Option(
      names = "--yardsticks",
      order = 2,
      description =
          "Measure how the sources' prices move, or, without a source, those of the configuration.")
  private boolean yardsticks;

  @Option(names = "--json", order = 31, description = "Print JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--strict",
      order = 30,
      description = "End with exit code 3 if anything is questionable.")
  private boolean strict;

  @Mixin private InspectOptions options;

  @Spec private CommandSpec spec;

  @Inject
  InspectCommand(SourceInspector inspector, YardstickSamples samples, Console console) {
    this.inspector = inspector;
    this.samples = samples;
    this.console = console;
  }

  @Override
  public Integer call() {
    requireUsable();
    return yardsticks ? measure() : inspect();
  }

  private void requireUsable() {
    List<String> problems = new ArrayList<>();
    if (sources.isEmpty() && !yardsticks) {
      problems.add("a SOURCE must be given: a path, or SCHEME:PLACE as 'spot sources' lists them");
    }
    if (options.namesInterruptions() && !yardsticks) {
      problems.add("--interruptions must come with --yardsticks; inspect them as a SOURCE");
    }
    if (as != null && yardsticks) {
      problems.add("--as and --yardsticks exclude each other");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private int inspect() {
    InspectionSettings settings = options.inspection();
    List<QualityText.Inspected> inspected = new ArrayList<>();
    for (String location : sources) {
      inspected.add(inspect(location, settings));
    }
    if (json) {
      console.print(QualityJson.of(inspected));
    } else {
      console.print(QualityText.lines(inspected, console.terminal()));
    }
    boolean failed = inspected.stream().anyMatch(one -> one.report().isEmpty());
    boolean found = inspected.stream().anyMatch(QualityText.Inspected::isQuestionable);
    return failed || (strict && found) ? Failures.BAD_DATA : 0;
  }

  /** A source that can't be read is told of, and the others are inspected all the same. */
  private QualityText.Inspected inspect(String location, InspectionSettings settings) {
    try {
      return new QualityText.Inspected(
          location,
          Optional.of(
              inspector.inspect(
                  new Source(location, options.sourceOptions()),
                  Optional.ofNullable(as),
                  settings,
                  () -> options.settings(Optional.of(location)))),
          "");
    } catch (MarketDataException e) {
      PrintWriter err = spec.commandLine().getErr();
      e.getMessage().lines().forEach(problem -> err.println("spot: " + problem));
      return new QualityText.Inspected(location, Optional.empty(), e.getMessage());
    }
  }

  private int measure() {
    List<YardstickTable.Measured> measured = new ArrayList<>();
    List<Optional<String>> asked = new ArrayList<>();
    sources.forEach(source -> asked.add(Optional.of(source)));
    if (asked.isEmpty()) {
      asked.add(Optional.empty());
    }
    for (Optional<String> source : asked) {
      Settings settings = options.settings(source);
      measured.add(
          new YardstickTable.Measured(
              settings.data().prices().location(),
              Yardsticks.measure(samples.read(settings, options.window()))));
    }
    if (json) {
      console.print(YardstickTable.json(measured));
    } else {
      console.print(YardstickTable.lines(measured, console.terminal()));
    }
    boolean outside = measured.stream().anyMatch(YardstickTable.Measured::isOutside);
    return strict && outside ? Failures.BAD_DATA : 0;
  }
}
