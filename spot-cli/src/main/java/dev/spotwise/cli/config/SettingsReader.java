package dev.spotwise.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.Settings.DecisionSettings;
import dev.spotwise.cli.config.Settings.WorkloadSettings;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.StabilitySettings;
import dev.spotwise.models.StabilitySettings.ClassWeights;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.calibration.CalibrationMethod;
import dev.spotwise.models.calibration.CalibrationSettings;
import dev.spotwise.models.retraining.RetrainingSettings.Incompatible;
import dev.spotwise.models.tree.ForestSettings;
import dev.spotwise.models.tree.ForestSettings.Overlap;
import dev.spotwise.models.tree.TreeSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Turns a complete configuration tree into {@link Settings}, or into all of its problems. */
public final class SettingsReader {

  private final ConfigReader config;
  private final ObjectNode tree;

  private SettingsReader(ObjectNode tree, List<String> problems) {
    this.tree = tree;
    this.config = new ConfigReader(tree, problems);
  }

  /**
   * Reads settings.
   *
   * @param tree every setting, as {@link ConfigTree#defaults} with changes laid over it
   * @param problems those that were found on the way to the tree
   * @throws ConfigException with all that is wrong
   */
  public static Settings read(ObjectNode tree, List<String> problems) {
    return new SettingsReader(tree, new ArrayList<>(problems)).settings();
  }

  /**
   * Reads the output folder alone.
   *
   * @throws ConfigException if it is no path, or with the problems that there are
   */
  public static Path out(ObjectNode tree, List<String> problems) {
    ConfigReader config = new ConfigReader(tree, new ArrayList<>(problems));
    Path out = config.read("out", SettingsReader::path);
    config.finish();
    return out;
  }

  private Settings settings() {
    Long seed = config.read("seed", SettingsReader::seed);
    Integer threads = config.read("threads", SettingsReader::threads);
    Path out = config.read("out", SettingsReader::path);
    DataSettings data = new DataSettingsReader(config).read();
    double share = config.number("models.train-share");
    if (!(share > 0 && share < 1)) {
      config.problem("models.train-share must be in (0, 1) but was " + share);
    }
    Duration originInterval = positive("models.origin-interval");
    LearningSettings learning = learning(seed == null ? 0 : seed);
    PeriodReader.Period period =
        new PeriodReader(config).read(data, share, originInterval, learning);
    DecisionReader decisions = new DecisionReader(config);
    DecisionSettings decision = decisions.read(learning, data);
    Optional<Duration> retrainEvery = decisions.retrainEvery(decision);
    EvaluationSettings evaluation = new EvaluationSettingsReader(config).read();
    WorkloadReader workloads = new WorkloadReader(config);
    WorkloadSettings workload = workloads.read(data, period.backtest());
    BillingRules billing = workloads.billing();
    new RetrainReader(config).read(Incompatible.KEEP);
    config.finish();
    return new Settings(
        seed,
        threads,
        out,
        data,
        period.train(),
        period.backtest(),
        share,
        originInterval,
        learning,
        evaluation,
        decision,
        workload,
        billing,
        retrainEvery,
        tree);
  }

  private LearningSettings learning(long seed) {
    int since = config.count();
    List<Duration> price = config.list("models.price.horizons", SettingsReader::positiveDuration);
    List<Duration> stability =
        config.list("models.stability.horizons", SettingsReader::positiveDuration);
    ForestSettings forest = forest();
    StabilitySettings ranker = stability();
    return config.make(
        "models", since, () -> new LearningSettings(price, stability, forest, ranker, seed));
  }

  private StabilitySettings stability() {
    int since = config.count();
    StabilityModel model =
        config.read("models.stability.model", text -> constant(StabilityModel.class, text));
    TreeSettings boosting =
        trees("models.stability", config.number("models.stability.learning-rate"));
    ClassWeights weights =
        config.read("models.stability.class-weights", text -> constant(ClassWeights.class, text));
    OptionalDouble ridge = config.numberOrAuto("models.stability.ridge");
    CalibrationSettings calibration = calibration();
    return config.make(
        "models.stability",
        since,
        () -> new StabilitySettings(model, boosting, weights, ridge, calibration));
  }

  private ForestSettings forest() {
    int since = config.count();
    TreeSettings grown = trees("models.price", 1);
    int maxRows = config.whole("models.price.max-rows");
    Overlap overlap = config.read("models.price.overlap", text -> constant(Overlap.class, text));
    double share = config.number("models.price.calibration-share");
    return config.make(
        "models.price", since, () -> new ForestSettings(grown, maxRows, overlap, share));
  }

  private CalibrationSettings calibration() {
    int since = config.count();
    CalibrationMethod method =
        config.read(
            "models.stability.calibration", text -> constant(CalibrationMethod.class, text));
    double share = config.number("models.stability.calibration-share");
    return config.make("models.stability", since, () -> new CalibrationSettings(method, share));
  }

  private TreeSettings trees(String path, double learningRate) {
    int since = config.count();
    int trees = config.whole(path + ".trees");
    int depth = config.whole(path + ".depth");
    double leafRows = config.number(path + ".leaf-rows");
    int bins = config.whole(path + ".bins");
    double rowShare = config.number(path + ".row-share");
    double columnShare = config.number(path + ".column-share");
    return config.make(
        path,
        since,
        () -> new TreeSettings(trees, depth, leafRows, learningRate, bins, rowShare, columnShare));
  }

  private Duration positive(String path) {
    return config.read(path, SettingsReader::positiveDuration);
  }

  static Duration positiveDuration(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("must be > 0 but was '" + text + "'");
    }
    return duration;
  }

  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    throw new IllegalArgumentException(
        "must be one of "
            + names
            + " but was '"
            + Shown.of(text)
            + "'"
            + Nearest.suggestion(text, names));
  }

  private static Long seed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must be a whole number of 64 bits but was '" + Shown.of(text) + "'", e);
    }
  }

  private static Integer threads(String text) {
    if (text.equals("auto")) {
      return Runtime.getRuntime().availableProcessors();
    }
    int threads = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException(
          "must be auto or in [1, 1024] but was '" + Shown.of(text) + "'");
    }
    return threads;
  }

  static Path path(String text) {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path but was '" + Shown.of(text) + "'", e);
    }
    throw new IllegalArgumentException("must be a path but was '" + text + "'");
  }
}
