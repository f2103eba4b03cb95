package dev.spotwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.ConfigFile;
import dev.spotwise.cli.config.ConfigTree;
import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.config.LayeredSettings;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.config.SettingsReader;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.OnDemandCsv;
import dev.spotwise.data.quality.InspectionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What {@code spot inspect} looks at. */
final class InspectOptions {

  @Option(
      names = "-O",
      order = 10,
      paramLabel = "NAME=VALUE",
      description = "Option of the source, as spot sources lists them.")
  private Map<String, String> sourceOptions = new LinkedHashMap<>();

  @Option(
      names = "--types",
      order = 11,
      paramLabel = "T,...",
      description = "Instance types to look at; all by default.")
  private String types;

  @Option(
      names = "--zones",
      order = 12,
      paramLabel = "Z,...",
      description = "Zones to look at; all by default.")
  private String zones;

  @Option(
      names = "--product",
      order = 13,
      paramLabel = "NAME",
      description = "Product to look at; all by default, Linux/UNIX with --yardsticks.")
  private String product;

  @Option(
      names = "--window",
      order = 14,
      paramLabel = "FROM/TO",
      description = "Time to look at, half-open, UTC; all by default.")
  private String window;

  @Option(
      names = "--on-demand",
      order = 15,
      paramLabel = "FILE",
      description = "On-demand prices to compare with: instance_type,usd_per_hour.")
  private Path onDemand;

  @Option(
      names = "--gap",
      order = 16,
      paramLabel = "TIME",
      description = "A pool without a row for longer has a gap; 26h by default.")
  private String gap;

  @Option(
      names = "--step",
      order = 17,
      paramLabel = "TIME",
      description = "Distance of the cells whose price may be unknown; 5m by default.")
  private String step;

  @Option(
      names = "--interruptions",
      order = 18,
      paramLabel = "SOURCE",
      description = "Interruptions to measure yardsticks on; a world brings its own.")
  private String interruptions;

  @Option(
      names = "--config",
      order = 20,
      paramLabel = "FILE",
      description = "YAML configuration, which describes a generated world.")
  private Path config;

  @Option(
      names = "-D",
      order = 21,
      paramLabel = "NAME=VALUE",
      description = "Value of $${NAME} in the configuration.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--preset",
      order = 22,
      paramLabel = "PRESET",
      completionCandidates = Candidates.Presets.class,
      description = "default, or guide: the written guide's own choices.")
  private String preset;

  @Option(
      names = "--seed",
      order = 23,
      paramLabel = "N",
      description = "Seed of a generated world; 42 by default.")
  private String seed;

  SourceOptions sourceOptions() {
    return SourceOptions.of(sourceOptions);
  }

  /** The time asked for, if any is. */
  Optional<TimeWindow> window() {
    return Optional.ofNullable(window).map(text -> named("--window", () -> TimeWindow.parse(text)));
  }

  /** Whether interruptions are named, which only yardsticks read. */
  boolean namesInterruptions() {
    return interruptions != null;
  }

  InspectionSettings inspection() {
    return new InspectionSettings(
        list(types),
        list(zones),
        product == null ? Set.of() : Set.of(product),
        window(),
        span("--gap", gap, InspectionSettings.DEFAULT_GAP),
        span("--step", step, InspectionSettings.DEFAULT_STEP),
        onDemand == null ? OnDemandHistory.none() : OnDemandCsv.read(onDemand));
  }

  /**
   * Settings of a market whose prices come from a source; of the configuration's own if it is
   * empty.
   */
  Settings settings(Optional<String> prices) {
    List<String> problems = new ArrayList<>();
    ConfigFile file = ConfigFile.none();
    if (config != null) {
      file = ConfigFile.read(config, variables, problems);
    } else {
      variables.keySet().forEach(name -> problems.add("-D " + name + " must come with --config"));
    }
    String chosen = preset == null ? file.preset("default") : preset;
    LayeredSettings layers = new LayeredSettings();
    layers.preset(chosen, ConfigTree.preset(chosen, problems)).file(file);
    ObjectNode tree = layers.tree();
    ConfigTree.overlay(tree, flags(tree, prices));
    return SettingsReader.read(tree, problems);
  }

  private ObjectNode flags(ObjectNode like, Optional<String> prices) {
    ObjectNode flags = like.objectNode();
    put(flags, "seed", seed);
    ObjectNode data = flags.putObject("data");
    prices.ifPresent(location -> data.put("prices", location));
    if (!sourceOptions.isEmpty()) {
      ObjectNode options = data.putObject("price-options");
      sourceOptions.forEach(options::put);
    }
    put(data, "interruptions", interruptions);
    put(data, "on-demand", onDemand == null ? null : onDemand.toString());
    put(data, "types", types);
    put(data, "zones", zones);
    put(data, "product", product);
    return flags;
  }

  private static void put(ObjectNode tree, String name, String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  private static Set<String> list(String text) {
    return text == null
        ? Set.of()
        : Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
  }

  private static Duration span(String option, String text, Duration byDefault) {
    if (text == null) {
      return byDefault;
    }
    Duration span = named(option, () -> Durations.parse(text));
    if (span.toSeconds() < 1) {
      throw new ConfigException(List.of(option + " must be 1s or more but was '" + text + "'"));
    }
    return span;
  }

  private static <T> T named(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(option + ": " + e.getMessage()));
    }
  }
}
