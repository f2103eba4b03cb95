package dev.spotwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.ConfigFile;
import dev.spotwise.cli.config.ConfigTree;
import dev.spotwise.cli.config.LayeredSettings;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.config.SettingsReader;
import dev.spotwise.cli.pipeline.OutputFolder;
import dev.spotwise.cli.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all steps share. A flag wins over the configuration file. */
final class PipelineOptions {

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Mixin private final MarketOptions market = new MarketOptions();

  @Mixin private final ReplayOptions replay = new ReplayOptions();

  @Mixin private final RunningOptions running = new RunningOptions();

  private static final class ConfigurationOptions {

    @Option(
        names = "--config",
        order = 1,
        paramLabel = "FILE",
        description = "YAML configuration; names only what differs from the defaults.")
    private Path config;

    @Option(
        names = "-D",
        order = 2,
        paramLabel = "NAME=VALUE",
        description = "Value of $${NAME} in the configuration.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
        names = "--preset",
        order = 3,
        paramLabel = "PRESET",
        completionCandidates = Candidates.Presets.class,
        description = "default, or guide: the written guide's own choices.")
    private String preset;
  }

  private static final class MarketOptions {

    @Option(
        names = "--world",
        order = 4,
        paramLabel = "WORLD",
        completionCandidates = Candidates.Worlds.class,
        description =
            "Generated market; short for --prices world:WORLD: calibrated (default),"
                + " calibrated-independent or guide.")
    private String world;

    @Option(
        names = "--prices",
        order = 5,
        paramLabel = "SOURCE",
        description =
            "Spot prices: a path, or csv:, parquet:, aws-cli:, aws-text:, world: and a place.")
    private String prices;

    @Option(
        names = "--on-demand",
        order = 6,
        paramLabel = "FILE",
        description =
            "On-demand prices as CSV: instance_type,usd_per_hour[,effective_from][,region]"
                + "[,product_description].")
    private Path onDemand;

    @Option(
        names = "--interruptions",
        order = 7,
        paramLabel = "SOURCE",
        description =
            "Interruptions: a path, or csv:, parquet:, eventbridge: and a place. A world brings its"
                + " own; without any, stability is unknown.")
    private String interruptions;

    @Option(
        names = "--availability",
        order = 8,
        paramLabel = "SOURCE",
        description = "Availability: a path, or trace:, parquet: and a place.")
    private String availability;

    @Option(
        names = "--types",
        order = 9,
        paramLabel = "T,...",
        description = "Instance types to read; all by default.")
    private String types;

    @Option(
        names = "--zones",
        order = 10,
        paramLabel = "Z,...",
        description = "Zones to read; all by default.")
    private String zones;

    @Option(
        names = "--lenient",
        order = 11,
        description = "Leave out rows that can't be read, and list them, instead of refusing them.")
    private boolean lenient;
  }

  private static final class ReplayOptions {

    @Option(
        names = "--train",
        order = 12,
        paramLabel = "FROM/TO",
        description = "Training window, half-open, UTC; 2024-01-01/2025-01-01 by default.")
    private String train;

    @Option(
        names = "--backtest",
        order = 13,
        paramLabel = "FROM/TO",
        description =
            "Backtest window; begins where training ends, or later; 2025-01-01/2025-02-01 by"
                + " default.")
    private String backtest;

    @Option(
        names = "--start",
        order = 14,
        paramLabel = "POOL",
        description =
            "Pool to start in; by default us-east-1a_m5.large if there is one, or else the pool"
                + " that was cheapest over the training window.")
    private String start;

    @Option(
        names = "--cost-unit",
        order = 15,
        paramLabel = "UNIT",
        completionCandidates = Candidates.CostUnits.class,
        description = "What unlike sizes are compared by: vcpu (default), gib or instance.")
    private String costUnit;
  }

  private static final class RunningOptions {

    @Option(
        names = "--seed",
        order = 16,
        paramLabel = "N",
        description = "Seed of everything random; 42 by default.")
    private String seed;

    @Option(
        names = "--threads",
        order = 17,
        paramLabel = "N",
        description = "Trees grown side by side, one per processor by default; changes no result.")
    private String threads;

    @Option(
        names = "--out",
        order = 18,
        paramLabel = "DIR",
        description = "Output folder; out by default.")
    private Path out;
  }

  /** Settings of a run that begins with the market: defaults, preset, file, flags. */
  Settings forNewMarket() {
    List<String> problems = new ArrayList<>();
    return SettingsReader.read(newMarket(problems).tree(), problems);
  }

