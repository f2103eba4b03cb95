package dev.spotwise.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.backtest.BillingRules;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.DataSettings.TypeOverride;
import dev.spotwise.cli.config.Settings.DecisionSettings;
import dev.spotwise.cli.config.Settings.WorkloadSettings;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.StabilityFirstSettings;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.LearningSettings.ClassWeights;
import dev.spotwise.models.tree.TreeSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns a complete configuration tree into {@link Settings}, or into all of its problems. */
public final class SettingsReader {

  private final ConfigReader config;
  private final ObjectNode tree;

  private SettingsReader(ObjectNode tree) {
    this.tree = tree;
    this.config = new ConfigReader(tree);
  }

  /**
   * Reads settings.
   *
   * @param tree every setting, as {@link ConfigTree#defaults} with changes laid over it
   * @throws ConfigException with all that is wrong
   */
  public static Settings read(ObjectNode tree) {
    return new SettingsReader(tree).settings();
  }

  private Settings settings() {
    Long seed = config.read("seed", SettingsReader::seed);
    Integer threads = config.read("threads", SettingsReader::threads);
    Path out = config.read("out", SettingsReader::path);
    DataSettings data = data();
    TimeWindow train = config.read("period.train", TimeWindow::parse);
    TimeWindow backtest = config.read("period.backtest", TimeWindow::parse);
    if (train != null && backtest != null && train.to().isAfter(backtest.from())) {
      config.problem(
          "period.train must end before period.backtest begins at %s but ends at %s"
              .formatted(backtest.from(), train.to()));
    }
    double share = config.number("models.train-share");
    if (!(share > 0 && share < 1)) {
      config.problem("models.train-share must be in (0, 1) but was " + share);
    }
    Duration originInterval = positive("models.origin-interval");
    LearningSettings learning = learning(seed);
    DecisionSettings decision = decision(learning);
    WorkloadSettings workload = workload();
    Duration migration = config.read("billing.migration", Durations::parse);
    BillingRules billing =
        config.make("billing", () -> new BillingRules(migration.toSeconds() / 3600.0));
    config.finish();
    return new Settings(
        seed,
        threads,
        out,
        data,
        train,
        backtest,
        share,
        originInterval,
        learning,
        decision,
        workload,
        billing,
        tree);
  }

  private DataSettings data() {
    Optional<Source> prices = source("data.prices", "data.price-options");
    if (prices.isEmpty()) {
      config.problem("data.prices must name a source");
    }
    Optional<Source> interruptions = source("data.interruptions", "data.interruption-options");
    Optional<Source> availability = source("data.availability", "data.availability-options");
    Optional<Path> onDemand =
        Optional.ofNullable(config.read("data.on-demand", text -> text))
            .filter(text -> !text.isBlank())
            .map(text -> config.read("data.on-demand", SettingsReader::path));
    List<String> types = config.list("data.types", text -> text);
    List<String> zones = config.list("data.zones", text -> text);
    String product = config.read("data.product", text -> text);
    Duration step = positive("data.step");
    if (step != null && (step.toSeconds() < 30 || step.toSeconds() > 86_400)) {
      config.problem("data.step must be in [30s, 1d] but was " + step);
    }
    SortedMap<String, TypeOverride> overrides = overrides();
    SortedMap<String, String> world = world();
    return config.make(
        "data",
        () ->
            new DataSettings(
                prices.orElseThrow(),
                interruptions,
                availability,
                onDemand,
                types,
                zones,
                product,
                step,
                overrides,
                world));
  }

  private Optional<Source> source(String path, String optionsPath) {
    SortedMap<String, String> options = config.texts(optionsPath);
    return Optional.ofNullable(config.read(path, text -> text))
        .filter(text -> !text.isBlank())
        .map(text -> new Source(text, SourceOptions.of(options)));
  }

  private SortedMap<String, TypeOverride> overrides() {
    SortedMap<String, TypeOverride> overrides = new TreeMap<>();
    for (String type : config.names("instance-types")) {
      Optional<Double> vcpus = typeNumber(type, "vcpus");
      vcpus
          .filter(count -> !(count >= 1 && count == Math.rint(count) && count <= 1e6))
          .ifPresent(
              count ->
                  config.problem(
                      "instance-types."
                          + type
                          + ".vcpus must be a whole number >= 1 but was "
                          + count));
      overrides.put(
          type,
          new TypeOverride(
              vcpus.map(Double::intValue),
              typeNumber(type, "memory-gib"),
              typeNumber(type, "on-demand")));
    }
    return overrides;
  }

