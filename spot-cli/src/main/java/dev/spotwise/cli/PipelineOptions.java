package dev.spotwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.ConfigTree;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.cli.config.SettingsReader;
import dev.spotwise.cli.pipeline.OutputFolder;
import dev.spotwise.cli.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that all steps share. A flag wins over the configuration file. */
final class PipelineOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML configuration; names only what differs from the defaults.")
  private Path config;

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "Value of $${NAME} in the configuration.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "default, or guide: the written guide's own choices.")
  private String preset;

  @Option(
      names = "--world",
      paramLabel = "NAME",
      description = "Generated market; short for --prices world:NAME. There is: guide.")
  private String world;

  @Option(
      names = "--prices",
      paramLabel = "SOURCE",
      description = "Spot prices: a path, or csv:, parquet:, aws-cli:, world: and a place.")
  private String prices;

  @Option(
      names = "--interruptions",
      paramLabel = "SOURCE",
      description = "Interruptions: a path, or csv:, parquet: and a place.")
  private String interruptions;

  @Option(
      names = "--availability",
      paramLabel = "SOURCE",
      description = "Availability: a path, or trace:, parquet: and a place.")
  private String availability;

  @Option(
      names = "--on-demand",
      paramLabel = "FILE",
      description = "On-demand prices as CSV: instance_type,usd_per_hour.")
  private String onDemand;

  @Option(names = "--types", paramLabel = "T,...", description = "Instance types to read.")
  private String types;

  @Option(names = "--zones", paramLabel = "Z,...", description = "Zones to read.")
  private String zones;

  @Option(
      names = "--train",
      paramLabel = "FROM/TO",
      description = "Training window, half-open, UTC; such as 2024-01-01/2025-01-01.")
  private String train;

  @Option(
      names = "--backtest",
      paramLabel = "FROM/TO",
      description = "Backtest window; begins where training ends, or later.")
  private String backtest;

  @Option(
      names = "--start",
      paramLabel = "POOL",
      description = "Pool to start in, such as us-east-1a_m5.large.")
  private String start;

  @Option(
      names = "--cost-unit",
      paramLabel = "UNIT",
      description = "What unlike sizes are compared by: vcpu, gib or instance.")
  private String costUnit;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
  private String seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Trees grown side by side; never changes a result.")
  private String threads;

  @Option(names = "--out", paramLabel = "DIR", description = "Output folder; out by default.")
  private String out;

  /** Settings of a run that begins with the market. */
  Settings forNewMarket() {
    ObjectNode tree = ConfigTree.defaults();
    return settings(tree);
  }

  /** Settings of a step that goes on with the market in the output folder. */
  Settings forExistingMarket() {
    ObjectNode first = layered(ConfigTree.defaults());
    Path folder = SettingsReader.read(first).out();
    ObjectNode tree = ConfigTree.defaults();
    ConfigTree.overlay(tree, Pipeline.savedSettings(new OutputFolder(folder)));
    return settings(tree);
  }

  private Settings settings(ObjectNode base) {
    return SettingsReader.read(layered(base));
  }

  private ObjectNode layered(ObjectNode tree) {
    ObjectNode file =
        config == null ? ConfigTree.preset("default") : ConfigTree.read(config, variables);
    String chosen = preset != null ? preset : file.path("preset").asText("");
    if (!chosen.isEmpty()) {
      ConfigTree.overlay(tree, ConfigTree.preset(chosen));
    }
    ConfigTree.overlay(tree, file);
    ConfigTree.overlay(tree, flags(tree));
    return tree;
  }

  private ObjectNode flags(ObjectNode like) {
    if (world != null && prices != null) {
      throw new ConfigException(List.of("--world and --prices exclude each other"));
    }
    ObjectNode flags = like.objectNode();
    put(flags, "preset", preset);
    put(flags, "seed", seed);
    put(flags, "threads", threads);
    put(flags, "out", out);
    put(flags, "data.prices", world == null ? prices : "world:" + world);
    put(flags, "data.interruptions", interruptions);
    put(flags, "data.availability", availability);
    put(flags, "data.on-demand", onDemand);
    put(flags, "data.types", types);
    put(flags, "data.zones", zones);
    put(flags, "period.train", train);
    put(flags, "period.backtest", backtest);
    put(flags, "workload.start", start);
    put(flags, "workload.cost-unit", costUnit);
    return flags;
  }

  private static void put(ObjectNode tree, String path, String value) {
    if (value == null) {
      return;
    }
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, value);
    } else {
      ObjectNode below = tree.withObjectProperty(path.substring(0, dot));
      below.put(path.substring(dot + 1), value);
    }
  }
}