  /** The layers that {@link #forNewMarket} reads. */
  LayeredSettings newMarket(List<String> problems) {
    ConfigFile file = file(problems);
    String preset = chosenPreset(file, "default");
    LayeredSettings settings = new LayeredSettings();
    settings.preset(preset, ConfigTree.preset(preset, problems)).file(file);
    requireOneSource(problems);
    return withFlags(settings);
  }

  /** Settings of an evaluation: as those of a new market, and how it is cut. */
  Settings forEvaluation(EvaluationOptions cut, List<String> problems) {
    if (cut.hasWindow() && (replay.train != null || replay.backtest != null)) {
      problems.add("--window takes the place of --train and --backtest; give one or the others");
    }
    ObjectNode tree = newMarket(problems).tree();
    cut.into(tree, problems);
    return SettingsReader.read(tree, problems);
  }

  /**
   * Settings of a decision: as those of a new market. Of a job, what the question says takes the
   * place of what the settings say.
   */
  Settings forDecision(DecideOptions asked, List<String> problems) {
    ObjectNode tree = newMarket(problems).tree();
    asked.over(tree, problems);
    return SettingsReader.read(tree, problems);
  }

  /**
   * Settings of a step that goes on with the market in the output folder: those that it was made
   * with, a preset if it is another one, file, flags. The market itself can't change any more.
   */
  Settings forExistingMarket() {
    return forExistingMarket(null, new ArrayList<>());
  }

  /**
   * The same with another policy.
   *
   * @param policy its id; null to change nothing
   * @param problems those found so far
   */
  Settings forExistingMarket(String policy, List<String> problems) {
    return SettingsReader.read(existingMarket(policy, problems).tree(), problems);
  }

  /** The layers that {@link #forExistingMarket} reads. */
  LayeredSettings existingMarket(String policy, List<String> problems) {
    ConfigFile file = file(problems);
    requireOneSource(problems);
    Path out = SettingsReader.out(withFlags(new LayeredSettings().file(file)).tree(), problems);
    ObjectNode saved = Pipeline.savedSettings(new OutputFolder(out));
    LayeredSettings settings = new LayeredSettings().market(out, saved);
    String savedPreset = saved.path("preset").asText("default");
    String chosen = chosenPreset(file, savedPreset);
    if (!chosen.equals(savedPreset)) {
      ObjectNode preset = ConfigTree.preset(chosen, problems);
      preset.remove("data");
      settings.preset(chosen, preset);
    }
    withFlags(settings.file(file)).flag("--policy", "decision.policy", policy);
    ObjectNode tree = settings.tree();
    for (String part : List.of("data", "world", "instance-types")) {
      for (String path : ConfigTree.differences(part, saved.get(part), tree.get(part))) {
        problems.add(
            path
                + " must stay as the market in "
                + out
                + " was made with; run 'spot generate' to change it");
      }
    }
    return settings;
  }

  private ConfigFile file(List<String> problems) {
    if (configuration.config != null) {
      return ConfigFile.read(configuration.config, configuration.variables, problems);
    }
    configuration
        .variables
        .keySet()
        .forEach(name -> problems.add("-D " + name + " must come with --config"));
    return ConfigFile.none();
  }

  private String chosenPreset(ConfigFile file, String otherwise) {
    return configuration.preset != null ? configuration.preset : file.preset(otherwise);
  }

  private void requireOneSource(List<String> problems) {
    if (market.world != null && market.prices != null) {
      problems.add("--world and --prices exclude each other");
    }
  }

  private LayeredSettings withFlags(LayeredSettings settings) {
    return settings
        .flag("--preset", "preset", configuration.preset)
        .flag("--seed", "seed", running.seed)
        .flag("--threads", "threads", running.threads)
        .flag("--out", "out", text(running.out))
        .flag("--prices", "data.prices", market.prices)
        .flag("--world", "data.prices", market.world == null ? null : "world:" + market.world)
        .flag("--interruptions", "data.interruptions", market.interruptions)
        .flag("--availability", "data.availability", market.availability)
        .flag("--on-demand", "data.on-demand", text(market.onDemand))
        .flag("--types", "data.types", market.types)
        .flag("--zones", "data.zones", market.zones)
        .flag("--lenient", "data.lenient", market.lenient ? "true" : null)
        .flag("--train", "period.train", replay.train)
        .flag("--backtest", "period.backtest", replay.backtest)
        .flag("--start", "workload.start", replay.start)
        .flag("--cost-unit", "workload.cost-unit", replay.costUnit);
  }

  private static String text(Path path) {
    return path == null ? null : path.toString();
  }
}