  private Optional<Double> typeNumber(String type, String key) {
    return config.has("instance-types", type, key)
        ? Optional.ofNullable(config.number("instance-types", type, key))
        : Optional.empty();
  }

  private SortedMap<String, String> world() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("noise", Double.toString(config.number("world.noise")));
    options.put("spike-probability", Double.toString(config.number("world.spike-probability")));
    for (String type : config.names("world.types")) {
      for (String key : List.of("base-discount", "interruptions-per-hour")) {
        if (config.has("world.types", type, key)) {
          options.put(
              "type." + type + "." + key, String.valueOf(config.number("world.types", type, key)));
        }
      }
    }
    for (String zone : config.names("world.zones")) {
      options.put(
          "zone." + zone + ".factor", String.valueOf(config.number("world.zones", zone, "")));
    }
    return options;
  }

  private LearningSettings learning(Long seed) {
    List<Duration> price = config.list("models.price.horizons", Durations::parse);
    List<Duration> stability = config.list("models.stability.horizons", Durations::parse);
    TreeSettings forest = trees("models.price", 1);
    TreeSettings boosting =
        trees("models.stability", config.number("models.stability.learning-rate"));
    ClassWeights weights =
        config.read("models.stability.class-weights", text -> constant(ClassWeights.class, text));
    return config.make(
        "models", () -> new LearningSettings(price, stability, forest, boosting, weights, seed));
  }

  private TreeSettings trees(String path, double learningRate) {
    int trees = config.whole(path + ".trees");
    int depth = config.whole(path + ".depth");
    double leafRows = config.number(path + ".leaf-rows");
    int bins = config.whole(path + ".bins");
    double rowShare = config.number(path + ".row-share");
    double columnShare = config.number(path + ".column-share");
    return config.make(
        path,
        () -> new TreeSettings(trees, depth, leafRows, learningRate, bins, rowShare, columnShare));
  }

  private DecisionSettings decision(LearningSettings learning) {
    String policy = config.read("decision.policy", text -> text);
    Duration interval = positive("decision.interval");
    Duration priceHorizon = positive("decision.price-horizon");
    Duration stabilityWindow = positive("decision.stability-window");
    if (learning != null && priceHorizon != null && stabilityWindow != null) {
      requireOneOf("decision.price-horizon", priceHorizon, learning.priceHorizons());
      requireOneOf("decision.stability-window", stabilityWindow, learning.stabilityHorizons());
    }
    double stabilityWeight = config.number("decision.stability-weight");
    double costWeight = config.number("decision.cost-weight");
    double strong = config.number("decision.strong-improvement");
    double weak = config.number("decision.weak-improvement");
    double savings = config.number("decision.min-savings-percent");
    StabilityFirstSettings rule =
        config.make(
            "decision",
            () -> new StabilityFirstSettings(stabilityWeight, costWeight, strong, weak, savings));
    return new DecisionSettings(policy, rule, interval, priceHorizon, stabilityWindow);
  }

  private void requireOneOf(String path, Duration value, List<Duration> horizons) {
    if (!horizons.contains(value)) {
      config.problem(path + " must be one of the horizons " + horizons + " but was " + value);
    }
  }

  private WorkloadSettings workload() {
    String start = config.read("workload.start", text -> text);
    CostUnit unit = config.read("workload.cost-unit", text -> constant(CostUnit.class, text));
    Duration restart = config.read("workload.restart", Durations::parse);
    return new WorkloadSettings(
        Optional.ofNullable(start).filter(pool -> !pool.equals("auto")), unit, restart);
  }

  private Duration positive(String path) {
    Duration duration = config.read(path, Durations::parse);
    if (duration != null && duration.isZero()) {
      config.problem(path + " must be > 0 but was 0");
    }
    return duration;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    throw new IllegalArgumentException("must be one of " + names + " but was '" + text + "'");
  }

  private static Long seed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number but was '" + text + "'", e);
    }
  }

  private static Integer threads(String text) {
    if (text.equals("auto")) {
      return Runtime.getRuntime().availableProcessors();
    }
    int threads = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("must be auto or in [1, 1024] but was '" + text + "'");
    }
    return threads;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path but was '" + text + "'", e);
    }
  }
}
